import {defineGate} from './define-gate.ts';
import {readStampColumns} from './stamp-columns.ts';

/** METHODS 9, G2: fifty values with all seconds 0 are no accident. */
const MIN_VALUES = 50;

/** G2: stamps cut to the minute leave durations uncertain by a minute, which matters to a promise of five. */
export default defineGate({
  id: 'G2',
  title: 'Timestamps carry seconds',
  async judge(session, model) {
    const columns = (await readStampColumns(session, model)).filter(({on_clock, n}) => on_clock && n >= MIN_VALUES);
    const cut = columns.filter(({n, whole_minutes, clock_times}) => whole_minutes === n && clock_times > 2);
    if (cut.length === 0)
      return {state: 'pass', text: 'No column the clock reads is cut to whole minutes.', n: columns.length};
    return {
      state: 'soft',
      text: `Cut to whole minutes: ${cut.map(({name}) => name).join(', ')}. Each duration is uncertain by up to a minute.`,
      value: cut.length,
      n: columns.length,
      remedy: 'Export these columns with seconds.',
    };
  },
});
