import {quoteText, type Session, SqlFailure} from '../engine/session.ts';
import {nearest, Problem} from '../problem.ts';
import type {IngestOptions} from './options.ts';

/** Every zone that may be used must be one that the engine knows; asked once, before any file is read. */
export async function checkZones(session: Session, {mapping, timeZone, sourceTimeZone}: IngestOptions): Promise<void> {
  const named: [string, string | null | undefined][] = [
    ['--source-time-zone', sourceTimeZone],
    ['export.source_time_zone', mapping.source_time_zone],
    ...Object.entries(mapping.tables).map(([key, table]): [string, string | null] => [
      `export.tables.${key}.source_time_zone`,
      table.source_time_zone,
    ]),
    ['time_zone', timeZone],
  ];
  for (const [where, zone] of named) if (typeof zone === 'string') await checkZone(session, where, zone);
}

async function checkZone(session: Session, where: string, zone: string): Promise<void> {
  try {
    await session.run(`select timezone(${quoteText(zone)}, timestamp '2026-01-01 00:00:00')`);
  } catch (error) {
    if (!(error instanceof SqlFailure)) throw error;
    const near = nearest(zone, Intl.supportedValuesOf('timeZone'));
    throw new Problem(
      `${where}: ${JSON.stringify(zone)} is no time zone; it takes an IANA name such as ${near ?? 'America/New_York'}`,
    );
  }
}
