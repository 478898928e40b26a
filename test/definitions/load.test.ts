import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {loadDefinitions, parseDefinitions} from '../../src/definitions/load.ts';
import {noHolidays} from '../../src/definitions/validate/schedules.ts';
import {packagePath} from '../../src/package-files.ts';
import {Problem} from '../../src/problem.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/definitions/', import.meta.url));
const DAY = 86_400;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'handoff-test-'));
});
afterAll(() => rmSync(folder, {recursive: true}));

/** A folder with these files; answers its path. */
function folderWith(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  const path = join(folder, name);
  mkdirSync(path, {recursive: true});
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(join(path, file, '..'), {recursive: true});
    writeFileSync(join(path, file), content);
  }
  return path;
}

const company = (name: string) => `company: ${name}\n`;
const text = (yaml: string) =>
  parseDefinitions({path: 'handoff.yaml', bytes: Buffer.from(yaml), from: join(folder, 'x')});

async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  const error: unknown = await promise.then(
    () => null,
    reason => reason,
  );
  if (!(error instanceof Problem)) throw new Error(`expected a Problem, got ${String(error)}`);
  return error;
}

describe('which file counts', () => {
  const files = {
    'mine.yaml': company('Option'),
    'env.yaml': company('Environment'),
    'handoff.yaml': company('Folder'),
    'export/handoff.yaml': company('Export'),
    'elsewhere/notes.txt': '',
    'leads.csv': '',
  };
  const cases: [
    string,
    {file?: string; env?: string; exportPath?: string; at?: string},
    string | null,
    string,
    string,
  ][] = [
    ['-d', {file: 'mine.yaml', env: 'env.yaml', exportPath: 'export'}, 'Option', 'mine.yaml', 'option'],
    ['HANDOFF_DEFINITIONS', {env: 'env.yaml', exportPath: 'export'}, 'Environment', 'env.yaml', 'environment'],
    ['handoff.yaml here', {env: '', exportPath: 'export'}, 'Folder', 'handoff.yaml', 'folder'],
    ['in the export', {exportPath: '../export', at: 'elsewhere'}, 'Export', '../export/handoff.yaml', 'export'],
    [
      'beside an export of one file',
      {exportPath: '../leads.csv', at: 'elsewhere'},
      'Folder',
      '../handoff.yaml',
      'export',
    ],
    ['built in, beside no file', {exportPath: 'notes.txt', at: 'elsewhere'}, null, 'default (built in)', 'built_in'],
    ['built in', {at: 'elsewhere'}, null, 'default (built in)', 'built_in'],
  ];
  test.each(cases)('%s', async (_, {file, env, exportPath, at = ''}, expected, shown, by) => {
    const cwd = join(folderWith('lookup', files), at);
    const loaded = await loadDefinitions({
      file,
      exportPath,
      cwd,
      env: env === undefined ? {} : {HANDOFF_DEFINITIONS: env},
    });
    expect([loaded.definitions.company, loaded.path, loaded.by]).toEqual([expected, shown, by]);
  });

  const NO_FILE = 'is no file, and standard input is not read here: name a file of definitions';
  const TAKES = 'it takes a YAML file of definitions: write one with handoff init';
  test.each([
    ['a missing file', {file: 'gone.yaml'}, `-d gone.yaml was not found; ${TAKES}`],
    ['a folder', {file: 'export'}, `-d export is a folder, not a definitions file; ${TAKES}`],
    ['of the environment', {env: 'gone.yaml'}, `HANDOFF_DEFINITIONS gone.yaml was not found; ${TAKES}`],
    ['an argument', {file: 'gone.yaml', givenBy: null}, 'the definitions file gone.yaml was not found'],
    ['a dash', {file: '-'}, `-d - ${NO_FILE}`],
    ['a dash as an argument', {file: '-', givenBy: null}, `- ${NO_FILE}`],
  ] as const)('%s is a problem that names what asked for it, never another file', async (_, asked, message) => {
    const {env, ...options}: {env?: string; file?: string; givenBy?: null} = asked;
    const cwd = folderWith('lookup', files);
    const loading = loadDefinitions({...options, cwd, env: env === undefined ? {} : {HANDOFF_DEFINITIONS: env}});
    expect((await problemOf(loading)).message).toBe(message);
  });
});

describe('extends', () => {
  const child = () => loadDefinitions({file: 'child.yaml', cwd: join(fixtures, 'extends'), env: {}});

  test('maps merge, lists replace, an empty value takes away', async () => {
    const {definitions} = await child();
    expect(definitions.company).toBe('Base');
    expect(definitions.sla.map(({name}) => name)).toEqual(['Only']);
    expect(definitions.follow_up).toMatchObject({min_attempts: 8, within: 5 * DAY});
    expect(definitions.stages).toEqual({mql: {field: 'email', present: true}, sql: null});
    expect(definitions.dispositions.reasons.map(({code, kind}) => [code, kind])).toEqual([
      ['spam', 'disqualified'],
      ['new_one', null],
    ]);
  });

  test('whole criteria replace whole criteria: any does not mix with an inherited all', async () => {
    expect((await child()).definitions.icp).toEqual({any: [{field: 'country', is: 'NO'}]});
  });

  test('sha256 is over the bytes of the chain, the file first', async () => {
    const bytes = ['child.yaml', 'base.yaml'].map(name => readFileSync(join(fixtures, 'extends', name)));
    expect((await child()).sha256).toBe(createHash('sha256').update(Buffer.concat(bytes)).digest('hex'));
  });

  test('a place is one of the file itself, not of what it extends', async () => {
    const {locate} = await child();
    expect(locate(['sla', 0, 'respond_within'])).toEqual({line: 5, column: 18});
    expect(locate(['stages', 'sql'])).toEqual({line: 3, column: 10});
    expect(locate(['stages', 'mql'])).toBeNull();
    expect(locate(['sla', 1])).toBeNull();
  });

  test('default is the built-in preset', () => {
    expect(text('extends: default\ncompany: Mine').definitions.sla).toHaveLength(4);
    expect(text('company: Mine').definitions.sla).toHaveLength(0);
  });

  test('stages that nobody at the company wrote are known', async () => {
    const builtIn = await loadDefinitions({cwd: join(fixtures, 'extends'), env: {}, exportPath: 'none'});
    expect(builtIn.definitions.built_in_stages).toEqual(['mql', 'sql']);
    const mine = text('extends: default\nstages: {mql: {field: title, present: true}}');
    expect(mine.definitions.built_in_stages).toEqual(['sql']);
    expect((await child()).definitions.built_in_stages).toEqual([]);
    expect(text('company: Mine').definitions.built_in_stages).toEqual([]);
  });
});

describe('what a file says wrong', () => {
  test('comes as one problem with every line', async () => {
    const problem = await problemOf(loadDefinitions({file: 'duplicate-keys.yaml', cwd: fixtures, env: {}}));
    expect(problem.message).toBe('duplicate-keys.yaml has 2 problems');
    expect(problem.details).toEqual([
      'duplicate-keys.yaml:3:1  duplicate key "company"',
      'duplicate-keys.yaml:4:26  follow_up: duplicate key "within"',
    ]);
  });

  test('warnings do not stop it', async () => {
    const {warnings} = await loadDefinitions({file: 'promises.yaml', cwd: fixtures, env: {}});
    expect(warnings).toHaveLength(8);
  });

  test('a check nobody knows, where the caller knows them', () => {
    const parse = () =>
      parseDefinitions({
        path: '-',
        bytes: Buffer.from('checks: {mql-to-sq: {below: 5%}}'),
        from: 'x',
        checks: ['mql-to-sql'],
      });
    expect(parse).toThrow(
      expect.objectContaining({details: ['-:1:10  checks.mql-to-sq: no such check, did you mean mql-to-sql?']}),
    );
  });

  test('control characters of the file do not reach the terminal', () => {
    expect(() => text('"a\\e[31m\\u202eb": 1')).toThrow(
      expect.objectContaining({details: [expect.not.stringMatching(/[\u001b\u202e]/)]}),
    );
  });
});

describe('hostile and odd files', () => {
  const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
    .concat(Array.from({length: 9}, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`))
    .join('\n');
  const cases: [string, string, RegExp][] = [
    ['aliases that explode', bomb, /Excessive alias count/],
    ['an alias inside its own anchor', 'signals: &a {b: *a}', /an alias inside its own anchor/],
    [
      'thousands of anchors',
      Array.from({length: 5000}, (_, i) => `a${i}: &a${i} x`).join('\n'),
      /more than 200 anchors/,
    ],
    ['brackets without end', '['.repeat(300_000), /nested more than 64 levels deep/],
    ['dashes without end', '- '.repeat(300_000), /nested more than 64 levels deep/],
    [
      'a staircase',
      Array.from({length: 1200}, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      /nested more than 64 levels deep/,
    ],
    ['an endless value', `company: "${'\\x'.repeat(200_000)}"`, /a value of more than 100,000 characters/],
    ['a tag', 'company: !!js/function x', /tags have no meaning here/],
    ['two documents', 'company: A\n---\ncompany: B', /more than one document/],
    ['criteria without end', `icp: ${'{all: ['.repeat(28)}{field: a, is: b}${']}'.repeat(28)}`, /^$/],
  ];
  test.each(cases)('%s', (_, yaml, message) => {
    let said = '';
    try {
      text(yaml);
    } catch (error) {
      said = error instanceof Problem ? [error.message, ...error.details].join('\n') : String(error);
    }
    expect(said).toMatch(message);
  });

  test('policies of alternatives within alternatives are not compared for ever', () => {
    const nested = (depth: number, field: string): string =>
      depth === 0
        ? `{field: ${field}, is: x}`
        : `{all: [{any: [${nested(depth - 1, field)}, {field: a${depth}, is: y}]}, {field: ${field}${depth}, is: z}]}`;
    const when = (field: string) => `{name: ${field}, when: ${nested(14, field)}, respond_within: 1h}`;
    expect(text(`sla: [${when('b')}, ${when('c')}, ${when('d')}]`).warnings).toEqual([]);
  });

  test('larger than 1 MB', () => expect(() => text(`# ${'x'.repeat(1_000_000)}`)).toThrow('larger than 1 MB'));

  test('a hundred thousand problems are not all printed', () => {
    const yaml = Array.from({length: 20_000}, (_, index) => `k${index}: 1`).join('\n');
    expect(() => text(yaml)).toThrow(expect.objectContaining({message: 'handoff.yaml has 20,000 problems'}));
  });

  test('names every JavaScript object has are names like any other', () => {
    const {definitions} = text(
      'criteria: {constructor: {field: a, is: b}}\nicp: {use: constructor}\nsignals: {toString: [a]}',
    );
    expect(Object.keys(definitions.criteria)).toEqual(['constructor', 'icp']);
    expect(() => text('icp: {use: toString}')).toThrow('1 problem');
    expect(() => text('__proto__: {x: 1}')).toThrow('1 problem');
  });

  test('a byte order mark is no part of the text, other encodings are refused', () => {
    expect(text('\ufeffcompany: Åse').definitions.company).toBe('Åse');
    const latin1 = Buffer.from('company: \xc5se', 'latin1');
    expect(() => parseDefinitions({path: 'x.yaml', bytes: latin1, from: 'x'})).toThrow('x.yaml is not UTF-8 text');
  });

  test('an empty file stands on the technical defaults', () => {
    expect(text('').definitions).toEqual(text('{}').definitions);
    expect(text('# only a comment\n').definitions.follow_up.min_attempts).toBe(6);
  });
});

test('holidays that nobody can look up: the package is not there, or does not know the country', () => {
  expect(noHolidays('US', false)).toMatch(
    /^the holidays of US need the optional package date-holidays, installed beside/,
  );
  expect(noHolidays('ZZ', true)).toMatch(/^the package date-holidays does not know the holidays of ZZ; only the dates/);
});

// the specification lies beside the project where it is developed
const SPEC = packagePath('../shared/SPEC.md');
describe.skipIf(!existsSync(SPEC))('the example of the specification (skipped where ../shared is absent)', () => {
  const example = () => /```yaml\n([\s\S]*?)```/.exec(readFileSync(SPEC, 'utf8'))?.[1] ?? '';

  test('loads', () => {
    const {definitions, warnings} = text(example());
    expect(definitions.company).toBe('Halden Cloud');
    expect(definitions.dispositions.reasons.find(({code}) => code === 'wrong_icp')?.true_if).toEqual({
      none: [{use: 'icp'}],
    });
    expect(warnings).toEqual(
      [
        expect.stringContaining('the holidays of US need the optional package date-holidays'),
        expect.stringContaining('the label "Test" is used twice'),
      ].slice(0, 1),
    );
  });
});
