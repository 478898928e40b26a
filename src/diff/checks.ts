import type {Definitions} from '../definitions/definitions.ts';
import {parseDuration, parseShare} from '../definitions/units.ts';
import type {Change} from './change.ts';
import type {Meaning} from './reading.ts';
import {different, looser, settingChange, tighter} from './setting.ts';

/** Settings of checks: stricter is what finds more, or finds it louder. */
export function checkChanges({checks: old}: Definitions, {checks: now}: Definitions): Change[] {
  const ids = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return ids.flatMap(id => {
    const [before, after] = [old[id] ?? {}, now[id] ?? {}];
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap(key => oneSetting(`checks.${id}.${key}`, key, before[key] ?? null, after[key] ?? null));
  });
}

function oneSetting(path: string, key: string, before: unknown, after: unknown): Change[] {
  const [a, b] = [sizeOf(before), sizeOf(after)];
  // 30% and 0.3 are one threshold
  if (a !== null && b !== null && a.unit === b.unit && a.size === b.size) return [];
  return settingChange(path, textOf(before), textOf(after), meaningOf(key, before, after));
}

const LEVELS = ['off', 'info', 'warn', 'error'];

function meaningOf(key: string, before: unknown, after: unknown): Meaning {
  if (before === null || after === null) return different('where nothing is written the check’s own default holds');
  if (key === 'level') {
    const louder = LEVELS.indexOf(String(after)) > LEVELS.indexOf(String(before));
    return louder ? tighter('its findings are louder') : looser('its findings are quieter');
  }
  const [a, b] = [sizeOf(before), sizeOf(after)];
  const direction = directionOf(key);
  if (a === null || b === null || a.unit !== b.unit || direction === 0) return different('it judges otherwise');
  return b.size > a.size === direction > 0 ? tighter('it finds more') : looser('it finds less');
}

/** What is found where a number is above a setting is found less often the higher that is. */
const LESS_THE_HIGHER = [
  'above',
  'warn',
  'error',
  'older_than',
  'parked_over',
  'tolerance',
  'every',
  'changes',
  'gap',
  'flip_gap',
  'days_above',
  'effect_above',
  'off_by',
  'drop',
  'quiet_for',
  'owner_deals',
];
const SHARES_ABOVE = [
  'unsupported',
  'missed',
  'vague',
  'blank',
  'association',
  'bunched',
  'flips',
  'logged_late',
  'one_and_done',
  'one_button',
];
const MORE_THE_HIGHER = ['below', 'quick', 'flip_within', 'recent_weeks', 'worthwhile'];

/** 1: finds more the higher the setting is, -1: less, 0: nobody can tell from the name (`within` is both, by check; `points` within one: a threshold that tells less, a band that turns by more). */
function directionOf(key: string): -1 | 0 | 1 {
  if (MORE_THE_HIGHER.includes(key)) return 1;
  return key.startsWith('min_') || [...LESS_THE_HIGHER, ...SHARES_ABOVE].includes(key) ? -1 : 0;
}

function sizeOf(value: unknown): {unit: 'time' | 'number'; size: number} | null {
  if (typeof value === 'number') return {unit: 'number', size: value};
  if (typeof value !== 'string') return null;
  const [seconds, share] = [parseDuration(value), parseShare(value)];
  if (seconds !== null) return {unit: 'time', size: seconds};
  return share === null ? null : {unit: 'number', size: share};
}

function textOf(value: unknown): string | null {
  if (value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
