import {Problem} from '../../problem.ts';

/** What git hands to an external diff driver. */
export interface ExternalDiff {
  /** From the top of the repository, where git starts the driver. */
  oldPath: string;
  newPath: string;
  /** Temporary files, the working file, or /dev/null where there is none. */
  oldFile: string;
  newFile: string;
}

/**
 * `path old-file old-hex old-mode new-file new-hex new-mode` (git: GIT_EXTERNAL_DIFF), after a rename followed by the new path and
 * what git says of it. Null for the two arguments of everybody else.
 */
export function externalDiff(words: readonly string[]): ExternalDiff | null {
  if (words.length === 2) return null;
  const [path, oldFile, oldHex, oldMode, newFile, newHex, newMode, newPath] = words;
  const isGit =
    (words.length === 7 || words.length === 9) && [oldHex, newHex].every(isHex) && [oldMode, newMode].every(isMode);
  if (!isGit || path === undefined || oldFile === undefined || newFile === undefined)
    throw new Problem(
      `diff compares two definitions, found ${words.length} arguments (or the seven that git passes to an external diff)`,
    );
  return {oldPath: path, newPath: newPath ?? path, oldFile, newFile};
}

function isHex(text: string | undefined): boolean {
  return text !== undefined && /^(\.|[0-9a-f]{4,64})$/.test(text);
}

function isMode(text: string | undefined): boolean {
  return text !== undefined && /^(\.|[0-7]{6})$/.test(text);
}
