import type {Session} from '../engine/session.ts';
import {together} from '../engine/together.ts';
import {Problem} from '../problem.ts';
import type {ColumnAccount, FileAccount} from '../result.ts';
import {grouped, plural} from '../words.ts';
import {accountColumns, accountFile, type FileRun, refuseTooManyRejects, roundedNotes} from './accounting.ts';
import {fillBlanks} from './blanks.ts';
import {fingerprint} from './bytes.ts';
import {noteClockChanges} from './clock-changes.ts';
import {openContainers} from './contents.ts';
import type {Export, ExportTable} from './export.ts';
import {nameFields} from './field-names.ts';
import {type Found, findFiles, type Unused, unpackedSize} from './find.ts';
import {dropUnread, finishTable} from './finish.ts';
import {formatReason} from './formats.ts';
import type {InstantReading} from './instants.ts';
import {leaveOut} from './left-out.ts';
import {locateRejects} from './lines.ts';
import {openClaims} from './open.ts';
import type {IngestOptions} from './options.ts';
import {planTables, type TablePlan} from './plan.ts';
import {keepRanges} from './ranges.ts';
import {createTable, readInto} from './read.ts';
import {recogniseFiles} from './recognise.ts';
import {createRejects, rejectRows} from './rejects.ts';
import {noteSwallowedRows} from './swallowed.ts';
import {draftSection, withDraft} from './systems/draft-section.ts';
import {linkSystems} from './systems/link.ts';
import {readSystems} from './systems/read-systems.ts';
import {MOST_DRAFTS, suggestMappings} from './systems/suggest.ts';
import {TABLE_NAMES, type TableName} from './tables.ts';
import {writeRejects} from './write-rejects.ts';
import {checkZones} from './zones.ts';

/** What happens to an export, from files to tables. */
export async function ingest(session: Session, path: string, options: IngestOptions): Promise<Export> {
  await checkZones(session, options);
  const onDisk = findFiles(path);
  const found = await openContainers(onDisk, session.folder);
  try {
    await session.prepareFor(unpackedSize(found));
    const source = await ingestFound(session, path, found, options);
    return {...source, origins: originsOf(onDisk, source.files)};
  } finally {
    found.close();
  }
}

/** A file within a zip, or a sheet, is shown below the file that holds it. */
function originsOf({files}: Found, accounts: readonly FileAccount[]): string[] {
  return files
    .filter(file => accounts.some(({path}) => path === file.path || path.startsWith(`${file.path}/`)))
    .map(({absolute}) => absolute);
}

async function ingestFound(
  session: Session,
  path: string,
  found: Found,
  options: IngestOptions,
): Promise<Omit<Export, 'origins'>> {
  const readable = found.files.filter(file => formatReason(file) === null);
  const foreign: Unused[] = found.files.flatMap(file => {
    const reason = formatReason(file);
    return reason === null ? [] : [{path: file.path, reason}];
  });
  const recognised = recogniseFiles({...found, files: readable}, options.mapping);
  const opened = await openClaims(session, recognised.claims, options);
  const seen = await readSystems(session, recognised.strangers, opened.sources, options);
  const unused = [...found.unused, ...foreign, ...recognised.unused, ...opened.unused, ...seen.unused];
  const plan = planTables(seen.sources, options);
  const allUnused = [...unused, ...plan.unused].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const unknown = [...plan.unfit, ...seen.strangers];
  const refusal = plan.refusal ?? (plan.tables.leads.present ? null : noLeads(path, allUnused));
  if (refusal !== null) throw await withDraft(session, refusal, unknown);

  await createRejects(session);
  const read = await readTables(session, plan.tables, options);
  const runs = read.flatMap(each => each.runs);
  const mapping = read.flatMap(each => each.mapping);
  const tables = Object.fromEntries(read.map(each => [each.name, each.table])) as Record<TableName, ExportTable>;
  const linked = await linkSystems(session, seen.systems, tables);
  if (linked.dealsNamed)
    tables.opportunities = {...tables.opportunities, columns: new Set([...tables.opportunities.columns, 'lead_id'])};
  const fields = await nameFields(session, tables, mapping);
  const notes = [
    ...recognised.notes,
    ...seen.notes,
    ...plan.notes,
    ...read.flatMap(each => each.notes),
    ...linked.notes,
    ...fields,
  ];
  const drafts = await suggestMappings(session, unknown, true);
  if (unknown.length > MOST_DRAFTS)
    notes.push(
      `only the first ${MOST_DRAFTS} of ${grouped(unknown.length)} unknown files were looked at for a draft of a mapping`,
    );
  const files: FileAccount[] = [];
  for (const run of runs) {
    if (run.rejected + run.conflicts > 0) await locateRejects(session, run.file, run.reading.source);
    files.push(await accountFile(session, run));
  }
  options.onStage?.(rowsRead(files));
  if (options.rejects !== undefined)
    await writeRejects(
      session,
      files.map((file, index) => ({...file, file: index})),
      options.rejects,
    );
  return {
    path,
    systems: seen.systems.map(({title}) => title),
    files,
    mapping,
    unused: allUnused,
    notes,
    cut: runs.filter(run => stopNote(run) !== null).map(run => run.reading.source.file.path),
    tables,
    queues: linked.queues,
    zones: [...new Set(instantsOf(runs).flatMap(({instant}) => [instant.zone ?? instant.dayZone, instant.dayZone]))],
    drafts,
    draft_section: draftSection(drafts, plan.tables),
  };
}

interface ReadTable {
  name: TableName;
  table: ExportTable;
  runs: FileRun[];
  mapping: ColumnAccount[];
  notes: string[];
}

/** Two tables at a time: one is read while the other is accounted for. */
function readTables(
  session: Session,
  plans: Readonly<Record<TableName, TablePlan>>,
  options: IngestOptions,
): Promise<ReadTable[]> {
  let files = 0;
  // the last first: a terminal may have no room for all
  const ended: string[] = [];
  const tell = () => options.onDetail?.(ended.join(', '));
  const telling = {
    ...options,
    onStage(text: string) {
      options.onStage?.(text);
      tell();
    },
  };
  const tasks = TABLE_NAMES.map(table => {
    const firstFile = files;
    files += plans[table].readings.length;
    return async () => {
      const read = await readTable(session, table, plans[table], firstFile, telling);
      if (read.runs.length > 0) ended.unshift(`${table} ${grouped(rowsOf(read))}`);
      tell();
      return read;
    };
  });
  return together(tasks, 2);
}

function rowsOf({runs}: ReadTable): number {
  return runs.reduce((sum, {read, leftOut}) => sum + read.rows - leftOut, 0);
}

/** `read 12,034 rows: leads 1,934, activities 10,100`, in the order of the tables, whichever was ready first. */
function rowsRead(files: readonly FileAccount[]): string {
  const tables = TABLE_NAMES.flatMap(name => {
    const own = files.filter(({table}) => table === name);
    return own.length === 0 ? [] : [{name, rows: own.reduce((sum, {read}) => sum + read, 0)}];
  });
  const all = tables.reduce((sum, {rows}) => sum + rows, 0);
  return `read ${plural(all, 'row')}: ${tables.map(({name, rows}) => `${name} ${grouped(rows)}`).join(', ')}`;
}

/** Reads the files of one table in order, takes out what cannot be used, then duplicates over all of them. */
async function readTable(
  session: Session,
  table: TableName,
  plan: TablePlan,
  firstFile: number,
  {mapping: {max_rejected: limit}, rejects, onStage}: IngestOptions,
): Promise<ReadTable> {
  await createTable(session, table, plan);
  const runs: FileRun[] = [];
  const report: Pick<ReadTable, 'mapping' | 'notes'> = {mapping: [], notes: []};
  for (const reading of plan.readings) {
    onStage?.(`reading ${reading.source.file.path} as ${table}`);
    const file = firstFile + runs.length;
    // hashing takes as long as reading: both at once
    const [read, print] = await Promise.all([readInto(session, reading), fingerprint(reading.source.file.absolute)]);
    const left = await leaveOut(session, reading, read);
    const ranges = await keepRanges(session, reading, read);
    const counts = {leftOut: left.rows, rejected: 0, footer: 0, identical: 0, conflicts: 0};
    const run: FileRun = {file, reading, read, fingerprint: print, ...counts};
    const columns = await accountColumns(session, run);
    report.mapping.push(...columns);
    report.notes.push(...reading.source.notes.map(note => `${reading.source.file.path}: ${note}`));
    report.notes.push(...left.notes, ...ranges);
    report.notes.push(...(await noteClockChanges(session, reading, read)));
    report.notes.push(...(await noteSwallowedRows(session, reading, read)));
    Object.assign(run, await rejectRows(session, file, reading, read));
    report.notes.push(...(stopNote(run) ?? []));
    report.notes.push(...(await fillBlanks(session, reading, read)));
    report.notes.push(...roundedNotes(reading.source.file.path, columns));
    await refuseTooManyRejects(session, run, columns, {limit, rejects});
    runs.push(run);
  }
  await dropUnread(session, table, plan);
  const {conflicting, notes} = await finishTable(session, table, plan, runs);
  report.notes.push(...notes);
  const ranges = runs.map(({file, read}) => ({file, first: read.first, rows: read.rows}));
  return {
    name: table,
    runs,
    ...report,
    table: {
      present: plan.present,
      columns: plan.columns,
      days: new Set(instantsOf(runs).flatMap(({name, instant}) => (instant.daysOnly ? [name] : []))),
      attributes: plan.attributes,
      conflicting,
      ranges,
    },
  };
}

/** How the canonical columns of instants were read, file by file. */
function instantsOf(runs: readonly FileRun[]): {name: string; instant: InstantReading}[] {
  return runs.flatMap(({read}) =>
    read.readings.flatMap(({column: {canonical}, instant}) =>
      canonical === null || instant === null ? [] : [{name: canonical, instant}],
    ),
  );
}

/** A download that broke off looks like a whole file that has one bad row. */
function stopNote({reading: {source}, read: {repaired}}: FileRun): [string] | null {
  const line = repaired?.stops ?? null;
  if (line === null && source.stops !== true) return null;
  const where = line === null ? '' : ` (line ${line})`;
  return [
    `${source.file.path} stops in the middle of a row${where} and looks cut off: rows may be missing; export it again`,
  ];
}

function noLeads(path: string, unused: readonly Unused[]): Problem {
  const reasons = unused.slice(0, 20).map(file => `${file.path}: ${file.reason}`);
  return new Problem(
    `${path} has no leads: no file that can be read is called leads, and none is named under export.tables.leads.files`,
    reasons,
  );
}
