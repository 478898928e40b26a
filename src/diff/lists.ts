/** Policies, rules and exclusions: ordered lists of things with a name. */

export interface Matched<T> {
  old: T;
  now: T;
  oldIndex: number;
  nowIndex: number;
}

export interface MatchedLists<T> {
  /** In the order of the new list. */
  both: readonly Matched<T>[];
  removed: readonly {item: T; index: number}[];
  added: readonly {item: T; index: number}[];
}

/** By name, and what is left by content: that was renamed. Of two with one name the first goes with the first. */
export function matchLists<T extends {name: string}>(
  old: readonly T[],
  now: readonly T[],
  contentOf: (item: T, side: 'old' | 'now') => string,
): MatchedLists<T> {
  const removed = old.map((item, index) => ({item, index, content: contentOf(item, 'old')}));
  let added = now.map((item, index) => ({item, index, content: contentOf(item, 'now')}));
  const both: Matched<T>[] = [];
  const take = (same: (a: (typeof removed)[number], b: (typeof added)[number]) => boolean) => {
    added = added.filter(entry => {
      const at = removed.findIndex(candidate => same(candidate, entry));
      const [found] = at < 0 ? [] : removed.splice(at, 1);
      if (found !== undefined)
        both.push({old: found.item, now: entry.item, oldIndex: found.index, nowIndex: entry.index});
      return found === undefined;
    });
  };
  take((a, b) => a.item.name === b.item.name);
  take((a, b) => a.item.name.trim().toLowerCase() === b.item.name.trim().toLowerCase());
  take((a, b) => a.content === b.content);
  return {both: both.sort((a, b) => a.nowIndex - b.nowIndex), removed, added};
}

export interface Moved<T> {
  entry: Matched<T>;
  /** Those it stood behind and now stands before. */
  above: readonly Matched<T>[];
  /** Those it stood before and now stands behind. */
  below: readonly Matched<T>[];
}

/** The fewest entries that moved, the same ones whichever list is called the new one. */
export function movedEntries<T extends {name: string}>(both: readonly Matched<T>[]): Moved<T>[] {
  const stayed = longestInOrder(both);
  return both
    .filter(entry => !stayed.has(entry))
    .map(entry => ({
      entry,
      above: both.filter(other => other.oldIndex < entry.oldIndex && other.nowIndex > entry.nowIndex),
      below: both.filter(other => other.oldIndex > entry.oldIndex && other.nowIndex < entry.nowIndex),
    }));
}

/** The most entries that are in the same order in both lists; of several such sets the first by name. */
function longestInOrder<T extends {name: string}>(both: readonly Matched<T>[]): ReadonlySet<Matched<T>> {
  const idOf = ({old, now}: Matched<T>) => [old.name, now.name].sort().join('\n');
  const better = (a: Chain<T> | null, b: Chain<T> | null): Chain<T> | null => {
    if (a === null || b === null) return a ?? b;
    if (a.length !== b.length) return a.length > b.length ? a : b;
    return idOf(a.entry) <= idOf(b.entry) ? a : b;
  };
  // from the end: the longest chain that begins with each entry
  const chains: Chain<T>[] = [];
  for (const entry of both.toReversed()) {
    const behind = chains.filter(({entry: other}) => other.oldIndex > entry.oldIndex);
    const next = behind.reduce<Chain<T> | null>(better, null);
    chains.push({entry, next, length: (next?.length ?? 0) + 1});
  }
  const stayed = new Set<Matched<T>>();
  for (let chain = chains.reduce<Chain<T> | null>(better, null); chain !== null; chain = chain.next)
    stayed.add(chain.entry);
  return stayed;
}

interface Chain<T> {
  entry: Matched<T>;
  next: Chain<T> | null;
  length: number;
}

/** `no. 3`, as one counts. */
export function placeOf(index: number): string {
  return `no. ${index + 1}`;
}
