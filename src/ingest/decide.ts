import type {ExportMapping, TableMapping} from '../definitions/definitions.ts';
import type {Session} from '../engine/session.ts';
import {Problem} from '../problem.ts';
import {plural} from '../words.ts';
import type {ColumnReading} from './cast.ts';
import type {ReadColumn} from './columns.ts';
import type {DayOrder, FastForm, InstantReading} from './instants.ts';
import type {NumberStyle} from './numbers.ts';
import {type InstantProfile, type NumberProfile, profileInstants, profileNumbers, SAMPLE_ROWS} from './profile.ts';

/** What the user says about how a file is written. */
export interface Declared {
  path: string;
  /** Key under `export.tables`. */
  table: string;
  dates: TableMapping['dates'];
  /** Zone of times without an offset; null: nobody said. */
  zone: string | null;
  /** Zone whose midnight a date without a time means. */
  dayZone: string;
  values: TableMapping['values'];
}

export function declaredFor(
  path: string,
  table: string,
  mapping: TableMapping | null,
  options: {
    mapping: ExportMapping;
    timeZone: string;
    sourceTimeZone?: string | undefined;
    /** What the system always writes; other files of the same export may be in a person's zone. */
    knownZone: string | null;
  },
): Declared {
  const said = options.sourceTimeZone ?? mapping?.source_time_zone ?? options.mapping.source_time_zone;
  const zone = options.knownZone === null ? said : (mapping?.source_time_zone ?? options.knownZone);
  return {
    path,
    table,
    dates: mapping?.dates ?? null,
    zone,
    // a system that keeps times in UTC means no instant by a day: it is the day on the company's calendar
    dayZone: (options.knownZone === null ? said : mapping?.source_time_zone) ?? options.timeZone,
    values: mapping?.values ?? {},
  };
}

/**
 * Decides how every column is read. A sample settles what has one reading only; a column that is empty there, or whose days
 * and months look alike, is looked at as a whole.
 */
export async function decideColumns(
  session: Session,
  relation: string,
  columns: readonly ReadColumn[],
  declared: Declared,
): Promise<ColumnReading[]> {
  const instants = await instantProfiles(session, relation, placesOf(columns, ['instant']), declared);
  const numbers = await numberProfiles(session, relation, placesOf(columns, ['number', 'cents']));
  return columns.map(column => {
    const values = column.canonical === null ? {} : (declared.values[column.canonical] ?? {});
    const [instant, number] = [instants.get(column.place), numbers.get(column.place)];
    const base = {column, instant: null, numbers: null, readAs: null, values};
    if (column.type === 'instant' && instant) {
      const reading = decideInstant(instant, column, declared, [...instants.values()]);
      return {...base, instant: reading, readAs: `date: ${describeInstant(instant, reading)}`};
    }
    if ((column.type === 'number' || column.type === 'cents') && number)
      return {...base, ...numberReading(column, number)};
    return {...base, readAs: column.type === 'boolean' ? 'true or false' : null};
  });
}

/**
 * Decides again for the columns with cells that did not parse, since the sample may have misled: those cells are all there is
 * against the first decision. `unread` is a relation of the texts that did not parse, each under its place.
 */
export async function reviseColumns(
  session: Session,
  sources: {relation: string; unread: string; rows: number},
  readings: readonly ColumnReading[],
  failed: ReadonlySet<ColumnReading>,
  declared: Declared,
): Promise<ColumnReading[]> {
  const places = (kind: 'instant' | 'numbers') => [
    ...new Set([...failed].filter(each => each[kind] !== null).map(each => each.column.place)),
  ];
  const instants = await profileInstants(session, sources.unread, places('instant'), null);
  const numbers = await profileNumbers(session, sources.relation, places('numbers'), null);
  return readings.map(reading => {
    const {column, instant: before} = reading;
    const [instant, number] = [instants.get(column.place), numbers.get(column.place)];
    if (before !== null && instant && failed.has(reading)) {
      const {order, epoch} = decideInstant(instant, column, {...declared, dates: before.order ?? declared.dates}, []);
      const after = {
        ...before,
        order: before.order ?? order,
        epoch: before.epoch || (epoch && instant.epoch * 2 > sources.rows),
        others: before.others || instant.matched > 0,
        daysOnly: before.daysOnly && instant.day_only === instant.matched,
      };
      return {
        ...reading,
        instant: after,
        readAs: after.order === before.order ? reading.readAs : `${reading.readAs} and ${after.order}`,
      };
    }
    return number && failed.has(reading) ? {...reading, ...numberReading(column, number)} : reading;
  });
}

function numberReading({type}: ReadColumn, profile: NumberProfile): {numbers: NumberStyle; readAs: string} {
  const numbers = decideNumbers(profile);
  const name = type === 'cents' ? 'amount' : 'number';
  return {numbers, readAs: numbers === 'comma' ? `${name}, decimal comma` : name};
}

function placesOf(columns: readonly ReadColumn[], types: readonly string[]): number[] {
  return [...new Set(columns.filter(column => types.includes(column.type)).map(column => column.place))];
}

async function instantProfiles(
  session: Session,
  relation: string,
  places: readonly number[],
  declared: Declared,
): Promise<Map<number, InstantProfile>> {
  const sample = await profileInstants(session, relation, places, SAMPLE_ROWS);
  const open = places.filter(place => {
    const {cells = 0, triples = 0} = sample.get(place) ?? {};
    return cells === 0 || (triples > 0 && declared.dates === null);
  });
  return new Map([...sample, ...(await profileInstants(session, relation, open, null))]);
}

async function numberProfiles(
  session: Session,
  relation: string,
  places: readonly number[],
): Promise<Map<number, NumberProfile>> {
  const sample = await profileNumbers(session, relation, places, SAMPLE_ROWS);
  const open = places.filter(place => (sample.get(place)?.plain ?? 0) < (sample.get(place)?.cells ?? 0));
  return new Map([...sample, ...(await profileNumbers(session, relation, open, null))]);
}

function decideInstant(
  profile: InstantProfile,
  column: ReadColumn,
  declared: Declared,
  siblings: readonly InstantProfile[],
): InstantReading {
  if (profile.local > 0 && declared.zone === null) throw zoneProblem(profile, column, declared);
  const forms: [FastForm, number][] = [
    ['z', profile.form_z],
    ['offset', profile.form_offset],
    ['local', profile.form_local],
    ['day', profile.form_day],
  ];
  const [most] = forms
    .filter(([form, count]) => count > 0 && (form !== 'local' || declared.zone !== null))
    .sort((a, b) => b[1] - a[1]);
  return {
    fast: most?.[0] ?? null,
    others: most === undefined || most[1] < profile.cells,
    order: profile.triples === 0 ? declared.dates : decideOrder(profile, column, declared, siblings),
    epoch: profile.epoch * 2 > profile.cells,
    zone: declared.zone,
    dayZone: declared.dayZone,
    daysOnly: profile.day_only > 0 && profile.day_only === profile.matched,
  };
}

function zoneProblem(profile: InstantProfile, column: ReadColumn, {path, table}: Declared): Problem {
  return new Problem(
    `${path}: the times in column ${shown(column)} do not say their time zone (e.g. ${profile.local_example}); ` +
      `say it with --source-time-zone <IANA> or as export.tables.${table}.source_time_zone in the definitions`,
    [
      'Salesforce and API exports are in UTC; what a person downloads from reports or HubSpot is in the zone of their account.',
    ],
  );
}

/** A single part above 12 decides for the whole column; both kinds, or none, are for the user to settle. */
function decideOrder(
  profile: InstantProfile,
  column: ReadColumn,
  declared: Declared,
  siblings: readonly InstantProfile[],
): DayOrder {
  const {day_first: days, month_first: months} = profile;
  if (declared.dates !== null) return declared.dates;
  if (days > 0 && months === 0) return 'dmy';
  if (months > 0 && days === 0) return 'mdy';
  const say = `export.tables.${declared.table}.dates: dmy (day first) or mdy (month first)`;
  if (days > 0) {
    throw new Problem(
      `${declared.path}: column ${shown(column)} has mixed dates: ${profile.day_first_example} can only be day-first ` +
        `(${plural(days, 'cell')}), ${profile.month_first_example} only month-first (${plural(months, 'cell')}); ` +
        `export it again, or set ${say}, and the others count as unreadable`,
    );
  }
  throw new Problem(
    `${declared.path}: column ${shown(column)} can be read day-first or month-first (${plural(profile.triples, 'date')}, ` +
      `no part above 12, e.g. ${profile.triple_example}); set ${say}${hint(siblings)}`,
  );
}

/** What the file's other columns say; not used to decide, since Excel mixes both within one file (FORMATS 0, trap 9). */
function hint(siblings: readonly InstantProfile[]): string {
  const [dmy, mdy] = [siblings.some(other => other.day_first > 0), siblings.some(other => other.month_first > 0)];
  return dmy === mdy ? '' : `; the file's other dates are ${dmy ? 'day-first' : 'month-first'}`;
}

function shown({header}: ReadColumn): string {
  return JSON.stringify(header.length > 80 ? `${header.slice(0, 80)}…` : header);
}

/** `iso with offset`, `mdy, America/New_York`, `iso, day only, Europe/Berlin`. */
function describeInstant(profile: InstantProfile, reading: InstantReading): string {
  if (profile.cells === 0) return 'no values';
  if (reading.epoch) return 'epoch';
  if (profile.matched === 0) return 'not recognised';
  const style = profile.triples * 2 > profile.matched ? (reading.order ?? 'iso') : 'iso';
  const dated = [profile.day_only === profile.matched ? `${style}, day only` : style];
  if (profile.with_offset > 0) dated.push('with offset');
  const zoned = profile.local > 0 ? reading.zone : profile.day_only > 0 ? reading.dayZone : null;
  return dated.join(' ') + (zoned === null ? '' : `, ${zoned}`);
}

function decideNumbers({point, comma}: NumberProfile): NumberStyle {
  return comma > point ? 'comma' : 'point';
}
