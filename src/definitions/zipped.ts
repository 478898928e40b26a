import {statSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {type Archive, memberBytes, openZip, type ZipMember} from '../engine/zip.ts';
import {Problem} from '../problem.ts';
import type {ReadFile, Source} from './chain.ts';
import {checkSize, FILE_NAME, type FindOptions, PRESETS, presetPath, readDefinitionsFile} from './find.ts';

/** Definitions that came within a zip, and how what they extend is read: from the zip, or a preset; never from this machine. */
interface Zipped {
  source: Source;
  read: ReadFile;
}

/** YAML files of a zip that the definitions may extend; nobody splits them into more. */
const MOST_FILES = 50;

/**
 * The handoff.yaml of an export that is a zip: at its top, or in the one folder there, since packing a folder puts it there.
 * Null where there is none, and where the zip does not open, which reading the export will say.
 */
export async function zippedDefinitions({
  exportPath,
  cwd,
}: Pick<FindOptions, 'exportPath' | 'cwd'>): Promise<Zipped | null> {
  if (exportPath === undefined || !/\.zip$/i.test(exportPath)) return null;
  const path = resolve(cwd, exportPath);
  if (!statSync(path, {throwIfNoEntry: false})?.isFile()) return null;
  const archive = await openZip(path);
  if ('refused' in archive) return null;
  try {
    return await definitionsOf(archive, path, exportPath);
  } finally {
    archive.close();
  }
}

async function definitionsOf(archive: Archive, path: string, exportPath: string): Promise<Zipped | null> {
  const readable = archive.members.filter(({refused}) => refused === null);
  const found = topmost(readable);
  if (found === null) return null;
  const shown = join(exportPath, found.path);
  checkSize(found.bytes, shown);
  const files = new Map<string, Uint8Array>();
  for (const member of [found, ...readable.filter(isSmallYaml).slice(0, MOST_FILES)])
    files.set(join(path, member.path), await bytesOf(archive, member, join(exportPath, member.path)));
  const [place, presets] = [join(path, found.path), PRESETS.map(presetPath)];
  return {
    source: {shown, path: place, bytes: files.get(place) ?? new Uint8Array()},
    read(target, name) {
      if (presets.includes(target)) return readDefinitionsFile(target, name);
      const bytes = files.get(target);
      if (bytes === undefined) throw new Problem(`the definitions file ${name} is not in the zip`);
      return bytes;
    },
  };
}

async function bytesOf(archive: Archive, member: ZipMember, shown: string): Promise<Uint8Array> {
  try {
    return await memberBytes(archive, member);
  } catch {
    throw new Problem(`${shown} cannot be unpacked: the zip is damaged`);
  }
}

function topmost(members: readonly ZipMember[]): ZipMember | null {
  const top = members.find(({path}) => path === FILE_NAME);
  const [below, ...others] = members.filter(({path}) => path.split('/').length === 2 && path.endsWith(`/${FILE_NAME}`));
  return top ?? (others.length === 0 ? (below ?? null) : null);
}

function isSmallYaml({path, bytes}: ZipMember): boolean {
  return /\.ya?ml$/i.test(path) && bytes <= 1_000_000;
}
