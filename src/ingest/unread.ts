import {quoteName} from '../engine/session.ts';

/**
 * Column of `export_<table>` with the texts of a row that did not parse, until they are counted: a JSON array in the order of
 * the table's failing columns, NULL where all parsed. One column for all, since each costs a pass some 3% of its time.
 */
export const UNREAD = '~unread';

/** Column of `export_<table>` with the reason why a preset leaves a row out, until those rows are counted; else NULL. */
export const LEFT_OUT = '~left_out';

/** Makes the array from the texts of the failing columns, each NULL where the cell parsed. */
export function unreadArray(texts: readonly string[]): string {
  return `to_json([${texts.join(', ')}])::varchar`;
}

/** The text of a column that did not parse; NULL where it did. */
export function unreadText(failing: readonly string[], column: string): string {
  return `json_extract_string(${quoteName(UNREAD)}, '$[${failing.indexOf(column)}]')`;
}
