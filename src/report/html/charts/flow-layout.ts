import type {LedgerLine} from '../../../result.ts';
import {FAMILIES} from '../../labels.ts';

/** A node of the flow: `share` of the height for what it counts, in the slot that its label needs. */
export interface FlowNode {
  line: LedgerLine;
  top: number;
  height: number;
}

export interface FlowFamily {
  family: string;
  title: string;
  handoffs: number;
  top: number;
  height: number;
  fates: readonly FlowNode[];
  /** Where a heading above its fates stands. */
  heading: number;
}

export interface Flow {
  total: number;
  /** Pixels a handoff. */
  scale: number;
  height: number;
  families: readonly FlowFamily[];
}

/** Pixels for all handoffs, a label's line, and between families. */
const [ALL, LINE, GAP] = [260, 19, 12];

/** Families in the order of the story, fates by size; no slot is lower than its label. */
export function layoutFlow(ledger: readonly LedgerLine[], headings: boolean): Flow {
  const lines = ledger.filter(({handoffs}) => handoffs > 0);
  const total = lines.reduce((sum, {handoffs}) => sum + handoffs, 0);
  const scale = total === 0 ? 0 : ALL / total;
  let cursor = 0;
  const families = familiesOf(lines).flatMap(([family, title]) => {
    const own = lines
      .filter(line => line.family === family)
      .sort((a, b) => b.handoffs - a.handoffs || (a.fate < b.fate ? -1 : 1));
    if (own.length === 0) return [];
    const heading = cursor;
    if (headings) cursor += LINE + 3;
    const start = cursor;
    const fates = own.map(line => {
      const height = tenth(line.handoffs * scale);
      const slot = Math.max(LINE, height + 2);
      const top = tenth(cursor + (slot - height) / 2);
      cursor += slot;
      return {line, top, height};
    });
    const handoffs = own.reduce((sum, {handoffs: count}) => sum + count, 0);
    const height = tenth(handoffs * scale);
    const top = tenth(start + (cursor - start - height) / 2);
    cursor += GAP;
    return [{family, title: title.split(':')[0] ?? title, handoffs, top, height, fates, heading}];
  });
  return {total, scale, height: Math.max(0, cursor - GAP), families};
}

/** What a newer version may have added stands at the end, under its own name. */
function familiesOf(lines: readonly LedgerLine[]): readonly (readonly [family: string, title: string])[] {
  const known = new Set(FAMILIES.map(([family]) => family));
  const others = [...new Set(lines.map(({family}) => family))].filter(family => !known.has(family)).sort();
  return [...FAMILIES, ...others.map(family => [family, family] as const)];
}

/** Of a pixel: finer nobody sees. */
function tenth(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
