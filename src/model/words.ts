import {readFileSync} from 'node:fs';
import {parse} from 'yaml';
import {packagePath} from '../package-files.ts';

export type Word = {
  list: string;
  word: string;
  meaning: string;
};

/** What the words of an export mean: one row per list and word of rules/words.yaml. */
export function readWords(): Word[] {
  const lists = parse(readFileSync(packagePath('rules/words.yaml'), 'utf8')) as Record<
    string,
    Record<string, string[]>
  >;
  return Object.entries(lists).flatMap(([list, meanings]) =>
    Object.entries(meanings).flatMap(([meaning, words]) => words.map(word => ({list, word, meaning}))),
  );
}
