import type {DefinitionsDiff} from '../../diff/change.ts';
import {plural} from '../../words.ts';

/** `5 changes: 2 tighter, 1 looser, 1 different, 1 wording only.` */
export function tally({changes, summary}: DefinitionsDiff): string {
  const {tighter, looser, different, wording_only} = summary;
  const parts = [
    [tighter, 'tighter'],
    [looser, 'looser'],
    [different, 'different'],
    [wording_only, 'wording only'],
  ] as const;
  if (changes.length === 0) return 'Both mean the same.';
  const counted = parts.filter(([count]) => count > 0).map(([count, effect]) => `${count} ${effect}`);
  return `${plural(changes.length, 'change')}: ${counted.join(', ')}.`;
}
