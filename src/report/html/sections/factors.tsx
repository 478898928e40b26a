import type {Report} from '../../../result.ts';
import {grouped, percent} from '../../../words.ts';
import {factorsOf} from '../../factors.ts';
import {RowsChart} from '../charts/rows-chart.tsx';
import {valueCell} from '../parts/cell.tsx';
import {Figure} from '../parts/figure.tsx';

/** Where the process breaks: how much of the difference in waiting goes with each factor (METHODS 1.7). */
export function Factors({report}: {report: Report}) {
  const factors = factorsOf(report);
  const most = Math.max(0, ...factors.map(({value}) => value));
  if (factors.length === 0) return null;
  return (
    <Figure
      title="What the waiting goes with"
      note="Share of the differences in waiting, in rank, that goes with each factor (Kruskal-Wallis, eta squared), one factor at a time. They overlap, as a rep has a team and a team its sources, and do not add up; none of it says why."
      draw={(width, label) => (
        <RowsChart
          label={label}
          width={width}
          mark="bar"
          most={Math.max(0.1, most)}
          rows={factors.map(({name, value}) => ({label: name, value, text: percent(value)}))}
        />
      )}
      table={{
        columns: [
          {title: 'factor'},
          {title: 'share of the differences'},
          {title: 'leads', align: 'right'},
          {title: 'left out'},
        ],
        rows: factors.map(({name, measure}) => [
          name,
          valueCell(measure),
          {show: grouped(measure.n ?? 0), sort: measure.n},
          leftOut(measure.excluded),
        ]),
        fixed: true,
      }}
    />
  );
}

function leftOut({blank = 0, small_groups = 0}: Readonly<Record<string, number>>): string {
  const parts = [
    blank > 0 ? `${grouped(blank)} blank` : '',
    small_groups > 0 ? `${grouped(small_groups)} in groups under 5` : '',
  ];
  return parts.filter(part => part !== '').join(', ');
}
