import type {Session} from '../engine/session.ts';
import {Problem} from '../problem.ts';

const DATE = String.raw`\d{4}-\d{2}-\d{2}`;
const TIME = String.raw`\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?`;
const LOCAL = new RegExp(`^${DATE}([T ]${TIME})?$`);
const WITH_OFFSET = new RegExp(`^${DATE}[T ]${TIME} ?(Z|[+-]\\d{2}(:?\\d{2})?)$`, 'i');

/** What --as-of says, in microseconds; undefined leaves it to the export. Where nothing ever happened any time will do. */
export async function cutoffAsked(
  session: Session,
  text: string | undefined,
  timeZone: string,
  mayBeEmpty: boolean,
): Promise<number | undefined> {
  if (text !== undefined) return parseInstant(session, text, timeZone);
  if (!mayBeEmpty) return undefined;
  const {rows} = await session.row<{rows: number}>(
    'select ((select count(*) from export_leads) + (select count(*) from export_activities))::integer as rows',
  );
  return rows === 0 ? 0 : undefined;
}

/** Microseconds of the epoch. DuckDB reads it, as it reads every other time (METHODS 0.2). */
async function parseInstant(session: Session, text: string, timeZone: string): Promise<number> {
  checkTime(text);
  const sql = WITH_OFFSET.test(text)
    ? 'select epoch_us(try_cast($text as timestamptz)) as instant'
    : 'select epoch_us(timezone($zone, try_cast($text as timestamp))) as instant';
  const {instant} = await session.row<{instant: number | null}>(
    sql,
    WITH_OFFSET.test(text) ? {text} : {text, zone: timeZone},
  );
  if (instant === null) throw unreadable(text);
  return instant;
}

/** How --as-of is written; asked before an export is read for minutes. */
export function checkTime(text: string | undefined): void {
  if (text !== undefined && !LOCAL.test(text) && !WITH_OFFSET.test(text)) throw unreadable(text);
}

/** A day as --since and --until take it. */
export function checkDay(option: string, text: string | undefined): void {
  if (text === undefined) return;
  const day = new Date(`${text}T00:00:00Z`);
  const real = new RegExp(`^${DATE}$`).test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  if (!real) throw new Problem(`${option} ${JSON.stringify(text)} is no day; write it as 2026-03-31`);
}

function unreadable(text: string): Problem {
  return new Problem(
    `--as-of ${JSON.stringify(text)} is no time; write it as 2026-03-31, 2026-03-31T18:00 or 2026-03-31T18:00:00Z`,
  );
}
