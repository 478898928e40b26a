import {createHash} from 'node:crypto';
import {Problem} from '../problem.ts';
import type {Place} from '../result.ts';
import {plural} from '../words.ts';
import {
  builtInStages,
  type Chain,
  type Origin,
  originOf,
  placeOf,
  type ReadFile,
  readChain,
  type Source,
  writtenAt,
} from './chain.ts';
import type {Definitions} from './definitions.ts';
import {type Diagnostic, formatDiagnostic, formatPath, type Issue, type Path} from './diagnostics.ts';
import {checkSize, type FindOptions, type FoundBy, findDefinitions, readFound} from './find.ts';
import {issuesOf} from './issues.ts';
import {normaliseDefinitions} from './normalise.ts';
import {definitionsSchema} from './schema/schema.ts';
import {validateDefinitions} from './validate.ts';
import type {Position} from './yaml-places.ts';
import {zippedDefinitions} from './zipped.ts';

export interface LoadedDefinitions {
  definitions: Definitions;
  /** As shown to people. */
  path: string;
  by: FoundBy;
  /** The file and what it extends, as shown. */
  files: readonly string[];
  /** Of the bytes of the file and of what it extends, in this order. */
  sha256: string;
  /** Where something stands in the file itself; null where it is inherited or absent. */
  locate(path: Path): Position | null;
  /** The same in whichever file of the chain says it; null where none does. */
  place(path: Path): Place | null;
  /** The same with the presets’ own lines. */
  origin(path: Path): Origin | null;
  warnings: readonly string[];
}

/** What `handoff validate` shows: every problem and warning, and the definitions where there is no error. */
export interface CheckedDefinitions {
  path: string;
  diagnostics: readonly Diagnostic[];
  loaded: LoadedDefinitions | null;
  /** What could be read of a file with errors, for whoever can judge a part of it; null where nothing could. */
  readable: Pick<LoadedDefinitions, 'definitions' | 'path' | 'origin'> | null;
}

export interface LoadOptions extends FindOptions {
  /** Ids of the checks, to find settings of checks that do not exist. */
  checks?: readonly string[] | undefined;
}

/** Definitions by the lookup order of SPEC 2. Throws one Problem with every error of the file. */
export async function loadDefinitions(options: LoadOptions): Promise<LoadedDefinitions> {
  return loadedOrProblem(await checkDefinitions(options));
}

/** The same without throwing for what is wrong inside the file. */
export async function checkDefinitions(options: LoadOptions): Promise<CheckedDefinitions> {
  const found = findDefinitions(options);
  const zipped = found.by === 'built_in' ? await zippedDefinitions(options) : null;
  if (zipped !== null) return checkSource(zipped.source, 'export', options.checks ?? null, zipped.read);
  const source: Source = {shown: found.shown, path: found.path, bytes: readFound(found, options)};
  return checkSource(source, found.by, options.checks ?? null);
}

export interface DefinitionsText {
  /** As shown, e.g. `main:handoff.yaml` or `-`. */
  path: string;
  bytes: Uint8Array;
  /** What relative `extends` start from, as a file name. */
  from: string;
  /** How those are opened; by default from the disk. */
  read?: ReadFile | undefined;
  checks?: readonly string[] | undefined;
}

/** Definitions that do not lie in a file: standard input, or a revision of git. */
export function parseDefinitions(text: DefinitionsText): LoadedDefinitions {
  checkSize(text.bytes.length, text.path);
  const source: Source = {shown: text.path, path: text.from, bytes: text.bytes};
  return loadedOrProblem(checkSource(source, 'option', text.checks ?? null, text.read));
}

function loadedOrProblem({path, diagnostics, loaded}: CheckedDefinitions): LoadedDefinitions {
  if (loaded !== null) return loaded;
  const errors = diagnostics.filter(({level}) => level === 'error');
  throw new Problem(`${path} has ${plural(errors.length, 'problem')}`, limited(errors.map(formatDiagnostic)));
}

// a broken file of a megabyte can have a hundred thousand
const MOST_SHOWN = 100;

function limited(lines: readonly string[]): string[] {
  const more = lines.length - MOST_SHOWN;
  return more > 0 ? [...lines.slice(0, MOST_SHOWN), `... and ${plural(more, 'more', 'more')}`] : [...lines];
}

function checkSource(
  source: Source,
  by: FoundBy,
  checks: readonly string[] | null,
  read?: ReadFile,
): CheckedDefinitions {
  const chain = readChain(source, read);
  const {definitions, issues} = judged(chain, checks);
  const diagnostics = [...chain.problems, ...issues.map(issue => placed(issue, chain))].sort(byPlace(chain));
  const failed = definitions === null || diagnostics.some(({level}) => level === 'error');
  return {
    path: source.shown,
    diagnostics,
    loaded: failed ? null : loadedFrom(definitions, chain, source, by, diagnostics),
    readable: definitions === null ? null : {definitions, path: source.shown, origin: path => originOf(chain, path)},
  };
}

interface Judged {
  definitions: Definitions | null;
  issues: Issue[];
}

/** Every stage of the checks: what one of them refuses is left out for the next. */
function judged(chain: Chain, checks: readonly string[] | null): Judged {
  // nothing of a file that is no YAML can be told; what it extends can be missing
  if (chain.problems.some(({path}) => path !== 'extends')) return {definitions: null, issues: []};
  const parsed = definitionsSchema.safeParse(chain.data);
  if (!parsed.success) {
    const issues = issuesOf(parsed.error, chain.data, definitionsSchema);
    const rest = restOf(chain, issues, checks);
    return {definitions: rest.definitions, issues: [...issues, ...rest.issues]};
  }
  const definitions = normaliseDefinitions(parsed.data, builtInStages(chain));
  const issues = validateDefinitions(parsed.data, definitions, checks);
  return {definitions, issues: chain.problems.length === 0 ? issues : issues.filter(isOwn)};
}

/** The sections without an error of their own, judged further: all but what may refer to a section that is missing now. */
function restOf(chain: Chain, issues: readonly Issue[], checks: readonly string[] | null): Judged {
  const parsed = definitionsSchema.safeParse(without(chain.data, issues));
  if (!parsed.success) return {definitions: null, issues: []};
  const definitions = normaliseDefinitions(parsed.data, builtInStages(chain));
  const more = validateDefinitions(parsed.data, definitions, checks);
  const complete = chain.problems.length === 0 && !issues.some(({path}) => REFERRED_TO.has(path[0] ?? ''));
  return {definitions, issues: complete ? more : more.filter(isOwn)};
}

/** Sections that the criteria of others name. */
const REFERRED_TO = new Set<string | number>(['icp', 'criteria', 'signals']);

function without(data: Chain['data'], issues: readonly Issue[]): Record<string, unknown> {
  const kept: Record<string, unknown> = {...data, version: 1};
  for (const {path} of issues) {
    const [section, id] = path;
    // a check stands alone
    if (section === 'checks' && typeof id === 'string' && isMap(kept['checks']))
      kept['checks'] = Object.fromEntries(Object.entries(kept['checks']).filter(([key]) => key !== id));
    else if (section !== 'version' && section !== undefined) delete kept[section];
  }
  return kept;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** About nothing outside its section. */
function isOwn({path}: Issue): boolean {
  return path[0] === 'checks' || path[0] === 'business_hours';
}

function placed({level, path, message}: Issue, chain: Chain): Diagnostic {
  const {file, line, column} = placeOf(chain, path);
  return {level, file, path: formatPath(path), line, column, message};
}

/** As one reads: file by file, from the top. */
function byPlace({links}: Chain): (a: Diagnostic, b: Diagnostic) => number {
  const order = new Map(links.map(({path}, index) => [path, index]));
  return (a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.line - b.line || a.column - b.column;
}

function loadedFrom(
  definitions: Definitions,
  chain: Chain,
  {shown}: Source,
  by: FoundBy,
  diagnostics: readonly Diagnostic[],
): LoadedDefinitions {
  const {links} = chain;
  const hash = createHash('sha256');
  for (const {bytes} of links) hash.update(bytes);
  return {
    definitions,
    path: shown,
    by,
    files: links.map(({path}) => path),
    sha256: hash.digest('hex'),
    locate: path => links[0]?.locate(path) ?? null,
    place: path => writtenAt(chain, path),
    origin: path => originOf(chain, path),
    warnings: diagnostics.map(formatDiagnostic),
  };
}
