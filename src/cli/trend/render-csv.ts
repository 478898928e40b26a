import type {Trend} from '../../handoff/history/trend.ts';
import {headLine, rowLines} from '../../report/csv/table.ts';

/** One row per measure and run. */
export function renderCsv({runs, series}: Trend): string {
  const columns = ['as_of', 'run', 'id', 'segment', 'unit', 'currency', 'value', 'n', 'low', 'high', 'status'];
  const rows = series.flatMap(({id, segment, unit, points}) =>
    points.flatMap((point, place) => {
      const run = runs[place];
      if (point === null || run === undefined) return [];
      const {value, n, low, high, status} = point;
      const currency = unit === 'cents' ? run.currency : null;
      return [[run.as_of, run.run, id, JSON.stringify(segment), unit, currency, value, n, low, high, status]];
    }),
  );
  return headLine(columns.map(name => ({name}))) + rowLines(rows);
}
