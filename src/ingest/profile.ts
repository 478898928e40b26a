import type {Session} from '../engine/session.ts';
import {epochGuard, type FastForm, fastGuard, partsSql} from './instants.ts';
import {numberEvidence, plainNumber} from './numbers.ts';

/** What the cells of a column look like: counts, and an example of each kind that may have to be shown. */
export interface InstantProfile {
  cells: number;
  matched: number;
  epoch: number;
  /** Three numbers of which the first is no year: day and month are to be told apart. */
  triples: number;
  /** Triples whose first part only can be the day (13 to 31), and the other way round. */
  day_first: number;
  month_first: number;
  /** Times without an offset. */
  local: number;
  with_offset: number;
  day_only: number;
  form_z: number;
  form_offset: number;
  form_local: number;
  form_day: number;
  triple_example: string | null;
  day_first_example: string | null;
  month_first_example: string | null;
  local_example: string | null;
}

export interface NumberProfile {
  cells: number;
  plain: number;
  point: number;
  comma: number;
}

const FORMS: readonly FastForm[] = ['z', 'offset', 'local', 'day'];

/** Rows that are looked at before a whole column is. */
export const SAMPLE_ROWS = 2000;

/** Profiles of the columns at these places, over the first rows or over all. */
export async function profileInstants(
  session: Session,
  relation: string,
  places: readonly number[],
  rows: number | null,
): Promise<Map<number, InstantProfile>> {
  const plain = await plainInstants(session, limited(relation, rows), places);
  const others = places.filter(place => !plain.has(place));
  return new Map([...plain, ...(await mixedInstants(session, relation, others, rows))]);
}

/**
 * The columns whose cells are all written in one fast form, or are all blank: most columns of most systems. They need none
 * of the regular expressions that cost more than everything else in a small export.
 */
async function plainInstants(
  session: Session,
  from: string,
  places: readonly number[],
): Promise<Map<number, InstantProfile>> {
  const counted = await profiles<FormCounts>(session, from, places, formCounts);
  return new Map(
    [...counted].flatMap(([place, counts]) => {
      const form = FORMS.find(name => counts[`form_${name}`] === counts.cells);
      return form === undefined ? [] : [[place, {...UNSEEN, ...ofForm(form, counts)}] as const];
    }),
  );
}

type FormCounts = Pick<InstantProfile, 'cells' | 'local_example' | `form_${FastForm}`>;

function formCounts(place: number): Record<keyof FormCounts, string> {
  const cell = `c${place}`;
  const count = (form: FastForm) => `count(*) filter (where ${filled(place)} and ${fastGuard(form, cell)}
    and try_cast(${cell} as timestamptz) is not null)::bigint`;
  return {
    cells: `count(*) filter (where ${filled(place)})::bigint`,
    form_z: count('z'),
    form_offset: count('offset'),
    form_local: count('local'),
    form_day: count('day'),
    local_example: `left(min(${cell}) filter (where ${filled(place)}), 60)`,
  };
}

function ofForm(form: FastForm, {cells, local_example}: FormCounts): Partial<InstantProfile> {
  if (cells === 0) return {};
  const counts = {cells, matched: cells, [`form_${form}`]: cells};
  if (form === 'local') return {...counts, local: cells, local_example};
  return form === 'day' ? {...counts, day_only: cells} : {...counts, with_offset: cells};
}

const UNSEEN: InstantProfile = {
  cells: 0,
  matched: 0,
  epoch: 0,
  triples: 0,
  day_first: 0,
  month_first: 0,
  local: 0,
  with_offset: 0,
  day_only: 0,
  form_z: 0,
  form_offset: 0,
  form_local: 0,
  form_day: 0,
  triple_example: null,
  day_first_example: null,
  month_first_example: null,
  local_example: null,
};

/** One pass over the columns that hold several forms, or forms that only the whole pattern knows. */
async function mixedInstants(
  session: Session,
  relation: string,
  places: readonly number[],
  rows: number | null,
): Promise<Map<number, InstantProfile>> {
  if (places.length === 0) return new Map();
  const parts = (place: number) => `case when ${filled(place)} then ${partsSql(`c${place}`)} end as p${place}`;
  const from = `(select ${places.map(place => `c${place}, ${parts(place)}`).join(', ')} from ${limited(relation, rows)})`;
  return profiles<InstantProfile>(session, from, places, instantCounts);
}

export async function profileNumbers(
  session: Session,
  relation: string,
  places: readonly number[],
  rows: number | null,
): Promise<Map<number, NumberProfile>> {
  return profiles<NumberProfile>(session, limited(relation, rows), places, numberCounts);
}

function limited(relation: string, rows: number | null): string {
  return rows === null ? relation : `(from ${relation} limit ${rows})`;
}

function filled(place: number): string {
  return `(c${place} is not null and trim(c${place}) <> '')`;
}

async function profiles<Profile extends object>(
  session: Session,
  from: string,
  places: readonly number[],
  counts: (place: number) => Readonly<Record<keyof Profile, string>>,
): Promise<Map<number, Profile>> {
  if (places.length === 0) return new Map();
  const columns = places.flatMap(place =>
    Object.entries<string>(counts(place)).map(([name, sql]) => `${sql} as ${name}_${place}`),
  );
  const row = await session.row<Record<string, unknown>>(`select ${columns.join(',\n')} from ${from}`);
  return new Map(
    places.map(place => {
      const names = Object.keys(counts(place));
      return [place, Object.fromEntries(names.map(name => [name, row[`${name}_${place}`]])) as Profile];
    }),
  );
}

function instantCounts(place: number): Record<keyof InstantProfile, string> {
  const [cell, parts] = [`c${place}`, `p${place}`];
  const count = (condition: string) => `count(*) filter (where ${condition})::bigint`;
  const example = (condition: string) => `left(min(${cell}) filter (where ${condition}), 60)`;
  const triple = `${parts}.a < 'A' and ${parts}.b < 'A' and ${parts}.a <> '' and strlen(${parts}.a) <= 2`;
  const [first, second] = [`try_cast(${parts}.a as integer)`, `try_cast(${parts}.b as integer)`];
  const dayFirst = `${triple} and ${first} between 13 and 31 and ${second} between 1 and 12`;
  const monthFirst = `${triple} and ${second} between 13 and 31 and ${first} between 1 and 12`;
  const local = `${parts}.h <> '' and ${parts}.o = ''`;
  const form = (name: FastForm) => count(`${fastGuard(name, cell)} and ${parts}.a <> ''`);
  const forms = Object.fromEntries(FORMS.map(name => [`form_${name}`, form(name)])) as Record<
    `form_${FastForm}`,
    string
  >;
  return {
    cells: count(filled(place)),
    matched: count(`${parts}.a <> ''`),
    epoch: count(epochGuard(cell)),
    triples: count(triple),
    day_first: count(dayFirst),
    month_first: count(monthFirst),
    local: count(local),
    with_offset: count(`${parts}.o <> ''`),
    day_only: count(`${parts}.a <> '' and ${parts}.h = ''`),
    ...forms,
    triple_example: example(triple),
    day_first_example: example(dayFirst),
    month_first_example: example(monthFirst),
    local_example: example(local),
  };
}

function numberCounts(place: number): Record<keyof NumberProfile, string> {
  const cell = `c${place}`;
  const count = (condition: string) => `count(*) filter (where ${condition})::bigint`;
  const evidence = numberEvidence(cell);
  return {
    cells: count(filled(place)),
    plain: count(plainNumber(cell)),
    point: count(evidence.point),
    comma: count(evidence.comma),
  };
}
