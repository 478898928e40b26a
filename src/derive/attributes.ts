import type {Criteria} from '../definitions/definitions.ts';
import {quoteName, type Session} from '../engine/session.ts';
import type {Export} from '../ingest/export.ts';
import {createFieldsThen} from '../model/judged.ts';
import {SAMPLED} from './sample.ts';

/** Something a lead may be or have at its handoff, as criteria that a definitions file takes. */
export interface Candidate {
  attribute: string;
  name: string;
  criteria: Criteria;
}

/** METHODS 7: a level needs so many leads. */
export const MIN_LEADS = 30;
/** Values of one field that are looked at, the most frequent first. */
const MOST_VALUES = 40;

/** Known at the handoff, and neither filled in by sales nor changed later (METHODS 7, 1). */
const LISTED = ['source', 'campaign', 'country', 'industry', 'first_form'] as const;
const KNOWN: ReadonlySet<string> = new Set([
  ...LISTED,
  'employees',
  'employees_range',
  'title',
  'email',
  'score_at_mql',
]);
const NAMES: ReadonlySet<string> = new Set([
  'lead_id',
  'first_name',
  'last_name',
  'company',
  'domain',
  'phone',
  'contact_id',
  'account_id',
  'opportunity_id',
  'merged_into',
]);

const BANDS = [
  [1, 10],
  [11, 50],
  [51, 200],
  [201, 500],
  [501, 1000],
  [1001, 5000],
  [5001, 10_000_000],
] as const;
/** Between them: a score may be below zero, and 79.5. */
const SCORE_EDGES = [20, 40, 60, 80] as const;
const ROLES = {
  executive: String.raw`(?i)\b(c[efimort]o|chief|founder|owner)\b`,
  'vice president': String.raw`(?i)\b([se]?vp|vice president)\b`,
  director: String.raw`(?i)\b(head|director)\b`,
  manager: String.raw`(?i)\bmanager\b`,
};
const FREE_MAIL = [
  'gmail.com',
  'googlemail.com',
  'yahoo.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'icloud.com',
  'aol.com',
  'gmx.de',
  'gmx.net',
  'web.de',
  'proton.me',
  'protonmail.com',
  'mail.ru',
  'yandex.ru',
  'qq.com',
  '163.com',
];

/** Every level of every eligible attribute that the export carries; missing is its own level. */
export async function candidatesOf(session: Session, source: Export): Promise<Candidate[]> {
  const {columns, attributes} = source.tables.leads;
  const present = new Set([...columns, ...attributes].map(name => name.toLowerCase()));
  const candidates: Candidate[] = [];
  for (const field of LISTED) {
    if (!present.has(field)) continue;
    for (const value of await valuesOf(session, field))
      candidates.push({attribute: field, name: value, criteria: {field, is: value}});
    candidates.push(missingOf(field));
  }
  if (present.has('employees')) candidates.push(...bandsOf('employees', BANDS), missingOf('employees'));
  if (await anyScored(session)) candidates.push(...scoreBands('score_at_mql'), missingOf('score_at_mql'));
  if (present.has('title')) {
    for (const [name, matches] of Object.entries(ROLES))
      candidates.push({attribute: 'title', name, criteria: {field: 'title', matches}});
    candidates.push(missingOf('title'));
  }
  if (present.has('email'))
    candidates.push({attribute: 'email', name: 'a free mail address', criteria: {field: 'email', domain: FREE_MAIL}});
  return [...candidates, ...(await signalsBefore(session, source))];
}

/** Exported as it was at the MQL, or told by the history of the score. */
async function anyScored(session: Session): Promise<boolean> {
  const {scored} = await session.row<{scored: boolean}>('select count(score_at_mql) > 0 as scored from derive_sample');
  return scored;
}

/** Why the other columns of the leads file were not tried. */
export function leftOut(source: Export): {field: string; because: string}[] {
  const {columns, attributes} = source.tables.leads;
  const changed = [...columns, ...attributes].filter(field => !KNOWN.has(field.toLowerCase()) && !NAMES.has(field));
  return changed.sort().map(field => ({field, because: 'may be filled in or changed after the handoff'}));
}

/** Values as of the handoff, as the levels are judged: what a field was until its first change after it, else what it is. */
async function valuesOf(session: Session, field: string): Promise<string[]> {
  await createFieldsThen(session, 'derive_then', SAMPLED, [field]);
  const rows = await session.rows<{value: string}>(
    `with held as (
         select trim(case when t.d1 then t.v1 else l.${quoteName(field)}::varchar end) as value
         from derive_sample s
         join stg_leads l using (lead_key)
         left join derive_then t using (handoff_key)
     )

     select min(value) as value
     from held
     where value <> ''
     group by lower(value)
     having count(*) >= ${MIN_LEADS}
     order by count(*) desc, value
     limit ${MOST_VALUES}`,
  );
  await session.run('drop table derive_then');
  return rows.map(({value}) => value);
}

/** Of whole numbers. */
function bandsOf(field: string, bands: readonly (readonly [number, number])[]): Candidate[] {
  return bands.map(([low, high], index) => {
    const last = index === bands.length - 1;
    return {
      attribute: field,
      name: last ? `${low} or more` : `${low}-${high}`,
      criteria: last ? {field, gte: low} : {field, between: [low, high]},
    };
  });
}

function scoreBands(field: string): Candidate[] {
  return [undefined, ...SCORE_EDGES].map((low, index): Candidate => {
    const high = SCORE_EDGES[index];
    if (low === undefined)
      return {attribute: field, name: `under ${SCORE_EDGES[0]}`, criteria: {field, lt: SCORE_EDGES[0]}};
    if (high === undefined) return {attribute: field, name: `${low} or more`, criteria: {field, gte: low}};
    return {
      attribute: field,
      name: `${low} to under ${high}`,
      criteria: {
        all: [
          {field, gte: low},
          {field, lt: high},
        ],
      },
    };
  });
}

function missingOf(field: string): Candidate {
  return {attribute: field, name: 'missing', criteria: {field, present: false}};
}

/** Signals of the sample's leads; whether they came before the handoff is judged with the levels. */
async function signalsBefore(session: Session, source: Export): Promise<Candidate[]> {
  if (!source.tables.signals.present) return [];
  const rows = await session.rows<{signal: string}>(
    `select g.signal
     from stg_signals g join derive_sample s using (lead_key)
     where g.signal is not null
     group by g.signal
     having count(distinct s.handoff_key) >= ${MIN_LEADS}
     order by count(distinct s.handoff_key) desc, g.signal
     limit ${MOST_VALUES}`,
  );
  return rows.map(({signal}) => ({
    attribute: 'signals before',
    name: signal,
    criteria: {signal, count: 1, within: null},
  }));
}
