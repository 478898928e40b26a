import type {Report} from '../../../result.ts';
import {durationOn, percent, shortDuration} from '../../../words.ts';
import {FUNNEL_STEPS} from '../../labels.ts';
import {Section} from '../parts/section.tsx';
import {Table} from '../parts/table.tsx';

/** The definitions in force, as far as the numbers hang on them, and what the famous figures really are (METHODS 11). */
export function Terms({report}: {report: Report}) {
  const {promises, horizons} = report.terms;
  const steps = new Map<string, string>([...FUNNEL_STEPS, ['rejection', 'MQL to rejected or disqualified']]);
  return (
    <Section id="definitions" title="Definitions in force">
      <p>
        {report.definitions.path}, sha256 <code class="long">{report.definitions.sha256}</code>. Times are of{' '}
        {report.time_zone}.
      </p>
      <h3>Promises</h3>
      <Table
        label="Promises"
        columns={[{title: 'policy'}, {title: 'within'}, {title: 'clock'}, {title: 'target', align: 'right'}]}
        rows={promises.map(({policy, within_seconds, clock, target}) => [
          policy,
          durationOn(clock, within_seconds),
          clock === 'business' ? 'business hours' : 'wall clock',
          percent(target),
        ])}
        fixed
      />
      <h3>Time that a step of the funnel is given</h3>
      <Table
        label="Horizons"
        columns={[{title: 'step'}, {title: 'within'}]}
        rows={Object.entries(horizons).map(([step, seconds]) => [
          steps.get(step) ?? step,
          seconds === null ? 'too little history to tell' : shortDuration(seconds),
        ])}
        fixed
      />
    </Section>
  );
}

export function Benchmarks({report}: {report: Report}) {
  const {benchmarks} = report.terms;
  if (benchmarks.length === 0) return null;
  return (
    <Section id="benchmarks" title="What the numbers everybody quotes really are">
      <Table
        label="Benchmarks"
        columns={[{title: 'quoted'}, {title: 'what the source says'}, {title: 'so'}]}
        rows={benchmarks.map(({quoted, says, so}) => [quoted, says, so])}
        fixed
      />
    </Section>
  );
}
