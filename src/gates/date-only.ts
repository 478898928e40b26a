import {percent} from '../words.ts';
import {defineGate} from './define-gate.ts';
import {readStampColumns, type StampColumn} from './stamp-columns.ts';

/** METHODS 9, G1: chance alone puts 0.001% there. */
const MIDNIGHT_SHARE = 0.2;
/** Fewer values may share a time of day by chance. */
const MIN_VALUES = 20;
/** One time of day over fewer days is a list loaded at once. */
const MIN_DAYS = 3;
const HOUR = 3600;

/** G1: a column of dates without times makes every duration in minutes an invention. */
export default defineGate({
  id: 'G1',
  title: 'Timestamps carry a time of day',
  async judge(session, model) {
    const columns = (await readStampColumns(session, model)).filter(({n}) => n >= MIN_VALUES);
    const dates = columns.filter(isDateOnly);
    const worst = dates.toSorted((a, b) => midnightShare(b) - midnightShare(a))[0];
    if (worst === undefined)
      return {state: 'pass', text: 'No column of timestamps is made of bare dates.', n: columns.length};
    const names = dates.map(columnText).join(', ');
    const onClock = dates.some(({on_clock}) => on_clock);
    // off the response clock a date is enough: lags between stages are counted in days
    return {
      state: onClock ? 'hard' : 'pass',
      text: `Dates without a time of day: ${names}. ${onClock ? 'Minutes cannot be measured; days can.' : 'Lags hold to the day; what was done on that day counts as done before, and a lead closed on the day it came as closed within its promise.'}`,
      value: midnightShare(worst),
      n: worst.n,
      remedy:
        'Export the timestamp field instead of the date field (Salesforce tasks: CreatedDate or CompletedDateTime, not ActivityDate).',
    };
  },
});

/** One clock time, or two an hour apart, is midnight somewhere, stored in UTC. */
function isDateOnly(column: StampColumn): boolean {
  const oneClock = column.clock_times === 1 || (column.clock_times === 2 && [HOUR, 23 * HOUR].includes(column.spread));
  return (oneClock && column.days >= MIN_DAYS) || midnightShare(column) >= MIDNIGHT_SHARE;
}

function midnightShare({at_midnight, n}: StampColumn): number {
  return at_midnight / n;
}

function columnText(column: StampColumn): string {
  const share = midnightShare(column);
  return `${column.name} (${share < MIDNIGHT_SHARE ? 'always the same time of day' : `${percent(share)} at midnight`})`;
}
