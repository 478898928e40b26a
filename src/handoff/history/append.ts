import {createHash} from 'node:crypto';
import type {Session} from '../../engine/session.ts';
import type {SmallRow} from '../../model/small-table.ts';
import type {Measure, Report} from '../../result.ts';
import {MEASURE_COLUMNS, RUN_COLUMNS, withHistory} from './file.ts';

/** Writes the run's measures into a history; the same run again takes the place of the first. */
export async function appendRun(path: string, access: 'write' | 'new', report: Report): Promise<void> {
  const run = runKey(report);
  await withHistory(path, access, async session => {
    await session.run('begin');
    for (const table of ['runs', 'measures']) await session.run(`delete from ${table} where run = $run`, {run});
    await insert(session, 'runs', RUN_COLUMNS, [runRow(run, report)]);
    const measures = report.measures.map(measure => measureRow(run, measure));
    await insert(session, 'measures', MEASURE_COLUMNS, measures);
    await session.run('commit');
    // nothing may be left beside the file, which is copied and renamed
    await session.run('checkpoint');
  });
}

/** Rows of plain data; the values are bound, never pasted. */
async function insert(
  session: Session,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly SmallRow[],
): Promise<void> {
  const names = Object.keys(columns);
  const cells = names.map(name => `(item->>'${name}')::${columns[name]}`);
  await session.run(
    `insert into ${table} (${names.join(', ')})
     select ${cells.join(', ')} from (select unnest(($rows::json)::json[]) as item)`,
    {rows: JSON.stringify(rows)},
  );
}

/** What decides the numbers: the moment, the window, the definitions and the bytes of the export. Not the version, nor where files lie. */
function runKey({as_of, window, time_zone, definitions, export: {files}}: Report): string {
  const inputs = files.map(({table, sha256}) => `${table} ${sha256}`).sort();
  return createHash('sha256')
    .update(JSON.stringify([as_of, window.since, window.until, time_zone, definitions.sha256, inputs]))
    .digest('hex');
}

function runRow(run: string, report: Report): SmallRow {
  const {as_of, tool, company, time_zone, window, definitions, summary, terms} = report;
  return {
    run,
    as_of,
    tool_version: tool.version,
    company,
    time_zone,
    since: window.since,
    until: window.until,
    definitions_path: definitions.path,
    definitions_sha256: definitions.sha256,
    handoffs: summary.handoffs,
    errors: summary.findings.error,
    warnings: summary.findings.warn,
    likely: summary.findings.likely,
    accepted: summary.findings.accepted,
    currency: terms.currency,
  };
}

function measureRow(run: string, measure: Measure): SmallRow {
  const {id, segment, value, unit, n, numerator, denominator, interval, status, reason} = measure;
  const {low = null, high = null, method = null} = interval ?? {};
  const sorted = Object.entries(segment).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    run,
    id,
    segment: JSON.stringify(Object.fromEntries(sorted)),
    value,
    unit,
    n,
    numerator,
    denominator,
    low,
    high,
    method,
    status,
    reason,
  };
}
