import {bare} from '../names.ts';
import {headersOf, placeOf} from './expressions.ts';
import {type Preset, type PresetObject, presets} from './preset.ts';

/** What a file is, and by which headers it was known. */
export interface Recognised {
  preset: Preset;
  object: PresetObject;
  by: readonly string[];
}

/** The object of a system that a file holds; of several the one that more headers speak for, then the one it is named after. */
export function recogniseSystem(stem: string, headers: readonly string[], system: string | null): Recognised | null {
  const candidates = presets()
    .filter(preset => system === null || preset.system === system)
    .flatMap(preset => preset.objects.flatMap(object => matching(preset, object, stem, headers) ?? []));
  return candidates.sort((a, b) => b.score - a.score)[0] ?? null;
}

function matching(
  preset: Preset,
  object: PresetObject,
  stem: string,
  headers: readonly string[],
): (Recognised & {score: number}) | null {
  const fits = object.files.some(file => bare(stem).startsWith(bare(file)));
  if (object.named && !fits) return null;
  const sets = object.headers
    .map(set => set.map(header => placeOf(header, headers)))
    .filter(places => places.every(place => place !== null));
  const best = sets.sort((a, b) => b.length - a.length)[0];
  if (best === undefined) return null;
  // a name decides between objects that share their headers, as Salesforce's do
  const score = spoken(object, headers) + (fits ? 0.5 : 0);
  return {preset, object, by: [...new Set(best)].map(place => headers[place as number] ?? ''), score};
}

/** How many of the file's headers the object knows: one each, half where case or punctuation differ. */
function spoken({headers: sets, feeds}: PresetObject, headers: readonly string[]): number {
  const known = [...sets.flat(), ...feeds.flatMap(({columns}) => Object.values(columns).flatMap(headersOf))];
  const names = new Set(known.flat());
  const places = new Set(known.flatMap(header => placeOf(header, headers) ?? []));
  return [...places].reduce((sum, place) => sum + (names.has(headers[place] ?? '') ? 1 : 0.5), 0);
}
