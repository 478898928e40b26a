import {type LoadedDefinitions, parseDefinitions} from '../../src/definitions/load.ts';
import type {Change, DefinitionsDiff} from '../../src/diff/change.ts';
import {diffDefinitions} from '../../src/diff/diff.ts';

/** What a definitions file says, as plain data. */
export type Written = Readonly<Record<string, unknown>>;

/** Definitions without a file; JSON is YAML. */
export function load(written: Written, path = 'handoff.yaml'): LoadedDefinitions {
  return parseDefinitions({path, bytes: Buffer.from(JSON.stringify(written)), from: path});
}

export function diffOf(old: Written, now: Written): DefinitionsDiff {
  return diffDefinitions(load(old, 'old.yaml'), load(now, 'new.yaml'));
}

const MIRRORED = {
  tighter: 'looser',
  looser: 'tighter',
  different: 'different',
  'wording only': 'wording only',
} as const;
const TURNED = {added: 'removed', removed: 'added', changed: 'changed', moved: 'moved'} as const;

/** Each change as the comparison the other way round must have it. Where it stands is named by the newer file. */
export function mirrored(changes: readonly Change[]): string[] {
  return changes
    .map(({kind, before, after, effect}) => [TURNED[kind], after, before, MIRRORED[effect]].join(' | '))
    .sort();
}

export function asIs(changes: readonly Change[]): string[] {
  return changes.map(({kind, before, after, effect}) => [kind, before, after, effect].join(' | ')).sort();
}
