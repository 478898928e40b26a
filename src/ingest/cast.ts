import {quoteText} from '../engine/session.ts';
import type {ReadColumn} from './columns.ts';
import {type InstantReading, instantSql, partsStep, quickSql, wallText} from './instants.ts';
import {centsSql, type NumberStyle, numberSql, numberText} from './numbers.ts';
import type {ColumnType} from './tables.ts';

/** How one column of one file is read; decided before the pass. */
export interface ColumnReading {
  column: ReadColumn;
  instant: InstantReading | null;
  numbers: NumberStyle | null;
  /** For the mapping report; null for plain text. */
  readAs: string | null;
  /** Canonical value to the source values that mean it. */
  values: Readonly<Record<string, readonly string[]>>;
}

const BLANKS = quoteText(' \t\r\n\u00a0');

export const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  id: 'VARCHAR',
  text: 'VARCHAR',
  word: 'VARCHAR',
  instant: 'TIMESTAMP',
  number: 'DOUBLE',
  cents: 'BIGINT',
  boolean: 'BOOLEAN',
};

/** Types whose cells can fail to parse. */
export function canFail(type: ColumnType): boolean {
  return type === 'instant' || type === 'number' || type === 'cents' || type === 'boolean';
}

/** Types whose cells can be found unreadable: also ids, which a spreadsheet may have rounded. */
export function canBeUnread(type: ColumnType): boolean {
  return canFail(type) || type === 'id';
}

export function trimmedSql(cell: string): string {
  return `trim(${cell}, ${BLANKS})`;
}

/** The raw cell, or the canonical value that its text stands for. */
function rawCell({column, values}: ColumnReading): string {
  const cell = `c${column.place}`;
  const meant = Object.entries(values).flatMap(([value, sources]) =>
    sources.map(source => `when ${quoteText(source.trim().toLowerCase())} then ${quoteText(value)}`),
  );
  return meant.length === 0 ? cell : `(case lower(${trimmedSql(cell)}) ${meant.join(' ')} else ${cell} end)`;
}

/**
 * A relation cast column by column: `t<k>` is the typed value of the k-th reading, NULL where its text does not say one, and
 * `r<k>` the text of those that can fail. What is used more than once is a column of its own in a step below.
 */
export function castRelation(relation: string, readings: readonly ColumnReading[]): string {
  const cells = [...new Set(readings.map(cellOf))];
  const quick = readings.map(reading => reading.instant && quickSql(reading.instant, cellOf(reading)));
  const first = steps('q', quick);
  const second = steps(
    's',
    readings.map((reading, at) => secondStep(reading, quick[at] ? `q${at}` : null)),
  );
  const third = steps(
    'w',
    readings.map(({instant}, at) => (instant?.others ? wallText(instant.order, `s${at}`) : null)),
  );
  const typed = readings.map((reading, at) => {
    const named = {quick: quick[at] ? `q${at}` : null, parts: `s${at}`, wall: `w${at}`};
    return `${typedSql(reading, named)} as t${at}`;
  });
  const raw = readings.flatMap((reading, at) => (readingFails(reading) ? [`${rawCell(reading)} as r${at}`] : []));
  const below = [first, second, third].reduce(
    (from, step) => (step.length === 0 ? from : select(['*', ...step], from)),
    select(cells, relation),
  );
  return select([...typed, ...raw], below);
}

function steps(letter: string, sqls: readonly (string | null)[]): string[] {
  return sqls.flatMap((sql, at) => (sql === null ? [] : [`${sql} as ${letter}${at}`]));
}

function select(columns: readonly string[], from: string): string {
  return `(select ${columns.join(',\n')} from ${from})`;
}

/** Does the column feed a canonical one whose cells can fail to parse? */
export function readingFails({column}: ColumnReading): boolean {
  return column.canonical !== null && canFail(column.type);
}

function cellOf({column}: ColumnReading): string {
  return `c${column.place}`;
}

function secondStep(reading: ColumnReading, quick: string | null): string | null {
  if (reading.instant !== null) return reading.instant.others ? partsStep(cellOf(reading), quick) : null;
  return reading.numbers === null ? null : numberText(reading.numbers, rawCell(reading));
}

function typedSql(reading: ColumnReading, named: {quick: string | null; parts: string; wall: string}): string {
  const cell = rawCell(reading);
  switch (reading.column.type) {
    case 'instant':
      return reading.instant === null ? 'null::timestamp' : instantSql(reading.instant, cell, named);
    case 'number':
      return numberSql(named.parts);
    case 'cents':
      return centsSql(named.parts);
    case 'boolean':
      return booleanSql(cell);
    case 'word':
      return wordSql(cell);
    default:
      return textSql(cell);
  }
}

// Functions over every cell are what a pass costs beside cutting the text: trim with its list of blanks takes ten times as long
// as the tests whether it is needed, and the general test of a boolean thirty times as long as the common spellings.

/**
 * The trimmed text; NULL where it is blank or an error of a spreadsheet (`#N/A`). The apostrophe that some systems put before what
 * a spreadsheet would take for a formula (FORMATS 0, trap 14) goes: no text of a CRM begins with `'=`, `'+`, `'-` or `'@`.
 */
function filledSql(cell: string): string {
  const trimmed = trimmedSql(cell);
  return `case when ${trimmed} = '' then null
    when regexp_full_match(${trimmed}, '#(?:N/A|REF!|VALUE!|NAME\\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)') then null
    when regexp_matches(${trimmed}, '^''[=+@-]') then substr(${trimmed}, 2) else ${trimmed} end`;
}

/** Blanks, `#` and `'` sort before the bracket: one comparison finds every text that may need more. */
const ODD_START = quoteText('(');

function textSql(cell: string): string {
  const odd = `${cell} < ${ODD_START} or ends_with(${cell}, ' ') or ends_with(${cell}, '\t') or ends_with(${cell}, '\n') or contains(${cell}, '\u00a0')`;
  return `case when ${odd} then ${filledSql(cell)} else ${cell} end`;
}

function wordSql(cell: string): string {
  const other = `${cell} < ${ODD_START} or contains(${cell}, ' ') or contains(${cell}, '-') or contains(${cell}, '\t') or contains(${cell}, '\n') or contains(${cell}, '\u00a0')`;
  const low = `replace(replace(lower(${filledSql(cell)}), ' ', '_'), '-', '_')`;
  return `case when ${other} then ${low} else lower(${cell}) end`;
}

const TRUE = ['true', 't', 'yes', 'y', '1', '1.0'];
const FALSE = ['false', 'f', 'no', 'n', '0', '0.0'];

function booleanSql(cell: string): string {
  const common = ['true', 'false', '1', '0', 'TRUE', 'FALSE', 'True', 'False'];
  const branches = common.map(word => `when ${cell} = '${word}' then ${TRUE.includes(word.toLowerCase())}`);
  // not as IN: a list of more than five becomes a join, which every row then goes through
  const rare = [...TRUE, ...FALSE].map(word => `when '${word}' then ${TRUE.includes(word)}`);
  return `case ${branches.join(' ')} when ${cell} is null then null
    else case lower(${trimmedSql(cell)}) ${rare.join(' ')} end end`;
}
