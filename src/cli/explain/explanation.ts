import type {Check} from '../../checks/define-check.ts';
import {valuesOf} from '../../checks/run-check.ts';
import {settingsInForce, settingsOf} from '../../checks/settings.ts';
import type {LoadedDefinitions} from '../../definitions/load.ts';
import {withLiterals} from '../../engine/tokens.ts';

export interface Explanation {
  id: string;
  family: string;
  asks: string;
  title: string;
  failure_title: string;
  why: string;
  how: string;
  misleads: string;
  remedy: string;
  needs: readonly string[];
  gates: readonly string[];
  definitions: string;
  settings: readonly {name: string; value: unknown; from: string; meaning: string}[];
  sql: string;
}

export function explanationOf(check: Check, loaded: LoadedDefinitions): Explanation {
  const {id, family, title, failureTitle, why, how, misleads, remedy, needs, gates, sql} = check;
  return {
    id,
    family,
    asks: title,
    title,
    failure_title: failureTitle,
    why,
    how,
    misleads,
    remedy,
    needs,
    gates,
    definitions: loaded.path,
    settings: settingsInForce(check, loaded.definitions).map(({name, value, written, meaning}) => ({
      name,
      value,
      from: written ? placeOf(loaded, ['checks', id, name]) : 'default',
      meaning,
    })),
    sql: withLiterals(outdented(sql), valuesOf(sql, settingsOf(check, loaded.definitions))),
  };
}

/** `handoff.yaml:84`; without a line where it stands in a file that the definitions extend. */
function placeOf({path, locate}: LoadedDefinitions, setting: readonly string[]): string {
  const place = locate(setting);
  return place === null ? `what ${path} extends` : `${path}:${place.line}`;
}

/** A literal inside TypeScript carries the indentation of its place. */
function outdented(sql: string): string {
  const lines = sql
    .replace(/^\s*\n/, '')
    .trimEnd()
    .split('\n');
  const indents = lines.filter(line => line.trim() !== '').map(line => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return lines.map(line => line.slice(indent)).join('\n');
}
