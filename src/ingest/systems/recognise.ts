import {bare} from '../names.ts';
import {placeOf} from './expressions.ts';
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
  const by = best.map(place => headers[place as number] ?? '');
  // a name decides between objects that share their headers, spelling between systems (Username or userName)
  const spelled = object.headers.flat(2).filter(header => by.includes(header)).length;
  return {preset, object, by, score: by.length + (fits ? 0.5 : 0) + 0.1 * Math.min(spelled, by.length)};
}
