import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {TextDocument} from 'vscode-languageserver-textdocument';
import {getLanguageService, type LanguageService} from 'yaml-language-server';
import {PRESETS, presetPath} from '../../src/definitions/find.ts';
import {definitionsJsonSchema} from '../../src/definitions/schema/schema.ts';

/** The YAML language server, which editors ask, with our schema given to it and no way to the network. */
const service: LanguageService = getLanguageService({
  schemaRequestService: uri => Promise.reject(new Error(`asked for ${uri}`)),
  workspaceContext: {resolveRelativePath: path => path},
});
service.configure({
  validate: true,
  hover: true,
  completion: true,
  yamlVersion: '1.2',
  schemas: [{uri: 'inline://handoff', fileMatch: ['**/handoff.yaml'], schema: definitionsJsonSchema()}],
});

let opened = 0;

/** A file as an editor has it; `|` is where the cursor stands. Each has a name of its own, since the server remembers. */
function open(text: string) {
  const cursor = text.indexOf('|');
  const yaml = cursor < 0 ? text : text.slice(0, cursor) + text.slice(cursor + 1);
  const document = TextDocument.create(`file:///company-${opened++}/handoff.yaml`, 'yaml', 1, yaml);
  return {document, at: document.positionAt(cursor)};
}

async function offered(text: string): Promise<string[]> {
  const {document, at} = open(text);
  return (await service.doComplete(document, at, false)).items.map(({label}) => label);
}

async function told(text: string): Promise<string> {
  const {document, at} = open(text);
  const {contents} = (await service.doHover(document, at)) ?? {contents: ''};
  return typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

/** `line:column-column message`, from 1 as people count. */
async function marked(text: string): Promise<string[]> {
  const problems = await service.doValidation(open(text).document, false);
  return problems.map(
    ({message, range: {start, end}}) => `${start.line + 1}:${start.character + 1}-${end.character + 1} ${message}`,
  );
}

describe('completion', () => {
  test.each([
    ['the sections', '|', ['extends', 'icp', 'stages', 'sla', 'dispositions', 'checks']],
    ['the keys of a section', 'follow_up:\n  |', ['min_attempts', 'within', 'stalled_after', 'never_after']],
    ['the keys of a policy', 'sla:\n  - name: Demo\n    |', ['when', 'respond_within', 'clock', 'target']],
    [
      'the tests of a field, deep in criteria',
      'stages:\n  mql:\n    all:\n      - field: title\n        |',
      ['matches', 'present'],
    ],
    ['the words of a setting', 'sla:\n  - name: Demo\n    clock: |', ['calendar', 'business']],
    ['the presets', 'extends: |', [...PRESETS]],
    ['durations', 'follow_up:\n  within: |', ['90s', '5m', '4h', '2d', '1w']],
  ])('%s', async (_, text, expected) => {
    expect(await offered(text)).toEqual(expect.arrayContaining(expected));
  });

  test('what is written already is not offered again', async () => {
    expect(await offered('follow_up:\n  within: 5d\n  |')).not.toContain('within');
  });
});

describe('hover', () => {
  test.each([
    ['a key', 'follow_up:\n  min_at|tempts: 6', 'Attempts before a lead may be given up. Default 6.'],
    [
      'a test within criteria',
      'icp:\n  field: employees\n  betw|een: [1, 2]',
      'From the first to the second, both included.',
    ],
    [
      'a policy of a list',
      'sla:\n  - name: Demo\n    respond_wi|thin: 5m\n',
      'The promise: time to the first response.',
    ],
    ['extends names the presets', 'exten|ds: strict', `A preset by name (${PRESETS.join(', ')})`],
  ])('%s', async (_, text, expected) => {
    expect(await told(text)).toContain(expected);
  });
});

describe('what is wrong is marked where it stands', () => {
  test.each([
    ['a key that is none', 'version: 1\nfollow_up:\n  min_attemps: 6\n', '3:3-14 Property min_attemps is not allowed.'],
    [
      'a duration',
      'sla:\n  - name: Demo\n    respond_within: 5 minutes\n',
      '3:21-30 Expected a duration such as 90s, 5m, 4h, 2d, 1w.',
    ],
    [
      'a horizon',
      'funnel:\n  horizon:\n    mql_to_sql: soon\n',
      '3:17-21 Expected a duration such as 90s, 5m, 4h, 2d, 1w, or auto.',
    ],
    [
      'a word',
      'sla:\n  - {name: Demo, respond_within: 5m, clock: office}\n',
      '2:45-51 Value is not accepted. Valid values: "calendar", "business".',
    ],
    ['a promise without its time', 'sla:\n  - name: Demo\n', '2:5-6 Missing property "respond_within".'],
  ])('%s', async (_, text, expected) => {
    expect(await marked(text)).toEqual([expected]);
  });

  test('a misspelled key within criteria', async () => {
    expect(await marked('icp: {feild: employees, gte: 5}\n')).toContain('1:7-12 Property feild is not allowed.');
  });

  test.each([...PRESETS])('nothing in %s', async name => {
    expect(await marked(readFileSync(presetPath(name), 'utf8'))).toEqual([]);
  });
});
