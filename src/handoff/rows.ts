import type {Session} from '../engine/session.ts';
import {readSql} from '../package-files.ts';

/** Rows about single leads; only who asks for them gets any. They come some thousands at a time, in order. */
export interface RowSink {
  leads(rows: readonly ModelRow[]): void;
  /** Every cycle of every lead. */
  handoffs(rows: readonly ModelRow[]): void;
  breaches(rows: readonly ModelRow[]): void;
}

export type ModelRow = Readonly<Record<string, unknown>>;

export async function writeRows(session: Session, sink: RowSink, shown = asIs): Promise<void> {
  await session.each<ModelRow>(readSql('handoff/lead_rows'), rows => sink.leads(rows.map(shown)));
  await session.each<ModelRow>(readSql('handoff/handoff_rows'), rows => sink.handoffs(rows.map(shown)));
  await session.each<ModelRow>(readSql('handoff/breach_rows'), rows => sink.breaches(rows.map(shown)));
}

function asIs(row: ModelRow): ModelRow {
  return row;
}
