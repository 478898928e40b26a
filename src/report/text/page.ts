import {Chalk, type ChalkInstance, type ColorSupportLevel} from 'chalk';
import type {Standing} from '../../result.ts';
import {singleReasons} from '../reasons.ts';
import {clip, widthOf, wrap} from '../width.ts';

export interface PageOptions {
  /** Columns; no line is longer. */
  width: number;
  /** Chalk's level, 0 for none. */
  colour: ColorSupportLevel;
  /** Bars and rules without box-drawing characters. */
  ascii: boolean;
}

/** What every section draws with. */
export interface Page {
  width: number;
  /** Of prose and bars, which nobody reads further across; tables take the whole width. */
  reading: number;
  paint: ChalkInstance;
  glyphs: Glyphs;
  /** A mark such as ` [2]` for a number that is to be read with care, beyond what is told beside it; empty where it is not. */
  care(measure: Standing | null, told?: string): string;
  /** The reasons behind the marks, in the order they were met. */
  cares(): readonly string[];
}

export interface Glyphs {
  bar: string;
  /** Parts of a bar's last column, by eighths from one to seven. */
  parts: readonly string[];
  rule: string;
  dot: string;
  arrow: string;
}

const UNICODE: Glyphs = {bar: '█', parts: ['▏', '▎', '▍', '▌', '▋', '▊', '▉'], rule: '─', dot: '·', arrow: '→'};
const ASCII: Glyphs = {bar: '#', parts: [], rule: '-', dot: '-', arrow: '->'};

/** Columns of a page that is read, as tables are not. */
const READING = 120;

export function createPage({width, colour, ascii}: PageOptions): Page {
  const reasons: string[] = [];
  return {
    width,
    reading: Math.min(width, READING),
    paint: new Chalk({level: colour}),
    glyphs: ascii ? ASCII : UNICODE,
    care(measure, told = '') {
      if (measure === null || measure.status !== 'degraded' || measure.reason === null) return '';
      const numbers = singleReasons(measure.reason.replace(told, '').replace(/^[;\s]+/, '')).map(reason => {
        if (!reasons.includes(reason)) reasons.push(reason);
        return reasons.indexOf(reason) + 1;
      });
      return numbers.length === 0 ? '' : ` [${numbers.join(',')}]`;
    },
    cares: () => reasons,
  };
}

/** A section's title over its lines; nothing where it has nothing to say. */
export function section(title: string, lines: readonly string[], page: Page): string[] {
  if (lines.length === 0) return [];
  const shown = clip(title, page.width - 2);
  const rule = page.glyphs.rule.repeat(page.width - widthOf(shown) - 1);
  return [`${page.paint.bold(shown)} ${page.paint.dim(rule)}`, ...lines];
}

/** A paragraph, every line after the first indented by `hang` more. */
export function paragraph(text: string, page: Page, indent = 2, hang = 0): string[] {
  const [first = '', ...rest] = wrap(text, page.reading - indent - hang);
  return [' '.repeat(indent) + first, ...rest.map(line => ' '.repeat(indent + hang) + line)];
}

/** A bar for a part of `most`, at most `columns` long; anything above nothing is seen. */
export function bar(part: number, most: number, columns: number, {bar, parts}: Glyphs): string {
  if (most <= 0 || part <= 0) return '';
  const eighths = Math.max(1, Math.round((part / most) * columns * 8));
  const whole = Math.floor(eighths / 8);
  const rest = parts[(eighths % 8) - 1] ?? '';
  const drawn = bar.repeat(whole) + rest;
  return drawn === '' ? bar : drawn;
}
