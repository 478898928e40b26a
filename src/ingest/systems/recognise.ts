import {bare} from '../names.ts';
import {placeOf} from './expressions.ts';
import {type Header, type Preset, type PresetObject, presets} from './preset.ts';

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
    .filter(places => places.every(place => place !== null))
    .map((places, at) => ({
      places: places as number[],
      score: spelled(object.headers[at] ?? [], places as number[], headers),
    }));
  const best = sets.sort((a, b) => b.score - a.score)[0];
  if (best === undefined) return null;
  // a name decides between objects that share their headers, as Salesforce's do
  return {preset, object, by: best.places.map(place => headers[place] ?? ''), score: best.score + (fits ? 0.5 : 0)};
}

/** A header spelled as the system spells it counts whole, one that is the same but for case and punctuation half. */
function spelled(set: readonly Header[], places: readonly number[], headers: readonly string[]): number {
  const exact = set.filter((header, at) => [header].flat().includes(headers[places[at] ?? -1] ?? ''));
  return (places.length + exact.length) / 2;
}
