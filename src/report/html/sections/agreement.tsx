import type {Report} from '../../../result.ts';
import {grouped, percent} from '../../../words.ts';
import {measureText} from '../../measure-text.ts';
import {shownMeasure} from '../../measures.ts';
import {RowsChart} from '../charts/rows-chart.tsx';
import {countCell} from '../parts/cell.tsx';
import {Figure} from '../parts/figure.tsx';
import {Section} from '../parts/section.tsx';

const STAGES = ['mql', 'sql'] as const;

const CELLS = [
  ['supported', 'stamped, and the definition agrees'],
  ['unsupported', 'stamped against the definition'],
  ['missed', 'fits the definition, not stamped'],
  ['undetermined_stamped', 'stamped, cannot be told'],
  ['undetermined_unstamped', 'not stamped, cannot be told'],
  ['neither', 'neither'],
] as const;

/** The label that a person or a system set, against the definition that is written down. */
export function Agreement({report}: {report: Report}) {
  const stages = STAGES.flatMap(stage => {
    const cells = CELLS.flatMap(([cell, label]) => {
      const measure = shownMeasure(report, 'definitions.agreement', {stage, cell});
      return measure?.value == null ? [] : [{label, count: measure.value, of: measure.denominator ?? 0}];
    });
    return cells.length === 0 ? [] : [{stage, cells}];
  });
  if (stages.length === 0) return null;
  return (
    <Section id="labels" title="Labels against the written definition">
      {stages.map(({stage, cells}) => (
        <Figure
          key={stage}
          title={`${stage.toUpperCase()}: label and definition`}
          note={alike(report, stage)}
          draw={(width, label) => (
            <RowsChart
              label={label}
              width={width}
              mark="bar"
              most={Math.max(1, ...cells.map(({count}) => count))}
              rows={cells.map(({label: name, count, of}) => ({
                label: name,
                value: count,
                text: of >= 10 ? `${grouped(count)} (${percent(count / of)})` : `${grouped(count)} of ${grouped(of)}`,
              }))}
            />
          )}
          table={{
            columns: [{title: 'leads'}, {title: 'count', align: 'right'}, {title: 'of', align: 'right'}],
            rows: cells.map(({label, count, of}) => [label, countCell(count), countCell(of)]),
          }}
        />
      ))}
    </Section>
  );
}

/** How alike the two sets are, and beyond chance. */
function alike(report: Report, stage: string): string {
  const jaccard = shownMeasure(report, 'definitions.agreement', {stage, what: 'jaccard'});
  const kappa = shownMeasure(report, 'definitions.agreement', {stage, what: 'kappa'});
  const parts = [
    jaccard?.value == null ? '' : `Of leads with the label or the definition, both apply to ${measureText(jaccard)}.`,
    kappa?.value == null ? '' : `Agreement beyond chance (kappa) is ${measureText(kappa)}; 1 is full, 0 is chance.`,
  ];
  return parts.filter(text => text !== '').join(' ');
}
