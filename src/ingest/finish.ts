import {quoteName, type Session} from '../engine/session.ts';
import {plural} from '../words.ts';
import type {FileRun} from './accounting.ts';
import {collapseDuplicates, mergeClosedWon} from './duplicates.ts';
import type {TablePlan} from './plan.ts';
import {exportTable} from './read.ts';
import type {TableName} from './tables.ts';
import {LEFT_OUT, UNREAD} from './unread.ts';

/** The texts that did not parse have been counted: what is left are the columns of the contract. */
export async function dropUnread(session: Session, table: TableName, {failing, leavesOut}: TablePlan): Promise<void> {
  for (const column of [...(failing.length > 0 ? [UNREAD] : []), ...(leavesOut ? [LEFT_OUT] : [])])
    await session.run(`alter table ${exportTable(table)} drop column ${quoteName(column)}`);
}

/** What concerns all files of a table together: deals that stand in two of them, and duplicates. */
export async function finishTable(
  session: Session,
  table: TableName,
  plan: TablePlan,
  runs: readonly FileRun[],
): Promise<{conflicting: number; notes: string[]}> {
  if (runs.length === 0) return {conflicting: 0, notes: []};
  const notes: string[] = [];
  const places = (some: readonly FileRun[]) => some.map(({file, read}) => ({file, first: read.first, rows: read.rows}));
  if (table === 'opportunities') {
    const merged = await mergeClosedWon(
      session,
      plan.attributes,
      places(runs),
      places(runs.filter(run => run.reading.won)),
    );
    for (const run of runs) {
      const count = merged.get(run.file) ?? 0;
      run.identical += count;
      if (count > 0)
        notes.push(
          `${run.reading.source.file.path}: ${plural(count, 'row')} of deals that the opportunities have already; those are marked won`,
        );
    }
  }
  const found = await collapseDuplicates(session, table, plan.columns, plan.attributes, places(runs));
  for (const run of runs) {
    run.identical += found.identical.get(run.file) ?? 0;
    run.conflicts = found.conflicts.get(run.file) ?? 0;
  }
  if (found.conflicting > 0) {
    const rule = plan.columns.has('last_modified') ? 'the latest by last_modified is kept' : 'the first is kept';
    notes.push(`${table}: ${plural(found.conflicting, 'id')} on rows that differ; ${rule}`);
  }
  return {conflicting: found.conflicting, notes};
}
