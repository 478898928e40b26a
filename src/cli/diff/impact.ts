import type {LoadedDefinitions} from '../../definitions/load.ts';
import type {Change, DefinitionsDiff} from '../../diff/change.ts';
import {given} from '../../handoff/options.ts';
import {impact} from '../../handoff.ts';
import type {Impact} from '../../impact/result.ts';
import type {ExportOptions, GlobalOptions, HidingOptions} from '../options.ts';
import {runOnExport} from '../run-on-export.ts';

/** Changes here concern neither who answers when nor who should have got the lead. */
const NO_PRACTICE = /^(company|review|stages|checks|accepted)\b/;

/** What the change does to the leads of an export, and the changes without the names that the export knows, where these are to be hidden. */
export function impactOn(
  path: string,
  {old, now, diff}: {old: LoadedDefinitions; now: LoadedDefinitions; diff: DefinitionsDiff},
  options: ExportOptions & GlobalOptions & HidingOptions & {leads?: true},
): Promise<{impact: Impact; changes: readonly Change[]}> {
  const practiceDiffers = diff.changes.some(
    ({path: place, effect}) => effect !== 'wording only' && !NO_PRACTICE.test(place),
  );
  const {leads, redact, anonymizeReps} = options;
  const sides = {old: old.definitions, now: now.definitions, changes: diff.changes};
  return runOnExport(options, open =>
    impact(path, {...open, ...sides, leads: leads === true, practiceDiffers, ...given({redact, anonymizeReps})}),
  );
}
