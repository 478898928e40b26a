import {quoteText} from '../engine/session.ts';

/** Order of day and month where digits alone do not say. */
export type DayOrder = 'dmy' | 'mdy' | 'ymd';

/** The way most cells of a column are written; these skip the regular expression, which costs a microsecond a cell. */
export type FastForm = 'z' | 'offset' | 'local' | 'day';

/** How the cells of one column are read, decided once for a whole column of a file. */
export interface InstantReading {
  fast: FastForm | null;
  /** Cells in other forms are read too: false until one is met, since asking every cell costs. */
  others: boolean;
  /** Null: no cell needs it, and one that does is unreadable. */
  order: DayOrder | null;
  /** Numbers are seconds, milliseconds or microseconds since 1970, by their length. */
  epoch: boolean;
  /** Zone of times without an offset; null: such a time is unreadable. */
  zone: string | null;
  /** Zone whose midnight a date without a time means. */
  dayZone: string;
  /** No cell that was looked at has a time of day. */
  daysOnly: boolean;
}

/**
 * Three parts of a date (numbers or an English month), then perhaps a time (24 h or am/pm), then perhaps an offset.
 * Groups: a b c, hours, minutes, seconds, fraction, a or p, offset.
 */
const PATTERN =
  '^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?' +
  '([0-9]{4}|[0-9]{1,2}|[a-z]{3,9})\\.?[-/. ]([0-9]{1,2}|[a-z]{3,9})\\.?(?:[-/. ]|, )([0-9]{4}|[0-9]{1,2})' +
  '(?:(?:,? +|t)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?' +
  ' ?(?:([ap])\\.?m\\.?)? ?(z|utc|gmt|[+-][0-9]{2}(?::?[0-9]{2})?)?)?$';

/** The parts of a cell as a struct `a b c h i s f p o`; every part is '' where the cell is no date. */
export function partsSql(cell: string): string {
  // spaces that do not break, before AM in what browsers write
  const spaced = `trim(translate(${cell}, '\u00a0\u202f\t', '   '))`;
  return `regexp_extract(${spelledOut(spaced)}, ${quoteText(PATTERN)}, ['a', 'b', 'c', 'h', 'i', 's', 'f', 'p', 'o'], 'i')`;
}

/** `20260115` and `20260115T093000Z` with the marks between their parts; 8 and 14 digits are no epoch. */
function spelledOut(text: string): string {
  const day = '^((?:19|20|21)[0-9]{2})([0-9]{2})([0-9]{2})';
  const dated = `regexp_replace(${text}, '${day}$', '\\1-\\2-\\3')`;
  const timed = `regexp_replace(${text}, '${day}[Tt ]?([0-9]{2})([0-9]{2})([0-9]{2})', '\\1-\\2-\\3 \\4:\\5:\\6')`;
  // most cells have a mark among their first eight characters
  return `if(try_cast(left(${text}, 8) as integer) is null, ${text}, if(strlen(${text}) = 8, ${dated}, ${timed}))`;
}

/** Is the cell written in this form? Lengths and places only; every cell that fits has no other reading. */
export function fastGuard(form: FastForm, cell: string): string {
  switch (form) {
    case 'z':
      return `(strlen(${cell}) >= 20 and substr(${cell}, 5, 1) = '-' and ends_with(${cell}, 'Z'))`;
    case 'offset': {
      const sign = (back: number) => `substr(${cell}, -${back}, 1) in ('+', '-')`;
      return `(strlen(${cell}) between 22 and 35 and substr(${cell}, 5, 1) = '-' and substr(${cell}, 17, 1) = ':' and (${sign(6)} or ${sign(5)} or ${sign(3)}))`;
    }
    case 'local': {
      const fraction = `strlen(${cell}) = 23 and substr(${cell}, 20, 1) = '.' and substr(${cell}, 23, 1) <= '9'`;
      return `(substr(${cell}, 5, 1) = '-' and (strlen(${cell}) = 19 and substr(${cell}, 17, 1) = ':' or ${fraction}))`;
    }
    case 'day':
      return `(strlen(${cell}) = 10 and substr(${cell}, 5, 1) = '-' and substr(${cell}, 8, 1) = '-')`;
  }
}

/** Digits that can only be an epoch: 9-10 seconds, 12-13 milliseconds, 15-16 microseconds (1973 to 2286). */
export function epochGuard(cell: string): string {
  return `regexp_full_match(${cell}, '\\s*(?:[0-9]{9,10}|[0-9]{12,13}|[0-9]{15,16})(?:\\.[0-9]{1,6})?\\s*')`;
}

/** First step: cells in the column's fast form are cast without more ado; NULL where a cell is not, or does not cast. */
export function quickSql(reading: InstantReading, cell: string): string | null {
  const {fast} = reading;
  if (fast === null) return null;
  // the cast itself refuses what only looks like a time with Z, so the cheapest test will do
  const guard = fast === 'z' ? `strlen(${cell}) >= 20 and ends_with(${cell}, 'Z')` : fastGuard(fast, cell);
  return `case when ${guard} then ${fastSql(reading, fast, cell)} end`;
}

/** Second step: the parts of the other cells. */
export function partsStep(cell: string, quick: string | null): string {
  return `case when ${quick === null ? '' : `${quick} is null and `}${cell} is not null then ${partsSql(cell)} end`;
}

/** Third step: those parts as ISO text of a wall clock, without the offset. */
export function wallText(order: DayOrder | null, parts: string): string {
  return `case when ${parts}.a <> '' then ${dateSql(order, parts)} || if(${parts}.h = '', '', ' ' || ${timeSql(parts)}) end`;
}

/** Last step: the instant as a UTC TIMESTAMP; NULL where the cell does not say one. */
export function instantSql(
  reading: InstantReading,
  cell: string,
  steps: {quick: string | null; parts: string; wall: string},
): string {
  const {quick, parts, wall} = steps;
  if (quick !== null && !reading.others) return quick;
  const offset = `case when lower(${parts}.o) in ('z', 'utc', 'gmt') then 'Z' else ${parts}.o end`;
  return `case ${quick === null ? '' : `when ${quick} is not null then ${quick}`}
    ${reading.epoch ? `when ${epochGuard(cell)} then ${epochSql(cell)}` : ''}
    when ${wall} is null then null
    when ${parts}.h = '' then ${localSql(`try_cast(${wall} as timestamp)`, reading.dayZone)}
    when ${parts}.o <> '' then ${withOffset(`${wall} || ${offset}`)}
    else ${localSql(`try_cast(${wall} as timestamp)`, reading.zone)} end`;
}

function fastSql(reading: InstantReading, form: FastForm, cell: string): string {
  if (form === 'z' || form === 'offset') return withOffset(cell);
  return localSql(`try_cast(${cell} as timestamp)`, form === 'day' ? reading.dayZone : reading.zone);
}

/** A cast to TIMESTAMP would drop the offset in silence. */
function withOffset(text: string): string {
  return `make_timestamp(epoch_us(try_cast(${text} as timestamptz)))`;
}

/** A wall-clock time of a zone; of two instants in a repeated hour DuckDB takes the later (METHODS 0.2). */
function localSql(time: string, zone: string | null): string {
  if (zone === null) return 'null::timestamp';
  if (zone === 'UTC') return time;
  return `make_timestamp(epoch_us(timezone(${quoteText(zone)}, ${time})))`;
}

function epochSql(cell: string): string {
  const digits = `strlen(split_part(trim(${cell}), '.', 1))`;
  const micros = `case when ${digits} <= 10 then 1000000 when ${digits} <= 13 then 1000 else 1 end`;
  return `make_timestamp(cast(try_cast(${cell} as decimal(24, 6)) * ${micros} as bigint))`;
}

function dateSql(order: DayOrder | null, parts: string): string {
  const year = (part: string) => `case strlen(${part}) when 4 then ${part} when 2 then '20' || ${part} end`;
  const date = (y: string, m: string, d: string) => `${y} || '-' || ${m} || '-' || ${d}`;
  const [a, b, c] = [`${parts}.a`, `${parts}.b`, `${parts}.c`];
  const digits = {dmy: date(year(c), b, a), mdy: date(year(c), a, b), ymd: date(year(a), b, c)};
  // letters sort behind digits
  return `(case when strlen(${a}) = 4 and ${a} < 'A' then ${date(a, b, c)}
    when ${a} >= 'A' then ${date(year(c), monthSql(a), b)}
    when ${b} >= 'A' then ${date(year(c), monthSql(b), a)}
    else ${order === null ? 'null' : digits[order]} end)`;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function monthSql(part: string): string {
  return `case lower(left(${part}, 3)) ${MONTHS.map((month, at) => `when '${month}' then '${at + 1}'`).join(' ')} end`;
}

function timeSql(parts: string): string {
  const hour = `try_cast(${parts}.h as integer)`;
  const twelve = `case when ${hour} between 1 and 12 then ${hour} % 12 + if(lower(${parts}.p) = 'p', 12, 0) end`;
  const blankAs = (part: string, text: string) => `if(${parts}.${part} = '', '${text}', ${parts}.${part})`;
  return `if(${parts}.p = '', ${hour}, ${twelve})::varchar || ':' || ${parts}.i || ':' || ${blankAs('s', '00')} || '.' || ${blankAs('f', '0')}`;
}
