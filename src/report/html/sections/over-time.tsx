import type {Measure} from '../../../result.ts';
import {TimeChart} from '../charts/time-chart.tsx';
import {valueCell} from '../parts/cell.tsx';
import {Figure} from '../parts/figure.tsx';

interface Props {
  title: string;
  note: string;
  measures: readonly Measure[];
  by: 'week' | 'month' | 'quarter';
  targets?: readonly number[];
  targetWord?: string;
  show?: (value: number) => string;
  domain?: readonly [number, number];
}

/** A measure by week, month or quarter; nothing where there is only one. */
export function OverTime({title, note, measures, by, targets = [], ...scale}: Props) {
  const points = measures
    .map(({segment, value, interval, status}) => ({
      label: segment[by] ?? '',
      value,
      // the interval of a handful would dwarf all others
      low: status === 'small_n' ? null : (interval?.low ?? null),
      high: status === 'small_n' ? null : (interval?.high ?? null),
      doubt: status === 'small_n' ? ('few' as const) : status === 'pending' ? ('young' as const) : null,
    }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
  if (points.filter(({value}) => value !== null).length < 2) return null;
  const sorted = [...measures].sort((a, b) => ((a.segment[by] ?? '') < (b.segment[by] ?? '') ? -1 : 1));
  return (
    <Figure
      title={title}
      note={note}
      draw={(width, label) => <TimeChart label={label} width={width} points={points} targets={targets} {...scale} />}
      table={{
        columns: [{title: by}, {title: 'value'}],
        rows: sorted.map(measure => [measure.segment[by] ?? '', valueCell(measure)]),
      }}
    />
  );
}
