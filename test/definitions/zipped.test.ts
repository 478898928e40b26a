import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {loadDefinitions} from '../../src/definitions/load.ts';
import {zipped} from '../ingest/archives.ts';

const cwd = mkdtempSync(join(tmpdir(), 'handoff-test-'));
afterAll(() => rmSync(cwd, {recursive: true, force: true}));

const yaml = (company: string, more = '') => `version: 1\ncompany: ${company}\n${more}`;

async function load(files: Readonly<Record<string, string>>) {
  writeFileSync(join(cwd, 'export.zip'), zipped(files));
  return loadDefinitions({exportPath: 'export.zip', cwd, env: {}});
}

describe('definitions within a zip', () => {
  test.each<[files: Record<string, string>, company: string | null, path: string]>([
    [{'handoff.yaml': yaml('Top'), 'crm/handoff.yaml': yaml('Below')}, 'Top', 'export.zip/handoff.yaml'],
    [{'crm/handoff.yaml': yaml('Below'), 'crm/leads.csv': 'x'}, 'Below', 'export.zip/crm/handoff.yaml'],
    [{'a/handoff.yaml': yaml('A'), 'b/handoff.yaml': yaml('B')}, null, 'default (built in)'],
    [{'a/b/handoff.yaml': yaml('Deep')}, null, 'default (built in)'],
    [{'leads.csv': 'x'}, null, 'default (built in)'],
  ])('%j', async (files, company, path) => {
    const loaded = await load(files);
    expect([loaded.definitions.company, loaded.path]).toEqual([company, path]);
    expect(loaded.by).toBe(company === null ? 'built_in' : 'export');
  });

  test('extend files of the zip and presets, and nothing on this machine', async () => {
    const base = {'crm/base.yaml': yaml('Base', 'extends: default\n')};
    const loaded = await load({...base, 'crm/handoff.yaml': 'version: 1\nextends: base.yaml\n'});
    expect(loaded.definitions.company).toBe('Base');
    writeFileSync(join(cwd, 'secret.yaml'), yaml('Secret'));
    await expect(load({'handoff.yaml': 'version: 1\nextends: ../secret.yaml\n'})).rejects.toMatchObject({
      details: [expect.stringMatching(/secret\.yaml is not in the zip/)],
    });
  });

  test('a zip that does not open is left to the export to say', async () => {
    writeFileSync(join(cwd, 'export.zip'), 'no zip');
    expect((await loadDefinitions({exportPath: 'export.zip', cwd, env: {}})).by).toBe('built_in');
  });
});
