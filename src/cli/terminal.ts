import type {ColorSupportLevel} from 'chalk';
import type {PageOptions} from '../report/text/page.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** What a stream can show; a pipe has no columns and no colours. */
export interface Output {
  isTTY?: boolean;
  columns?: number;
}

/** Narrower than this nothing can be laid out, wider nobody reads. */
const [NARROWEST, USUAL, WIDEST] = [60, 80, 200];

export function pageOptions(stream: Output, env: Env, colour: boolean): PageOptions {
  return {width: widthFor(stream, env), colour: colourLevel(stream, env, colour), ascii: isAscii(stream, env)};
}

/** For files: the same bytes wherever they are written. */
export const FILE_PAGE: PageOptions = {width: USUAL, colour: 0, ascii: false};

/** A terminal's own width, COLUMNS where it is exported, else 80. */
export function widthFor({isTTY, columns}: Output, {COLUMNS}: Env): number {
  const wanted = isTTY ? columns : Number(COLUMNS);
  return wanted === undefined || !Number.isInteger(wanted) || wanted <= 0
    ? USUAL
    : Math.min(WIDEST, Math.max(NARROWEST, wanted));
}

/** --no-color, then FORCE_COLOR, then NO_COLOR, then what the stream is. chalk itself ignores NO_COLOR. */
export function colourLevel(stream: Output, env: Env, wanted = true): ColorSupportLevel {
  if (!wanted) return 0;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forcedLevel(forced, env);
  if (env['NO_COLOR'] || !stream.isTTY || env['TERM'] === 'dumb') return 0;
  return terminalLevel(env);
}

function forcedLevel(forced: string, env: Env): ColorSupportLevel {
  if (forced === '0' || forced === 'false') return 0;
  if (forced === '2') return 2;
  if (forced === '3') return 3;
  return Math.max(1, terminalLevel(env)) as ColorSupportLevel;
}

function terminalLevel({COLORTERM, TERM, CI}: Env): ColorSupportLevel {
  if (COLORTERM === 'truecolor' || COLORTERM === '24bit') return 3;
  return CI === undefined && /256/.test(TERM ?? '') ? 2 : 1;
}

/** The Linux console, dumb terminals and a locale that is not UTF-8 have no block characters; a pipe or a file takes UTF-8. */
function isAscii({isTTY}: Output, env: Env): boolean {
  return isTTY === true && (env['TERM'] === 'dumb' || env['TERM'] === 'linux' || !isUtf8(env));
}

/** As the C library decides it; where nothing is said, as on Windows, a terminal of today takes UTF-8. */
function isUtf8({LC_ALL, LC_CTYPE, LANG}: Env): boolean {
  const locale = [LC_ALL, LC_CTYPE, LANG].find(name => name !== undefined && name !== '');
  return locale === undefined || /utf-?8/i.test(locale);
}

/** A moving line makes sense on a terminal that somebody watches. One that says it has no columns would keep ora busy for ever. */
export function isLive(stream: Output, {CI, TERM}: Env): boolean {
  return stream.isTTY === true && stream.columns !== 0 && !CI && TERM !== 'dumb';
}
