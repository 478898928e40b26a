import type {Report} from '../../../result.ts';
import {pointsText} from '../../measure-text.ts';
import {measureOf} from '../../measures.ts';
import {ownReason} from '../../reasons.ts';
import {valueCell} from '../parts/cell.tsx';
import {Table} from '../parts/table.tsx';

const LINES = [
  ['extra_sql', 'more SQLs had slow leads converted like fast ones'],
  ['crude', 'the same without adjusting'],
  ['extra_sql_with_closed', 'with leads closed untouched counted as slow'],
  ['extra_sql_with_unlogged', 'with leads that progressed without a logged touch'],
  ['risk_difference', 'difference of conversion, fast less slow'],
  ['risk_ratio', 'ratio of conversion, fast to slow'],
  ['e_value', 'a hidden factor would have to be this strong to explain it (E-value)'],
  ['e_value_limit', 'the same for the lower limit'],
  ['coverage', 'slow leads that this covers'],
  ['money_low', 'money, low end'],
  ['money_high', 'money, high end'],
] as const;

/** What slow answers go with, and how little that proves: the caveat stands in the words of the measure (METHODS 5.4). */
export function Slowness({report}: {report: Report}) {
  const found = LINES.flatMap(([what, words]) => {
    const measure = measureOf(report, 'pipeline.lost_to_slowness', {what});
    return measure === null ? [] : [{words, what, measure}];
  });
  if (found.length === 0) return null;
  const told = [
    ...new Set(found.flatMap(({measure}) => (measure.status === 'not_measurable' ? [] : (ownReason(measure) ?? [])))),
  ];
  return (
    <>
      <h3>What slow answers go with</h3>
      {told.map(text => (
        <p key={text} class="caveat">
          {text.charAt(0).toUpperCase() + text.slice(1)}
        </p>
      ))}
      <Table
        label="What slow answers go with"
        columns={[{title: 'estimate'}, {title: 'value'}]}
        rows={found.map(({words, what, measure}) => [
          words,
          what === 'risk_difference' && measure.status !== 'not_measurable' ? pointsText(measure) : valueCell(measure),
        ])}
        fixed
      />
    </>
  );
}
