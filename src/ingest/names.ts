/** A header or column name as it is compared: case, spaces and punctuation ignored. `Lead ID` is `lead_id`. */
export function columnKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
