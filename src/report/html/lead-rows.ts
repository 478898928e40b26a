/** Rows of single leads, under the names of `leads.csv`; only with the user's word for it (SPEC 10). */
export interface LeadRows {
  rows: readonly Readonly<Record<string, unknown>>[];
  /** Further leads, which are in no row. */
  more: number;
}
