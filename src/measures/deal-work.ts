import type {Session} from '../engine/session.ts';
import {readSql} from '../package-files.ts';

/** `deal_work`: one row per deal of a handoff, made once for the measures and the checks that ask about it. */
export async function createDealWork(session: Session): Promise<void> {
  const {tables} = await session.row<{tables: number}>(
    "select count(*)::integer as tables from duckdb_tables() where table_name = 'deal_work'",
  );
  if (tables === 0) await session.run(`create table deal_work as\n${readSql('measures/deal_work')}`);
}
