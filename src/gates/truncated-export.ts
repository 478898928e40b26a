import {grouped, plural} from '../words.ts';
import {defineGate} from './define-gate.ts';

/** METHODS 9, G15: where export dialogs and spreadsheets stop. */
const LIMITS: ReadonlySet<number> = new Set([1000, 2000, 10_000, 50_000, 65_535, 65_536, 100_000, 1_048_575]);

/** G15: an export that stopped at a limit or within a row, or whose activities begin after its leads, makes old leads look untouched. */
export default defineGate({
  id: 'G15',
  title: 'The export is complete',
  async judge(session, model) {
    const {n, before} = await session.row<{n: number; before: number}>(`
      select count(*)::integer as n, count(*) filter (excluded = 'before_activities')::integer as before from handoffs`);
    const cut = model.export.files
      .filter(({read}) => LIMITS.has(read))
      .map(({path, read}) => `${path} (${grouped(read)} rows)`);
    const stopped = model.export.cut;
    const sentences = [
      ...(stopped.length === 0
        ? []
        : [
            `${stopped.length === 1 ? 'A file stops' : 'Files stop'} in the middle of a row and may lack others: ${stopped.join(', ')}.`,
          ]),
      ...(cut.length === 0 ? [] : [`Exactly as many rows as an export limit: ${cut.join(', ')}.`]),
      ...(before === 0
        ? []
        : [
            `${plural(before, 'handoff')} started before the activities begin and are out of response and SLA figures.`,
          ]),
    ];
    if (sentences.length === 0)
      return {
        state: 'pass',
        text: 'No file stops at an export limit, and the activities reach back to the first lead.',
        n,
      };
    return {
      state: 'soft',
      text: sentences.join(' '),
      value: before,
      n,
      remedy: `${stopped.length === 0 ? '' : 'Export again what stops within a row. '}Export all rows (a data export rather than a report), and activities from the first lead on.`,
    };
  },
});
