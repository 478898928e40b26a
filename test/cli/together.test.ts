import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {writeOutputs} from '../../src/cli/outputs.ts';
import {handoff} from './in-process.ts';
import {temporaryFolder} from './run.ts';
import {DEFINITIONS, writeSmallCompany} from './small-company.ts';

const folder = temporaryFolder();
const place = (name: string) => join(folder.path, name);
const read = (name: string) => readFileSync(place(name), 'utf8');
const parts = () =>
  readdirSync(folder.path, {recursive: true, encoding: 'utf8'}).filter(name => name.includes('.part'));
afterAll(folder.remove);

describe('several outputs of one run', () => {
  beforeAll(() => {
    writeSmallCompany(place('export'));
    writeFileSync(place('handoff.yaml'), DEFINITIONS);
  });
  const audit = (...words: string[]) => handoff(['audit', 'export', '-q', ...words], {cwd: folder.path});

  // /dev/full takes an open and refuses every byte: the disk that is full
  test.runIf(existsSync('/dev/full'))('one that cannot be written leaves all of them as they were', async () => {
    writeFileSync(place('report.html'), 'of yesterday');
    const {code, stdout, stderr} = await audit(
      ...['-o', 'report.html', '-o', 'report.json', '-o', 'tables/', '-o', '/dev/full', '-f', 'text', '-o', '-'],
    );
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
    expect(stderr).toMatch(/^handoff: \/dev\/full could not be written: ENOSPC[^\n]*\n$/);
    expect(read('report.html')).toBe('of yesterday');
    expect(['report.json', 'tables'].filter(name => existsSync(place(name)))).toEqual([]);
    expect(parts()).toEqual([]);
  });

  test('one place named twice is refused before anything is computed', async () => {
    const {code, stderr} = await audit('-o', 'a.json', '-o', './a.json');
    expect(code).toBe(2);
    expect(stderr).toMatch(/two -o write to the same place: .*a\.json/);
  });
});

describe('writing', () => {
  beforeEach(() => writeFileSync(place('one.txt'), 'before'));

  test('a folder that has gone since it was looked at: nothing is renamed', () => {
    const outputs = [
      {path: place('one.txt'), content: 'after'},
      {path: place('gone/two.txt'), content: 'after'},
    ];
    expect(() => writeOutputs(outputs)).toThrow(/gone\/two\.txt could not be written: ENOENT/);
    expect(read('one.txt')).toBe('before');
    expect(parts()).toEqual([]);
  });

  test('a rename that fails says what was written before it, and leaves nothing beside', () => {
    mkdirSync(place('taken/by-a-folder'), {recursive: true});
    const outputs = [
      {path: place('one.txt'), content: 'after'},
      {path: place('taken'), content: 'after'},
    ];
    expect(() => writeOutputs(outputs)).toThrow(/taken could not be written: .*; written before it: .*one\.txt$/);
    expect(read('one.txt')).toBe('after');
    expect(parts()).toEqual([]);
  });

  test('what else was staged is finished with them, or taken away', () => {
    const done: string[] = [];
    const other = {path: 'x', finish: () => done.push('finish'), abandon: () => done.push('abandon')};
    writeOutputs([{path: place('one.txt'), content: 'after'}], [other]);
    expect(() => writeOutputs([{path: place('no/one.txt'), content: ''}], [other])).toThrow();
    expect(done).toEqual(['finish', 'abandon']);
  });
});
