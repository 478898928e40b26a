import {grouped, percent} from '../words.ts';
import {defineGate} from './define-gate.ts';

/** METHODS 9, G11. */
const FUTURE_SHARE = 0.001;
/** A few are typing errors. */
const MIN_EVENTS = 5;

/** G11: events after the cut-off are ignored and counted. */
export default defineGate({
  id: 'G11',
  title: 'Nothing happens after the cut-off',
  async judge(session, model) {
    const tables = Object.keys(model.counts.late);
    const late = Object.values(model.counts.late).reduce((sum, count) => sum + count, 0);
    let n = 0;
    for (const table of tables)
      n += (await session.row<{n: number}>(`select count(*)::integer as n from export_${table}`)).n;
    const share = n === 0 ? 0 : late / n;
    const outlier =
      model.cutoff.outlier === null ? '' : ` One date far in the future was not believed: ${model.cutoff.outlier}.`;
    const text = `${grouped(late)} of ${grouped(n)} events (${percent(share)}) are dated after ${model.as_of} and are ignored.${outlier}`;
    const bad = late >= MIN_EVENTS && share > FUTURE_SHARE;
    return {
      state: bad ? 'soft' : 'pass',
      text,
      value: share,
      n,
      remedy: 'Check --as-of; completed activities should not be dated in the future.',
    };
  },
});
