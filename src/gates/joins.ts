import type {Session} from '../engine/session.ts';
import {grouped, percent} from '../words.ts';
import {defineGate} from './define-gate.ts';

/** METHODS 9, G9. */
const ORPHAN_SHARE = 0.1;
const MIN_ACTIVITIES = 50;
/** A single pair of conflicting rows spoils nothing. */
const CONFLICT_SHARE = 0.01;

/** G9: activities of leads that were not exported, and ids that stand on rows that differ. */
export default defineGate({
  id: 'G9',
  title: 'The tables fit together',
  async judge(session, model) {
    const {n} = await session.row<{n: number}>('select count(*)::integer as n from export_activities');
    const orphans = model.counts.orphans['activities'] ?? 0;
    const share = n === 0 ? 0 : orphans / n;
    const orphaned = n >= MIN_ACTIVITIES && share > ORPHAN_SHARE;
    const conflicting = await conflictingTables(session, model.export.tables);
    const text = `${grouped(orphans)} of ${grouped(n)} activities (${percent(share)}) belong to no exported lead.`;
    if (!orphaned && conflicting.length === 0) return {state: 'pass', text, value: share, n};
    return {
      state: 'soft',
      text:
        conflicting.length === 0 ? text : `${text} Ids on rows that contradict each other: ${conflicting.join(', ')}.`,
      value: share,
      n,
      remedy: 'Export leads and activities with the same filter, and each record once.',
    };
  },
});

type Tables = Readonly<Record<string, {conflicting: number}>>;

async function conflictingTables(session: Session, tables: Tables): Promise<string[]> {
  const found: string[] = [];
  for (const [name, {conflicting}] of Object.entries(tables)) {
    if (conflicting === 0) continue;
    const rows = await rowsOf(session, name);
    if (conflicting > rows * CONFLICT_SHARE) found.push(`${name} (${grouped(conflicting)})`);
  }
  return found;
}

async function rowsOf(session: Session, table: string): Promise<number> {
  const {n} = await session.row<{n: number}>(`select count(*)::integer as n from export_${table}`);
  return n;
}
