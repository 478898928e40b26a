/** A header or column name as it is compared: case, spaces and punctuation ignored. `Lead ID` is `lead_id`. */
export function columnKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Lower case without punctuation, plural, `(3)` and trailing dates or numbers: `Closed-Won (3)` is `closedwon`. */
export function bare(stem: string): string {
  const words = stem
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s*\(\d+\)\s*$/, '')
    .replace(/[\s_.-]*\d[\d\s_.-]*(?:t[\d_.-]+z?)?\s*$/, '');
  const letters = words.replace(/[^\p{L}\p{N}]/gu, '');
  return letters.replace(/ies$/, 'y').replace(/s$/, '');
}
