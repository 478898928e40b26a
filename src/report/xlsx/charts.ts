import type {SheetChart} from 'hucre/xlsx';
import type {Measure, Report} from '../../result.ts';
import {type CsvTable, defineTable} from '../csv/table.ts';
import {MOST_PERIODS, weeksThrough} from '../periods.ts';

/** A week of one lead says 0 or 100%; below two weeks there is no line. */
const FEWEST_WEEKS = 2;

/** One row per week, also where no promise fell due: a chart of rows would close the gap. Null where there are too few for a line. */
export function slaWeeks({measures}: Report): CsvTable | null {
  const due = measures.filter(
    ({id, segment, value}) => id === 'sla.compliance' && Object.keys(segment).join() === 'week' && value !== null,
  );
  const byWeek = new Map(due.map(measure => [measure.segment['week'] ?? '', measure]));
  const weeks = weeksThrough([...byWeek.keys()]).slice(-MOST_PERIODS);
  if (weeks.filter(week => byWeek.has(week)).length < FEWEST_WEEKS) return null;
  return defineTable<{week: string; kept: Measure | undefined}>(
    'sla by week',
    'one row per week of the start',
    [
      {name: 'week', type: 'text', means: 'ISO week in the company’s time zone', of: ({week}) => week},
      {name: 'kept', type: 'integer', means: 'promises kept', of: ({kept}) => kept?.numerator},
      {name: 'due', type: 'integer', means: 'promises that fell due', of: ({kept}) => kept?.denominator},
      {name: 'share', type: 'share', means: 'kept, of those due', of: ({kept}) => kept?.value},
    ],
    weeks.map(week => ({week, kept: byWeek.get(week)})),
  );
}

/** Drawn beside its own table, whose cells it names; a table of another name has none. */
export function chartsOf({name, rows, columns}: CsvTable): SheetChart[] {
  const column = (letter: string) => `$${letter}$2:$${letter}$${rows.length + 1}`;
  const anchor = {from: {row: 1, col: columns.length + 1}, to: {row: 24, col: columns.length + 13}};
  if (rows.length === 0) return [];
  if (name === 'sla by week')
    return [
      {
        type: 'line',
        title: 'Promises kept, by week of the start',
        altText: 'Share of promises kept by week, as in the table beside it',
        series: [{name: 'kept, of those due', values: column('D'), categories: column('A')}],
        axes: {y: {numberFormat: {formatCode: '0%'}, scale: {min: 0, max: 1}}},
        legend: false,
        anchor,
      },
    ];
  if (name === 'ledger')
    return [
      {
        type: 'bar',
        title: 'What became of the handoffs',
        altText: 'Handoffs by fate, as in the table beside it',
        series: [{name: 'handoffs', values: column('C'), categories: column('B')}],
        // the first row of the table on top
        axes: {x: {reverse: true}},
        legend: false,
        anchor,
      },
    ];
  return [];
}
