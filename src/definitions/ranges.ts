/** Bounds as SQL; a text is a range where `low <= high`, which is NULL of what is none. */
interface RangeSql {
  low: string;
  high: string;
}

/**
 * What a text such as `51-200`, `5,001 – 10,000 employees`, `1 to 5` or `1000+` stands for: some number from its low bound to its
 * high one, both within. Open at the top, it is infinite.
 */
export function rangeOf(column: string): RangeSql {
  const bare = `replace(regexp_replace(lower(cast(${column} as varchar)), '[\\s\\x{a0}\\x{202f}]', '', 'g'), ',', '')`;
  const form = "'^([0-9]{1,9})(?:(?:-|–|—|to)([0-9]{1,9})|[+])(?:employees)?$'";
  const part = (group: 1 | 2) => `try_cast(regexp_extract(${bare}, ${form}, ${group}) as double)`;
  return {low: part(1), high: `coalesce(${part(2)}, 'infinity'::double)`};
}
