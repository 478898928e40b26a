import {dirname, isAbsolute, join, resolve} from 'node:path';
import {nearest, Problem} from '../problem.ts';
import type {Place} from '../result.ts';
import type {StageName} from './definitions.ts';
import {type Diagnostic, formatPath, type Path} from './diagnostics.ts';
import {decode, PRESETS, presetPath, readDefinitionsFile} from './find.ts';
import {merge, withoutEmpty} from './merge.ts';
import {parseYamlFile, type YamlFile} from './yaml-file.ts';
import type {Position} from './yaml-places.ts';

/** One file of the chain: the definitions file, then what it extends, and so on. */
interface Link extends YamlFile {
  bytes: Uint8Array;
  /** One of ours under rules/. */
  preset: boolean;
}

/** How files are opened; `diff` reads some of them from git. */
export type ReadFile = (path: string, shown: string) => Uint8Array;

export interface Source {
  /** As shown. */
  shown: string;
  /** For relative paths in `extends` and to see cycles. */
  path: string;
  bytes: Uint8Array;
}

export interface Chain {
  /** The definitions file first. */
  links: readonly Link[];
  /** Merged, empty values gone. */
  data: Readonly<Record<string, unknown>>;
  problems: readonly Diagnostic[];
}

// more is no inheritance anybody can follow
const LONGEST = 10;

export function readChain(source: Source, read: ReadFile = readDefinitionsFile): Chain {
  const links: Link[] = [];
  const problems: Diagnostic[] = [];
  const seen = new Map<string, string>();
  for (let next: Source | null = source; next !== null; ) {
    seen.set(next.path, next.shown);
    const {path, shown, bytes} = next;
    const preset = PRESETS.some(name => presetPath(name) === path);
    const link: Link = {...parseYamlFile(decode(bytes, shown), shown), bytes, preset};
    links.push(link);
    problems.push(...link.problems);
    const parent: Source | string | null = parentOf(link, next, seen, read);
    if (typeof parent === 'string') problems.push(...problemAt(link, parent));
    next = typeof parent === 'string' ? null : parent;
  }
  const data = links.reduceRight<Readonly<Record<string, unknown>>>((base, link) => merge(base, link.data), {});
  return {links, problems, data: withoutEmpty(data)};
}

/** What a file extends; null where nothing, a sentence where it cannot. */
function parentOf(link: Link, from: Source, seen: ReadonlyMap<string, string>, read: ReadFile): Source | string | null {
  const name = link.data['extends'];
  if (name === undefined || name === null) return null;
  // the schema says what is wrong with it
  if (typeof name !== 'string' || name === '') return null;
  const target = targetOf(name, from);
  if (typeof target === 'string') return target;
  if (seen.has(target.path)) return `extends in a circle: ${[...seen.values(), target.shown].join(' -> ')}`;
  if (seen.size >= LONGEST) return `extends more than ${LONGEST} files deep`;
  try {
    return {...target, bytes: read(target.path, target.shown)};
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}

function targetOf(name: string, from: Source): {path: string; shown: string} | string {
  if (PRESETS.includes(name)) return {path: presetPath(name), shown: `${name} (built in)`};
  if (!/\.ya?ml$/i.test(name)) {
    const near = nearest(name, PRESETS);
    const hint = near === null ? '' : `, did you mean ${near}?`;
    return `no preset ${JSON.stringify(name)}${hint} (presets: ${PRESETS.join(', ')}; or a relative path ending in .yaml)`;
  }
  // a file that came with somebody's export must not look around on this machine by absolute paths
  if (isAbsolute(name) || /^[A-Za-z]:|^\\\\/.test(name)) return `${JSON.stringify(name)} is not a relative path`;
  return {path: resolve(dirname(from.path), name), shown: shownBeside(from.shown, name)};
}

/** `base.yaml` beside `main:handoff.yaml` is `main:base.yaml`. */
function shownBeside(shown: string, name: string): string {
  const [, revision = '', path = ''] = /^([^/\\]*:)?(.*)$/s.exec(shown) ?? [];
  return revision + join(dirname(path), name);
}

function problemAt(link: Link, message: string): Diagnostic[] {
  const at = link.locate(['extends']) ?? {line: 1, column: 1};
  return [{level: 'error', file: link.path, path: 'extends', ...at, message}];
}

/** Stages that only a preset defines: nobody at the company wrote what they take. */
export function builtInStages({links}: Pick<Chain, 'links'>): StageName[] {
  return STAGES.filter(stage => links.find(({locate}) => locate(['stages', stage]) !== null)?.preset);
}

const STAGES = ['mql', 'sql'] as const;

/** The file and place a path of the merged data comes from; for what is missing, the map that lacks it. */
export function placeOf(chain: Pick<Chain, 'links'>, path: Path): Position & {file: string} {
  for (let length = path.length; length > 0; length--)
    for (const link of chain.links) {
      const at = link.locate(path.slice(0, length));
      if (at !== null) return {file: link.path, ...at};
    }
  return {file: chain.links[0]?.path ?? '', line: 1, column: 1};
}

/** The file that says something in the merged data, as shown, and where. */
export interface Origin extends Position {
  file: string;
  /** One of ours under rules/. */
  preset: boolean;
}

/** Null where no file says it. */
export function originOf({links}: Pick<Chain, 'links'>, path: Path): Origin | null {
  for (const {locate, preset, path: file} of links) {
    const at = locate(path);
    if (at !== null) return {file, preset, ...at};
  }
  return null;
}

/** What says something in the merged data, for a report; null where nothing does. Of a preset nobody at the company has a file. */
export function writtenAt(chain: Pick<Chain, 'links'>, path: Path): Place | null {
  const origin = originOf(chain, path);
  if (origin === null) return null;
  const {preset, file, line, column} = origin;
  return {path: formatPath(path), at: preset ? null : {file, line, column}};
}
