import type {FoundFile} from './find.ts';

/** A file that can be read: a relation of text columns, and what is needed to find a row in it again. */
export interface Source {
  file: FoundFile;
  /** E.g. `csv, comma` or `parquet`. */
  format: string;
  encoding: string;
  /** Trimmed, never blank, unique without regard to case; the k-th is column `c<k>` of the relation. */
  headers: readonly string[];
  /** SQL to stand after `from`. */
  relation: string;
  /** Where a preset made the columns of the relation out of the file's own. */
  preset?: Derivation;
  /** Where rows stand in a delimited text; null for other formats, whose rows have numbers only. */
  layout: Layout | null;
  /** True where it is known to have no rows. */
  empty: boolean;
  /** True where it is known to stop in the middle of a row; of a text with records that is seen when it is repaired. */
  stops?: boolean;
  notes: readonly string[];
}

export interface Derivation {
  /** E.g. `Salesforce Lead`. */
  title: string;
  /** Null: only the user can say. */
  zone: 'UTC' | null;
  /** The headers that the first columns, the canonical ones, come from. */
  origins: readonly string[];
  /** The same columns out of another relation with the file's own: a repaired copy. */
  wrap(relation: string): string;
}

/** How a delimited text is cut into records. */
export interface Layout {
  path: string;
  gz: boolean;
  delimiter: string;
  columns: number;
  /** Records before the first row: blank lines, `sep=`, titles and the header. */
  skip: number;
  /** Every record is known to end in LF: a lone CR within quotes must not pass for a line end. */
  unix?: boolean;
  /** Some line is longer than DuckDB reads: it has to be taken out first. */
  overlong?: boolean;
  /** True where records are counted and not lines: the n-th record is the n-th row of a sheet. */
  rows?: true;
}

/** Why a file is not read, to stand after its name: `is empty`. */
export interface Refusal {
  refused: string;
}

export function isRefusal(value: object): value is Refusal {
  return 'refused' in value;
}

/** Trimmed; a blank one is named by its place, a repeated one gets `_2`, `_3`. */
export function uniqueHeaders(cells: readonly string[]): string[] {
  const used = new Set<string>();
  return cells.map((cell, index) => uniqueName(cell.replace(/\s+/g, ' ').trim() || `column_${index + 1}`, used));
}

/** The name, or with `_2`, `_3` where it is taken without regard to case; takes it. */
export function uniqueName(name: string, used: Set<string>): string {
  let unique = name;
  for (let count = 2; used.has(unique.toLowerCase()); count++) unique = `${name}_${count}`;
  used.add(unique.toLowerCase());
  return unique;
}
