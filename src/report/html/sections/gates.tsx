import type {GateState, Report} from '../../../result.ts';
import {Section} from '../parts/section.tsx';
import {Table} from '../parts/table.tsx';

const STATES: Readonly<Record<GateState, string>> = {
  hard: 'fails: what depends on it is not measured',
  soft: 'doubtful: what depends on it is marked',
  not_measurable: 'cannot be told',
  pass: 'pass',
};

const ORDER: readonly GateState[] = ['hard', 'soft', 'not_measurable', 'pass'];

/** Whether the data can be believed, what does not pass first. */
export function Gates({report}: {report: Report}) {
  const gates = ORDER.flatMap(state => report.gates.filter(gate => gate.state === state));
  if (gates.length === 0) return null;
  const helped = gates.some(({remedy}) => remedy !== null);
  return (
    <Section id="quality" title="Can the data be believed?">
      <Table
        label="Gates of data quality"
        columns={[
          {title: 'gate'},
          {title: 'state'},
          {title: 'what was seen'},
          ...(helped ? [{title: 'what would help'}] : []),
        ]}
        rows={gates.map(({id, title, state, text, remedy}) => [`${id} ${title}`, STATES[state], text, remedy ?? ''])}
      />
    </Section>
  );
}
