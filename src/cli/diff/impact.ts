import type {LoadedDefinitions} from '../../definitions/load.ts';
import type {DefinitionsDiff} from '../../diff/change.ts';
import {impact} from '../../handoff.ts';
import type {Impact} from '../../impact/result.ts';
import type {ExportOptions, GlobalOptions} from '../options.ts';
import {runOnExport} from '../run-on-export.ts';

/** Changes here concern neither who answers when nor who should have got the lead. */
const NO_PRACTICE = /^(company|review|stages|checks|accepted)\b/;

/** What the change does to the leads of an export. */
export function impactOn(
  path: string,
  {old, now, diff}: {old: LoadedDefinitions; now: LoadedDefinitions; diff: DefinitionsDiff},
  options: ExportOptions & GlobalOptions & {leads?: true},
): Promise<Impact> {
  const practiceDiffers = diff.changes.some(
    ({path: place, effect}) => effect !== 'wording only' && !NO_PRACTICE.test(place),
  );
  const sides = {old: old.definitions, now: now.definitions};
  return runOnExport(options, open =>
    impact(path, {...open, ...sides, leads: options.leads === true, practiceDiffers}),
  );
}
