import type {Check} from '../../checks/define-check.ts';
import {valuesOf} from '../../checks/run-check.ts';
import {settingsOf as ownSettings} from '../../checks/settings.ts';
import type {LoadedDefinitions} from '../../definitions/load.ts';
import {outdented, withLiterals} from '../../engine/tokens.ts';
import {readOf, type Setting, settingsOf} from './settings.ts';

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
  settings: readonly Setting[];
  /** What else of the definitions the check reads. */
  reads: readonly Setting[];
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
    settings: settingsOf(check, loaded),
    reads: readOf(check, loaded),
    sql: withLiterals(outdented(sql), valuesOf(sql, ownSettings(check, loaded.definitions))),
  };
}
