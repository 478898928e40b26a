import {createMacros} from '../checks/relations.ts';
import {createRuleMatches} from '../checks/rule-matches.ts';
import type {Definitions} from '../definitions/definitions.ts';
import type {Session} from '../engine/session.ts';
import {sqlWords} from '../engine/tokens.ts';
import {createAcceptances} from '../measures/acceptance.ts';
import {ensureCandidates} from '../measures/candidates.ts';
import {createDealWork} from '../measures/deal-work.ts';
import {createEscalations} from '../measures/escalation.ts';
import {createRepLoads} from '../measures/loads.ts';
import {once} from '../measures/once.ts';
import {createAbsences} from '../measures/out-of-office.ts';
import {createRepPromises} from '../measures/rep-promises.ts';
import {createRotations} from '../measures/rotations.ts';
import type {Model} from '../model/model.ts';
import {SHOWN} from '../model/shown.ts';
import {grainOf} from '../package-files.ts';
import {Problem} from '../problem.ts';

interface Beyond {
  create: (session: Session, model: Model) => Promise<void>;
  /** Its grain, where it has no file of its name. */
  rows?: string;
  /** What the definitions have to say for it to exist; null where they do. */
  lacks?: (definitions: Definitions) => string | null;
}

const noRules = ({routing}: Definitions) => (routing.rules.length === 0 ? 'routing.rules' : null);

/** Relations beyond the model: made when a measure, a check or a query asks for them. */
const BEYOND: Readonly<Record<string, Beyond>> = {
  acceptances: {create: createAcceptances, rows: grainOf('measures/acceptance')},
  away_handoffs: {create: createAbsences},
  inferred_absences: {create: createAbsences},
  deal_work: {create: createDealWork},
  duplicate_candidates: {
    create: ensureCandidates,
    rows: 'one row per lead of a person whom something but the email joins to another: by what, and to which cluster',
  },
  duplicate_pairs: {create: ensureCandidates},
  duplicate_people: {create: ensureCandidates},
  escalations: {
    create: createEscalations,
    lacks: ({routing}) => (routing.escalate === null ? 'routing.escalate' : null),
  },
  open_spells: {create: createRepLoads},
  rep_loads: {create: createRepLoads},
  rep_promises: {create: createRepPromises},
  rotation_shares: {create: createRotations},
  rule_matches: {
    create: createRuleMatches,
    lacks: noRules,
    rows: 'one row per routing rule: the handoffs it is true of by itself, and those it gets as the first',
  },
  rule_truths: {
    create: createRuleMatches,
    lacks: noRules,
    rows: 'one row per handoff: is each routing rule true of it at the start',
  },
};

export function isBeyond(name: string): boolean {
  return name in BEYOND;
}

/** The macro of the checks, and those of the relations beyond the model that a statement names. */
export async function createNamed({session, model}: {session: Session; model: Model}, sql: string): Promise<void> {
  await once(model, 'concerned', () => createMacros(session));
  const words = sqlWords(sql);
  for (const [name, {create, lacks}] of Object.entries(BEYOND)) {
    if (!words.has(name)) continue;
    const lack = lacks?.(model.definitions) ?? null;
    if (lack !== null)
      throw new Problem(`there is no table ${name}: it is made from ${lack}, which the definitions do not have`);
    await create(session, model);
  }
}

/** Relations that TypeScript makes from the definitions and the calendar. */
const MADE: Readonly<Record<string, string>> = {
  calendar: 'one row per schedule and open interval',
  def_day_column: 'one row per column of times that the export gives as dates without a time of day',
  def_counted_type: 'one row per type of activity that counts as outreach (response.counts)',
  def_fate: 'one row per fate, with its family, in the order in which the first match wins',
  def_queue: 'one row per queue, in lower case',
  def_reason: 'one row per reason of dispositions.reasons',
  def_reason_label: 'one row per label of a reason, in lower case',
  def_rule: 'one row per routing rule, in order',
  def_schedule: 'one row per calendar: the company’s (an empty name) and each team’s own',
  def_settings: 'one row: the cut-off, the window, and every time and number of the definitions; *_us are microseconds',
  def_sla: 'one row per policy of sla, in order',
  def_slot: 'one row: the length of a slot of calendar_slots, and when the first begins, in microseconds',
  def_word: 'one row per word of an export that has a meaning (rules/words.yaml)',
  excluded_judged: 'one row per exported lead: the first rule of exclude that is true of it',
  excluded_leads: 'one row per lead that a rule of exclude keeps out',
  missed_leads: 'one row per lead that never became an MQL: the written definition as of as_of',
};

/** What a query can read. */
export interface Relation {
  name: string;
  kind: 'model' | 'definitions' | 'working table';
  /** Its grain. */
  rows: string;
}

const MAIN = /* sql */ `
  select table_name as name from duckdb_tables() where schema_name = 'main' and database_name = current_database()
  union
  select view_name from duckdb_views() where schema_name = 'main' and database_name = current_database() and not internal
  order by name`;

/** Every relation: the tables of SPEC 5, the definitions, then what the model, its measures and its checks are made of. */
export async function readRelations(session: Session): Promise<Relation[]> {
  const main = (await session.rows<{name: string}>(MAIN)).map(({name}) => name);
  const rest = [...new Set([...main, ...Object.keys(BEYOND)])].filter(isNamed).toSorted();
  const definitions = rest.filter(name => name.startsWith('def_'));
  return [
    ...Object.entries(SHOWN).map(([name, {rows}]) => ({name, kind: 'model' as const, rows})),
    ...definitions.map(name => ({name, kind: 'definitions' as const, rows: rowsOf(name)})),
    ...rest
      .filter(name => !definitions.includes(name))
      .map(name => ({name, kind: 'working table' as const, rows: rowsOf(name)})),
  ];
}

/** Steps towards `handoffs`, which has all of their columns: what they read is dropped once it is made. */
const TAKEN_IN = new Set(['frames', 'timed', 'outcomes', 'promises', 'fates', 'handoffs_at_sql']);

/** What ingest staged is shown typed, under the names of SPEC 3. */
function isNamed(name: string): boolean {
  return !name.startsWith('export_') && !(name in SHOWN) && !TAKEN_IN.has(name);
}

function rowsOf(name: string): string {
  return BEYOND[name]?.rows ?? MADE[name] ?? (grainOf(`model/${name}`) || grainOf(`measures/${name}`));
}
