import type {Page} from './page.ts';

/** From least to greatest. */
const BLOCKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const ASCII_STEPS = ['_', '.', '-', '~', '=', '+', '*', '#'];

/** One sign a value, between these limits, else the least and the greatest of them; nothing known is a blank, all alike lie in the middle. */
export function sparkline(
  values: readonly (number | null)[],
  {glyphs}: Page,
  limits?: readonly [least: number, greatest: number],
): string {
  const steps = glyphs.parts.length === 0 ? ASCII_STEPS : BLOCKS;
  const known = values.filter(value => value !== null);
  const [least, greatest] = limits ?? [Math.min(...known), Math.max(...known)];
  return values.map(value => (value === null ? ' ' : stepOf(value, least, greatest, steps))).join('');
}

function stepOf(value: number, least: number, greatest: number, steps: readonly string[]): string {
  const part = greatest === least ? 0.5 : (value - least) / (greatest - least);
  return steps[Math.min(steps.length - 1, Math.floor(part * steps.length))] ?? '';
}
