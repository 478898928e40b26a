import type {Check} from '../../checks/define-check.ts';
import {settingsInForce} from '../../checks/settings.ts';
import type {Criteria} from '../../definitions/definitions.ts';
import {describeCriteria} from '../../definitions/describe.ts';
import {formatPath, type Path} from '../../definitions/diagnostics.ts';
import type {LoadedDefinitions} from '../../definitions/load.ts';
import {percent, shortDuration} from '../../words.ts';

export interface Setting {
  name: string;
  /** Durations in seconds, shares from 0 to 1. */
  value: unknown;
  /** `handoff.yaml:84`, `default (built in):12` of a preset, or `built-in default`. */
  from: string;
  meaning: string;
}

const NOWHERE = 'built-in default';

/** The check's own settings: each value in force, and where it is written. */
export function settingsOf(check: Check, loaded: LoadedDefinitions): Setting[] {
  return settingsInForce(check, loaded.definitions).map(({name, value, written, meaning}) => ({
    name,
    value,
    from: written ? placeText(loaded, ['checks', check.id, name]) : NOWHERE,
    meaning,
  }));
}

/** The same of what else it reads of the definitions. */
export function readOf(check: Check, loaded: LoadedDefinitions): Setting[] {
  return (check.reads ?? []).flatMap(path => readAt(loaded, path.split('.')));
}

/** `handoff.yaml:84`; of a key that a file leaves out, where the map stands that lacks it would say nothing. */
function placeText({origin}: LoadedDefinitions, path: Path): string {
  const found = origin(path);
  return found === null ? NOWHERE : `${found.file}:${found.line}`;
}

/** A line per value; of a list, and of the reasons, a line per entry. */
function readAt(loaded: LoadedDefinitions, path: Path): Setting[] {
  const value = valueAt(loaded.definitions, path);
  const line = (at: Path, shown: unknown, meaning = ''): Setting => ({
    name: formatPath(at),
    value: shown,
    from: placeText(loaded, at),
    meaning,
  });
  const unsaid = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  if (unsaid) return [{name: formatPath(path), value: null, from: 'not written', meaning: ''}];
  if (isEntries(value))
    return value.map((entry, index) => {
      const code = 'code' in entry ? String(entry['code']) : index;
      return line([...path, code], entry['name'] ?? code, entryText(entry));
    });
  if (typeof value !== 'object' || Array.isArray(value)) return [line(path, value)];
  if (isCriteria(value)) return [line(path, 'written', describeCriteria(value))];
  return Object.keys(value).flatMap(key => readAt(loaded, [...path, key]));
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Record<string, unknown> | null | undefined)?.[step], value);
}

type Entry = Readonly<Record<string, unknown>>;

/** Policies, rules and reasons, which have a name each. */
function isEntries(value: unknown): value is readonly Entry[] {
  return Array.isArray(value) && value.every(entry => typeof entry === 'object' && entry !== null);
}

function isCriteria(value: object): value is Criteria {
  return ['all', 'any', 'none', 'of', 'use', 'field', 'signal'].some(key => key in value);
}

/** `when source in Demo Request, respond_within 5m, clock business, target 90%`. */
function entryText({name, code, ...rest}: Entry): string {
  return Object.entries(rest)
    .filter(([, value]) => value !== null && value !== false && !(Array.isArray(value) && value.length === 0))
    .map(([key, value]) => (value === true ? key : `${key} ${partText(key, value)}`))
    .join(', ');
}

function partText(key: string, value: unknown): string {
  if (key === 'respond_within') return shortDuration(value as number);
  if (key === 'target') return percent(value as number);
  if (Array.isArray(value)) return value.join(' | ');
  if (typeof value !== 'object' || value === null) return String(value);
  return isCriteria(value)
    ? describeCriteria(value)
    : Object.entries(value)
        .map(([of, what]) => `${of} ${String(what)}`)
        .join(', ');
}
