import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type {Path} from './diagnostics.ts';

export interface Position {
  line: number;
  column: number;
}

export function positionOf(lines: LineCounter, offset: number): Position {
  const {line, col} = lines.linePos(offset);
  return {line: Math.max(1, line), column: Math.max(1, col)};
}

export function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}

export function startOf(node: unknown): number | null {
  return (node as Node | null)?.range?.[0] ?? null;
}

/** Where things stand: a map's entry at its key, a list's at its value; null where nothing is. */
export function createLocate(document: Document, lines: LineCounter): (path: Path) => Position | null {
  // a map is searched from its start by the package, and a broken file asks for every key of it
  const indexes = new Map<YAMLMap, ReadonlyMap<string, Pair>>();
  const entryOf = (map: YAMLMap, key: string): Pair | undefined => {
    const index = indexes.get(map) ?? new Map(map.items.map(pair => [keyText(pair.key), pair]));
    indexes.set(map, index);
    return index.get(key);
  };
  return path => {
    let node: unknown = document.contents;
    let offset = startOf(node);
    for (const step of path) {
      const holder = isAlias(node) ? node.resolve(document) : node;
      if (isMap(holder)) {
        const pair = entryOf(holder, String(step));
        if (pair === undefined) return null;
        [node, offset] = [pair.value, startOf(pair.key)];
      } else if (isSeq(holder) && typeof step === 'number' && step < holder.items.length) {
        node = holder.items[step];
        offset = startOf(node);
      } else return null;
    }
    return offset === null ? null : positionOf(lines, offset);
  };
}
