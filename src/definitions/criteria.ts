import {type Bind, compileField} from './criteria-field.ts';
import {expanded, type Named} from './criteria-walk.ts';
import type {Criteria, SignalTest} from './definitions.ts';

export interface CriteriaContext {
  /** Lower-case field name to the SQL of its column. Fields that are not here are unknown. */
  fields: Pick<ReadonlyMap<string, string>, 'get'>;
  named: Named;
  /** Group to its signals. */
  groups: Readonly<Record<string, readonly string[]>>;
  /** Starts every parameter and signal column of these criteria; letters and digits, unique in the statement. */
  prefix: string;
}

/** A signal to be counted: the SQL reads `signal_counts.<column>`, NULL where the export has no signals. */
interface CountedSignal {
  column: string;
  /** As ingest spells words: lower case, _ for spaces and dashes. */
  names: readonly string[];
  /** Seconds before the moment judged; null: ever before it. */
  within: number | null;
}

export interface CompiledCriteria {
  /** A boolean expression of three values. */
  sql: string;
  values: Readonly<Record<string, string | number | boolean>>;
  signals: readonly CountedSignal[];
}

/** Criteria to SQL: the one place that builds it. Everything from the file is bound, nothing of it stands in the SQL. */
export function compileCriteria(criteria: Criteria, context: CriteriaContext): CompiledCriteria {
  if (!/^[a-z][a-z0-9_]*$/.test(context.prefix)) throw new Error(`not a prefix: ${context.prefix}`);
  const values: Record<string, string | number | boolean> = {};
  const signals: CountedSignal[] = [];
  const bind: Bind = value => {
    const name = `${context.prefix}_${Object.keys(values).length + 1}`;
    values[name] = value;
    return `$${name}`;
  };
  const compile = (node: Criteria): string => {
    if ('all' in node) return joined(node.all.map(compile), 'and', 'true');
    if ('any' in node) return joined(node.any.map(compile), 'or', 'false');
    if ('none' in node) return `(not ${joined(node.none.map(compile), 'or', 'false')})`;
    if ('of' in node) return decided(node) ?? atLeast(node.at_least, node.of.map(compile));
    if ('signal' in node) return `(signal_counts.${signalColumn(node, context, signals)} >= ${bind(node.count)})`;
    if ('field' in node) return compileField(node, context.fields.get(node.field.trim().toLowerCase()), bind);
    throw new Error('use is replaced before');
  };
  return {sql: compile(expanded(criteria, context.named)), values, signals};
}

function joined(parts: readonly string[], word: 'and' | 'or', empty: 'true' | 'false'): string {
  return parts.length === 0 ? empty : `(${parts.join(` ${word} `)})`;
}

/** DuckDB refuses bound values that no SQL uses, so what is decided from the start is not compiled at all. */
function decided({at_least, of}: {at_least: number; of: readonly Criteria[]}): 'true' | 'false' | null {
  if (at_least <= 0) return 'true';
  return at_least > of.length ? 'false' : null;
}

/**
 * True where at least `count` are true, false where so many are false that it cannot be, else NULL. With false, unknown and
 * true as 0, 1 and 2 that is the count-th largest; each part stands in the SQL once, so nesting does not multiply it.
 */
function atLeast(count: number, parts: readonly string[]): string {
  const ranks = parts.map(part => `coalesce(cast(${part} as integer) * 2, 1)`).join(', ');
  return `list_extract([false, null, true], list_sort([${ranks}], 'DESC')[${count}] + 1)`;
}

function signalColumn(
  {signal, within}: SignalTest,
  {groups, prefix}: CriteriaContext,
  signals: CountedSignal[],
): string {
  const names = signalNames(signal, groups);
  const same = signals.find(other => other.within === within && other.names.join() === names.join());
  if (same !== undefined) return same.column;
  const column = `${prefix}_s${signals.length + 1}`;
  signals.push({column, names, within});
  return column;
}

/** A group's name stands for any of its signals, and for a signal of its own name. */
export function signalNames(signal: string, groups: CriteriaContext['groups']): readonly string[] {
  const [, members = []] = Object.entries(groups).find(([group]) => asWord(group) === asWord(signal)) ?? [];
  return [...new Set([signal, ...members].map(asWord))].sort();
}

/** As ingest spells words. */
export function asWord(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}
