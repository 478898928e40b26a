/**
 * Does the path fit the glob: `*` and `?` within a name, `**` across folders, case ignored. A glob comes from the definitions,
 * so it is walked and never becomes a regular expression, which could be made to hang.
 */
export function fitsGlob(glob: string, path: string): boolean {
  return segmentsFit(split(glob), split(path));
}

function split(path: string): string[] {
  return path.toLowerCase().replaceAll('\\', '/').replace(/^\.\//, '').split('/');
}

function segmentsFit(globs: string[], names: string[]): boolean {
  const [glob, ...others] = globs;
  if (glob === undefined) return names.length === 0;
  // consecutive ** mean the same as one
  if (glob === '**') return names.some((_, at) => segmentsFit(others, names.slice(at))) || segmentsFit(others, []);
  const [name, ...rest] = names;
  return name !== undefined && nameFits(glob, name) && segmentsFit(others, rest);
}

/** Two fingers and one place to go back to: at most glob times name steps. */
function nameFits(glob: string, name: string): boolean {
  let [at, back, star] = [0, 0, -1];
  let place = 0;
  while (at < name.length) {
    if (glob[place] === '*') [star, back, place] = [place, at, place + 1];
    else if (place < glob.length && (glob[place] === '?' || glob[place] === name[at]))
      [at, place] = [at + 1, place + 1];
    else if (star < 0) return false;
    else [back, at, place] = [back + 1, back + 1, star + 1];
  }
  while (glob[place] === '*') place++;
  return place === glob.length;
}
