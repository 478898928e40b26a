import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
} from 'yaml';
import {type Diagnostic, formatPath, type Path, shown} from './diagnostics.ts';
import {refusal} from './yaml-limits.ts';
import {createLocate, keyText, type Position, positionOf, startOf} from './yaml-places.ts';

/** One YAML file: plain data, and where everything in it stands. */
export interface YamlFile {
  /** As shown in messages. */
  path: string;
  /** Empty where the file is; a map otherwise. */
  data: Readonly<Record<string, unknown>>;
  /** A map's entry is at its key, a list's at its value; null where the file has nothing at that path. */
  locate(path: Path): Position | null;
  problems: readonly Diagnostic[];
}

// how often aliases may multiply what is written
const MOST_ALIASES = 100;

export function parseYamlFile(text: string, path: string): YamlFile {
  const problems: Diagnostic[] = [];
  const lines = new LineCounter();
  const problemAt = (offset: number, message: string, where: Path = []) =>
    problems.push({level: 'error', file: path, path: formatPath(where), ...positionOf(lines, offset), message});
  const refused = refusal(text);
  if (refused !== null) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
    lines.lineStarts.unshift(0);
    problemAt(refused.offset, refused.message);
    return {path, data: {}, locate: () => null, problems};
  }
  // duplicate keys are looked for below: the package compares every key with every other
  const document = parseDocument(text, {lineCounter: lines, prettyErrors: false, uniqueKeys: false, stringKeys: true});
  for (const {message, pos, code} of [...document.errors, ...document.warnings])
    problemAt(pos[0], `not valid YAML: ${plainWords(code, message)}`);
  if (problems.length === 0)
    for (const {key, offset, where} of duplicates(document)) problemAt(offset, `duplicate key ${shown(key)}`, where);
  return {
    path,
    problems,
    data: problems.length > 0 ? {} : plainData(document, problemAt),
    locate: createLocate(document, lines),
  };
}

function plainData(document: Document, problemAt: (offset: number, message: string) => void): Record<string, unknown> {
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) return {};
  if (!isMap(document.contents)) {
    problemAt(0, 'a definitions file is a map of sections such as sla: and stages:');
    return {};
  }
  if (isCyclic(document)) {
    problemAt(0, 'an alias inside its own anchor');
    return {};
  }
  try {
    return document.toJS({maxAliasCount: MOST_ALIASES}) as Record<string, unknown>;
  } catch (error) {
    // the yaml package throws ReferenceError for an unknown alias and for too many of them
    if (!(error instanceof ReferenceError)) throw error;
    problemAt(0, `not valid YAML: ${error.message}`);
    return {};
  }
}

function plainWords(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS') return 'more than one document (---) in the file';
  if (code === 'TAG_RESOLVE_FAILED') return `${message}; tags have no meaning here`;
  if (code === 'NON_STRING_KEY') return 'keys must be plain text';
  return message;
}

type Visit = (node: Node, where: Path) => void;

/** Every collection as written; aliases are not followed. The depth is limited by `refusal`. */
function walk(node: unknown, where: Path, visit: Visit): void {
  if (!isCollection(node)) return;
  visit(node, where);
  if (isSeq(node)) for (const [index, item] of node.items.entries()) walk(item, [...where, index], visit);
  else if (isMap(node)) for (const {key, value} of node.items) walk(value, [...where, keyText(key)], visit);
}

function duplicates(document: Document): {key: string; offset: number; where: Path}[] {
  const found: {key: string; offset: number; where: Path}[] = [];
  walk(document.contents, [], (node, where) => {
    if (!isMap(node)) return;
    const seen = new Set<string>();
    for (const {key} of node.items) {
      const name = keyText(key);
      if (seen.has(name)) found.push({key: name, offset: startOf(key) ?? 0, where});
      seen.add(name);
    }
  });
  return found;
}

/** An alias to a collection it stands in would never end. */
function isCyclic(document: Document): boolean {
  const open = new Set<unknown>();
  const enter = (node: unknown): boolean => {
    const target = isAlias(node) ? node.resolve(document) : node;
    if (!isCollection(target)) return false;
    if (open.has(target)) return true;
    open.add(target);
    const items = isMap(target) ? target.items.map(({value}) => value) : target.items;
    const cyclic = isAlias(node) ? false : items.some(enter);
    open.delete(target);
    return cyclic;
  };
  return enter(document.contents);
}
