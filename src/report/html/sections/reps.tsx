import type {Report, RepPoint, RepsChart} from '../../../result.ts';
import {grouped, percent, plural} from '../../../words.ts';
import {personText} from '../../people.ts';
import {FunnelPlot} from '../charts/funnel-plot.tsx';
import {countCell} from '../parts/cell.tsx';
import {Figure} from '../parts/figure.tsx';
import type {Cell} from '../parts/table.tsx';

const VERDICTS = {
  inside: 'not distinguishable from the team',
  watch: 'watch: beyond the 95% limits',
  outside: 'outside the 99.8% limits',
} as const;

/** Reps as a funnel plot and no league table (METHODS 1.7). */
export function Reps({report}: {report: Report}) {
  const reps = report.charts.reps.reps.map(rep => ({...rep, owner: personText(report, rep.owner)}));
  const chart = {...report.charts.reps, reps};
  if (reps.length < 2) return null;
  return (
    <Figure
      title="Reps against the spread of the team"
      note={<Note chart={chart} />}
      draw={(width, label) => <FunnelPlot label={label} width={width} chart={chart} />}
      table={{
        columns: [
          {title: 'rep'},
          {title: 'due', align: 'right'},
          {title: 'kept', align: 'right'},
          {title: 'kept share', align: 'right'},
          {title: 'the team, same promises', align: 'right'},
          {title: '95% limits'},
          {title: '99.8% limits'},
          {title: 'so'},
        ],
        rows: reps.map(rowOf),
      }}
    />
  );
}

function Note({chart: {phi, too_few, left_out, reps, reason}}: {chart: RepsChart}) {
  const told = reps.filter(({verdict}) => verdict === 'outside').length;
  const widened =
    phi > 1
      ? `, widened ${Math.sqrt(phi).toFixed(1)} times since reps differ more than chance explains (overdispersion ${phi.toFixed(1)}): look first for what several of them share, such as territory, shift or tool`
      : '';
  return (
    <>
      Share of promises kept, counted from the assignment, by their number. The bands are what chance explains, 95% and
      99.8%{widened}. The tick that a rep hangs on is what the team keeps of the same promises, and the yardstick: a dot
      is not distinguishable from it, a ring is beyond the 95% limits, a diamond beyond the 99.8% limits (
      {told === 0 ? 'nobody' : grouped(told)}).
      {too_few > 0 ? ` ${plural(too_few, 'rep')} with fewer than 10 due promises not drawn.` : ''}
      {left_out > 0 ? ` ${plural(left_out, 'rep')} inside, with fewer promises, not drawn.` : ''}
      {reason === null ? '' : ` With care: ${reason}`}
    </>
  );
}

function rowOf({owner, n, kept, expected, watch, outside, verdict}: RepPoint): Cell[] {
  return [
    owner,
    countCell(n),
    countCell(kept),
    {show: percent(kept / n), sort: kept / n},
    {show: percent(expected / n), sort: expected / n},
    rangeText(watch, n),
    rangeText(outside, n),
    VERDICTS[verdict],
  ];
}

function rangeText({low, high}: RepPoint['watch'], n: number): string {
  return `${percent(low / n).replace('%', '')}-${percent(high / n)}`;
}
