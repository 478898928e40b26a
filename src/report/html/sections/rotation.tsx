import type {Report} from '../../../result.ts';
import {grouped} from '../../../words.ts';
import {measureText} from '../../measure-text.ts';
import {measuresBy} from '../../measures.ts';
import {personText} from '../../people.ts';
import {Table} from '../parts/table.tsx';

/** Rules that hand out leads in turn: what each rep got against an fair share of the time they were in the rotation. */
export function Rotation({report}: {report: Report}) {
  const rules = measuresBy(report, 'routing.fairness', 'rule').filter(({value}) => value !== null);
  const shares = measuresBy(report, 'routing.fairness', 'owner', 'rule');
  return rules.map(rule => {
    const name = rule.segment['rule'] ?? '(blank)';
    const rows = shares
      .filter(({segment}) => segment['rule'] === rule.segment['rule'])
      .map(({segment, numerator, denominator, value}) => [
        segment['owner'] == null ? '(blank)' : personText(report, segment['owner']),
        {show: numerator === null ? '' : grouped(numerator), sort: numerator},
        {show: denominator === null ? '' : denominator.toFixed(1), sort: denominator},
        {show: value === null ? '' : value.toFixed(2), sort: value},
      ]);
    return (
      <div key={name}>
        <h3>Even rotation: {name}</h3>
        <p>Unevenness {measureText(rule)}: 1 is what chance alone does, a rotation that works lies below.</p>
        <Table
          label={`Leads by rep, rule ${name}`}
          columns={[
            {title: 'rep'},
            {title: 'got', align: 'right'},
            {title: 'fair share', align: 'right'},
            {title: 'times the fair share', align: 'right'},
          ]}
          rows={rows}
        />
      </div>
    );
  });
}
