import {numberOf} from '../definitions/criteria-field.ts';
import type {Definitions} from '../definitions/definitions.ts';
import {quoteText, type Session} from '../engine/session.ts';
import {together} from '../engine/together.ts';
import type {Export} from '../ingest/export.ts';
import {TABLE_NAMES} from '../ingest/tables.ts';
import {readSql} from '../package-files.ts';
import {Problem} from '../problem.ts';
import type {PopulationStep} from '../result.ts';
import {buildCompanyCalendar} from './calendar.ts';
import {judgeExclusions, judgeHandoffs, judgeMissed, judgeQualified, judgeStarts} from './company.ts';
import {type Counts, countFacts, countRows} from './counts.ts';
import {type Cutoff, findCutoff} from './cutoff.ts';
import {type Horizons, resolveHorizons} from './horizons.ts';
import {findLacks, type Lacks} from './lacks.ts';
import {readPopulation} from './population.ts';
import {createDefinitionTables, createSettings, type Window} from './settings.ts';
import {createSmallTable} from './small-table.ts';
import {createCalendarTypes, createPersonType, createVocabularies} from './types.ts';

export interface Model {
  definitions: Definitions;
  export: Export;
  /** ISO 8601, UTC. */
  as_of: string;
  as_of_from: string;
  cutoff: Cutoff;
  window: Window;
  time_zone: string;
  /** `activities`, or `activities.logged_at`: does the export carry it? */
  has(need: string): boolean;
  /** False: no MQL anywhere in the export, every lead is a handoff. */
  mql_known: boolean;
  population: readonly PopulationStep[];
  /** Seconds; null where `auto` has too little history. */
  horizons: Horizons;
  counts: Counts;
  lacks: Lacks;
}

export interface ModelOptions {
  /** An instant in microseconds of the epoch; the export's own latest event where absent. */
  asOf?: number;
  /** Local days of the start, inclusive. */
  since?: string;
  until?: string;
  /** Another model of the same export will be built after this one. */
  another?: boolean;
  onStage?: (text: string) => void;
}

/** Builds every relation of SPEC 5 in the session, from what ingest left there and the company's definitions. */
export async function buildModel(
  session: Session,
  source: Export,
  definitions: Definitions,
  options: ModelOptions = {},
): Promise<Model> {
  const stage = options.onStage ?? (() => {});
  const cutoff = await decideCutoff(session, options.asOf);
  const window = {since: options.since ?? null, until: options.until ?? null};

  stage('definitions');
  await together([
    () => createPersonType(session),
    () => createDefinitionTables(session, definitions, source.queues),
    () => createSettings(session, definitions, source, cutoff.asOf, window),
    () => createMacros(session, definitions.time_zone, source.zones),
    () => createDayColumns(session, source),
    () => createVocabularies(session),
  ]);

  stage('leads and owners');
  await build(session, 'stg_users', 'people', 'spellings', 'stg_leads', 'merges', 'lead_ids');

  stage('activities and histories');
  await together([
    () => build(session, 'activity_kinds', 'activity_facts'),
    () => build(session, 'stg_dispositions', 'stg_opportunities', 'stg_signals', 'stg_stage_history'),
    () => build(session, 'stg_field_history'),
    () => build(session, 'stg_absences', 'stg_owner_history', 'owner_spans'),
  ]);
  await view(session, 'stg_activities', 'leads_at_cutoff');
  const rows = await countRows(session);
  if (options.another !== true) await dropStaged(session);

  stage('handoffs');
  await together([
    () => build(session, 'mql_stamps', 'bare_dates', 'lead_closes'),
    () => judgeExclusions(session, definitions, source),
    () => buildLocalDays(session),
  ]);
  await session.run('update def_settings set mql_known = exists (select 1 from mql_stamps)');
  await build(session, 'population', 'cycles', 'previous_closes');
  await view(session, 'scores_at_mql');
  await build(session, 'all_starts');
  await view(session, 'starts');
  await together([
    () => build(session, 'lead_deals', 'cycle_opportunities', 'progress'),
    () => build(session, 'cycle_closes', 'handoff_owners'),
  ]);
  await build(session, 'handoff_opportunities', 'open_handoffs');
  const horizons = await resolveHorizons(session, definitions);

  stage('definitions, policies and responses');
  await view(session, 'handoffs_at_start', 'handoffs_at_mql', 'handoffs_at_sql', 'no_mql_at_cutoff', 'windows');
  await together([
    () => build(session, 'touches', 'counted_responses', 'bounces'),
    () => buildCompanyCalendar(session, definitions),
    () => judgeStarts(session, definitions, source),
    () => judgeHandoffs(session, definitions, source),
    () => judgeQualified(session, definitions, source),
    () => judgeMissed(session, definitions, source),
  ]);

  stage('fates');
  // each adds its columns to the one before: one statement, written once, as the table at the end
  await buildInLayers(session, 'handoffs', ['frames', 'timed', 'outcomes', 'promises', 'fates']);
  await drop(
    session,
    'judged_at_start',
    'judged_at_mql',
    'judged_at_sql',
    'handoff_owners',
    'progress',
    'counted_responses',
    'bounces',
  );
  await view(session, 'responses', 'clock_ledger', 'logged_opportunities', 'person_names');
  await build(session, 'logged_work');

  const {mql_known} = await session.row<{mql_known: boolean}>('select mql_known from def_settings');
  const {score_dated} = await session.row<{score_dated: boolean}>(
    "select exists (select 1 from stg_field_history where field = 'score') as score_dated",
  );
  return {
    definitions,
    export: source,
    as_of: new Date(Math.floor(cutoff.asOf / 1000)).toISOString().replace('.000Z', 'Z'),
    as_of_from: cutoff.from,
    cutoff,
    window,
    time_zone: definitions.time_zone,
    has: need => carries(source, need) || (need === 'leads.score_at_mql' && score_dated),
    mql_known,
    population: await readPopulation(session, definitions),
    horizons,
    counts: await countFacts(session, rows),
    lacks: findLacks(definitions, source, score_dated),
  };
}

/** `opened_by(t_us, slot)`: open microseconds before an instant, from the slot of calendar_slots it lies in. */
const OPENED_BY =
  'create or replace macro opened_by(t_us, slot) as slot.before_us + case when slot.open then t_us - slot.from_us else 0 end';

const SHOWN_TIME = `create or replace macro shown_time(t, bare) as
  case when bare and is_midnight(t) then strftime(date_of(t), '%Y-%m-%d')
    else replace(strftime(t, '%Y-%m-%dT%H:%M:%S.%gZ'), '.000Z', 'Z') end`;

/** Of every moment the day, week, month and quarter in the company's zone. */
async function buildLocalDays(session: Session): Promise<void> {
  await build(session, 'start_days');
  await createCalendarTypes(session);
  await build(session, 'local_days');
}

/** A relation that many queries read is a table: built once, from the file of its name. */
async function build(session: Session, ...relations: readonly string[]): Promise<void> {
  for (const relation of relations)
    await session.run(`create or replace table ${relation} as\n${readSql(`model/${relation}`)}`);
}

/** A relation over relations that nobody else reads; as views the engine would bind each of them again under the next. */
async function buildInLayers(session: Session, relation: string, layers: readonly string[]): Promise<void> {
  const named = layers.map(layer => `${layer} as (\n${readSql(`model/${layer}`)}\n)`);
  await session.run(
    `create or replace table ${relation} as\nwith\n${named.join(',\n')}\n${readSql(`model/${relation}`)}`,
  );
}

/** A relation that is read once, or only on request. */
async function view(session: Session, ...relations: readonly string[]): Promise<void> {
  for (const relation of relations)
    await session.run(`create or replace view ${relation} as\n${readSql(`model/${relation}`)}`);
}

/** Of ten million activities only what the model did not take over is kept: a gigabyte less. */
async function dropStaged(session: Session): Promise<void> {
  for (const column of ['lead_id', 'actor', 'type', 'direction', 'outcome', 'automated', 'completed'])
    await session.run(`alter table export_activities drop column ${column}`);
}

/** What a wider relation has taken in is not kept: a million rows are a few hundred megabytes. */
async function drop(session: Session, ...relations: readonly string[]): Promise<void> {
  for (const relation of relations) await session.run(`drop table ${relation}`);
}

async function decideCutoff(session: Session, asOf: number | undefined): Promise<Cutoff> {
  const found = await findCutoff(session);
  if (asOf !== undefined) return {asOf, from: '--as-of', activitiesLag: null, outlier: found?.outlier ?? null};
  if (found === null)
    throw new Problem('the export has no event to tell when it was taken; say so with --as-of <time>');
  return found;
}

/**
 * `local_start(t)`: an instant as local time of the company; the zone is a constant, 13 times faster than a column.
 * `not_before(x, floor)`: greatest, but NULL stays NULL (DuckDB's greatest ignores it).
 * `number_of(x)`: what a text says as a number, as criteria read it.
 * `is_midnight(t)`: where a date without a time of day may have been meant, of UTC, the company or the export.
 * `date_of(t)`: the date that such a midnight stands for.
 * `shown_time(t, bare)`: ISO 8601, as results print times; of a date without a time of day the date.
 * `second_after(t)`: the next whole second, in microseconds of the epoch.
 * `promise_state(...)`, `end_of_day(...)`, `whole_seconds(us)`: see their files.
 */
async function createMacros(session: Session, zone: string, sourceZones: readonly string[]): Promise<void> {
  await session.run(`create or replace macro local_start(t) as timezone(${quoteText(zone)}, timezone('UTC', t))`);
  const walls = [...new Set(['UTC', zone, ...sourceZones])].map(name =>
    name === 'UTC' ? 't' : `timezone(${quoteText(name)}, timezone('UTC', t))`,
  );
  const midnights = walls.map(wall => `date_trunc('day', ${wall}) = ${wall}`);
  // every zone lies whole quarters of an hour from UTC, so only there can it be midnight; the conversion is dear
  await session.run(
    `create or replace macro is_midnight(t) as case when epoch_us(t) % 900000000 = 0 then ${midnights.join(' or ')} else false end`,
  );
  const dates = walls.map((wall, index) => `when ${midnights[index]} then (${wall})::date`);
  await session.run(`create or replace macro date_of(t) as case ${dates.join(' ')} end`);
  await session.run(SHOWN_TIME);
  await session.run(`create or replace macro number_of(x) as ${numberOf('x')}`);
  await session.run(OPENED_BY);
  await session.run(readSql('model/promise_state'));
  await session.run(readSql('model/end_of_day'));
  await session.run('create or replace macro second_after(t) as (epoch_us(t) // 1000000 + 1) * 1000000');
  await session.run(readSql('model/whole_seconds'));
  await session.run(
    'create or replace macro not_before(x, earliest) as case when x is not null then greatest(x, earliest) end',
  );
}

/** `def_day_column`: the columns of instants that ingest read as dates without a time of day. */
async function createDayColumns(session: Session, {tables}: Export): Promise<void> {
  const names = TABLE_NAMES.flatMap(table => [...tables[table].days].map(column => ({name: `${table}.${column}`})));
  await createSmallTable(session, 'def_day_column', {name: 'varchar'}, names);
}

function carries(source: Export, need: string): boolean {
  const [table, column] = need.split('.');
  const found = TABLE_NAMES.find(name => name === table);
  if (found === undefined) throw new Error(`no such table: ${need}`);
  return source.tables[found].present && (column === undefined || source.tables[found].columns.has(column));
}
