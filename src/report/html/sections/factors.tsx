import type {Report} from '../../../result.ts';
import {grouped, percent} from '../../../words.ts';
import {measuresBy} from '../../text/measures.ts';
import {RowsChart} from '../charts/rows-chart.tsx';
import {valueCell} from '../parts/cell.tsx';
import {Figure} from '../parts/figure.tsx';

const NAMES: Readonly<Record<string, string>> = {
  arrival_hour: 'hour of arrival',
  source: 'source',
  rep: 'rep',
  team: 'team',
  rule: 'routing rule',
};

/** Where the process breaks: how much of the difference in waiting goes with each factor (METHODS 1.7). */
export function Factors({report}: {report: Report}) {
  const factors = measuresBy(report, 'response.factors', 'what')
    .filter(({value}) => value !== null)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const most = Math.max(0, ...factors.map(({value}) => value ?? 0));
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
          rows={factors.map(({segment, value}) => ({
            label: nameOf(segment['what']),
            value,
            text: percent(value ?? 0),
          }))}
        />
      )}
      table={{
        columns: [
          {title: 'factor'},
          {title: 'share of the differences'},
          {title: 'leads', align: 'right'},
          {title: 'left out'},
        ],
        rows: factors.map(measure => [
          nameOf(measure.segment['what']),
          valueCell(measure),
          {show: grouped(measure.n ?? 0), sort: measure.n},
          leftOut(measure.excluded),
        ]),
        fixed: true,
      }}
    />
  );
}

function nameOf(what: string | null | undefined): string {
  return what == null ? '' : (NAMES[what] ?? what);
}

function leftOut({blank = 0, small_groups = 0}: Readonly<Record<string, number>>): string {
  const parts = [
    blank > 0 ? `${grouped(blank)} blank` : '',
    small_groups > 0 ? `${grouped(small_groups)} in groups under 5` : '',
  ];
  return parts.filter(part => part !== '').join(', ');
}
