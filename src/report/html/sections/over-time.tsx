import type {Measure} from '../../../result.ts';
import {MOST_PERIODS, type Period, periodsThrough} from '../../periods.ts';
import {TimeChart, type TimePoint} from '../charts/time-chart.tsx';
import {valueCell} from '../parts/cell.tsx';
import {Figure} from '../parts/figure.tsx';

interface Props {
  title: string;
  note: string;
  measures: readonly Measure[];
  by: Period;
  targets?: readonly number[];
  targetWord?: string;
  show?: (value: number) => string;
  domain?: readonly [number, number];
}

/** A measure by week, month or quarter; nothing where there is only one. One in which nothing happened is a gap on the axis. */
export function OverTime({title, note, measures, by, targets = [], ...scale}: Props) {
  const byPeriod = new Map(measures.map(measure => [measure.segment[by] ?? '', measure]));
  const periods = periodsThrough(by, [...byPeriod.keys()]);
  const points = periods.slice(-MOST_PERIODS).map(period => pointOf(period, byPeriod.get(period)));
  if (points.filter(({value}) => value !== null).length < 2) return null;
  const older = periods.length - points.length;
  const sorted = [...measures].sort((a, b) => ((a.segment[by] ?? '') < (b.segment[by] ?? '') ? -1 : 1));
  return (
    <Figure
      title={title}
      note={older === 0 ? note : `${note} Drawn from ${points[0]?.label} on; what is older stands in the table.`}
      draw={(width, label) => <TimeChart label={label} width={width} points={points} targets={targets} {...scale} />}
      table={{
        columns: [{title: by}, {title: 'value'}],
        rows: sorted.map(measure => [measure.segment[by] ?? '', valueCell(measure)]),
      }}
    />
  );
}

function pointOf(label: string, measure: Measure | undefined): TimePoint {
  if (measure === undefined) return {label, value: null, low: null, high: null, doubt: null};
  const {value, interval, status} = measure;
  // the interval of a handful would dwarf all others
  const limits = status === 'small_n' ? null : interval;
  return {
    label,
    value,
    low: limits?.low ?? null,
    high: limits?.high ?? null,
    doubt: status === 'small_n' ? 'few' : status === 'pending' ? 'young' : null,
  };
}
