import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {parse} from 'csv-parse/sync';
import {readXlsx} from 'hucre/xlsx';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {diffSchema} from '../../src/cli/diff/schema.ts';
import {renderStory} from '../../src/cli/lead/render-story.ts';
import {FILE_PAGE} from '../../src/cli/terminal.ts';
import {readHiddenStory} from '../../src/handoff/privacy/hidden-story.ts';
import type {LeadStory} from '../../src/handoff/story.ts';
import {withModel} from '../../src/handoff.ts';
import {renderInspectionJson} from '../../src/report/inspection/json.ts';
import {renderInspection} from '../../src/report/inspection/render-inspection.ts';
import {reportSchema} from '../../src/report/schema.ts';
import type {Report} from '../../src/result.ts';
import {handoff} from './in-process.ts';
import {temporaryFolder} from './run.ts';
import {DEFINITIONS} from './small-company.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

const demo = resolve('fixtures/halden');
const OUTPUTS = [
  'report.json',
  'report.txt',
  'report.md',
  'report.xlsx',
  'report.sarif',
  'report.html',
  'out/',
].flatMap(file => ['-o', file]);

async function outputsOf(name: string, path: string, words: readonly string[]): Promise<Map<string, string>> {
  const cwd = join(folder.path, name);
  mkdirSync(cwd, {recursive: true});
  const {stderr} = await handoff(['audit', path, '-q', '--fail-on', 'never', '--include-rows', ...words, ...OUTPUTS], {
    cwd,
  });
  expect(stderr).toBe('');
  const names = readdirSync(cwd, {recursive: true, encoding: 'utf8'}).filter(file => /\.\w+$/.test(file));
  const texts = names.map(async (file): Promise<[string, string]> => {
    const bytes = readFileSync(join(cwd, file));
    return [file, file.endsWith('.xlsx') ? await textOf(bytes) : bytes.toString()];
  });
  return new Map(await Promise.all(texts));
}

async function textOf(workbook: Buffer): Promise<string> {
  const {sheets} = await readXlsx(workbook);
  return sheets.flatMap(({rows}) => rows.map(row => row.join(' '))).join('\n');
}

function rowsOf(table: string): Record<string, string>[] {
  return parse(readFileSync(join(demo, `${table}.csv`), 'utf8'), {columns: true});
}

/** Which of these stand in a text, whatever their case. */
function found(texts: readonly (string | undefined)[], text: string): string[] {
  const lower = text.toLowerCase();
  return texts.filter(item => item !== undefined && item !== '' && lower.includes(item.toLowerCase())) as string[];
}

const people = rowsOf('users').filter(({kind}) => kind === 'person');

describe('the demo', () => {
  test('redacted: no name, email, phone or company in any output', async () => {
    const outputs = await outputsOf('redacted', demo, ['--redact']);
    const secrets = [
      ...rowsOf('leads').flatMap(lead => [
        lead['email'],
        lead['phone'],
        lead['company'],
        `${lead['first_name']} ${lead['last_name']}`,
      ]),
      ...people.flatMap(({name, email}) => [name, email]),
      'Halden Cloud',
    ];
    expect(secrets.length).toBeGreaterThan(5000);
    expect(outputs.size).toBe(22);
    for (const [file, text] of outputs) expect([file, found([...new Set(secrets)], text)]).toEqual([file, []]);
    const report = reportSchema.parse(JSON.parse(outputs.get('report.json') ?? '')) as Report;
    expect(report.findings.find(({check}) => check === 'inactive-owner')).toMatchObject({
      key: 'inactive-owner/U06',
      text: expect.stringContaining('belong to U06'),
    });
  });

  test('reps anonymized: neither a name nor an id of a rep in any output, everybody the same everywhere', async () => {
    const outputs = await outputsOf('anonymized', demo, ['--anonymize-reps']);
    const ids = people.map(({user_id}) => user_id ?? '');
    for (const [file, text] of outputs) {
      expect([
        file,
        found(
          people.flatMap(({name, email}) => [name, email]),
          text,
        ),
      ]).toEqual([file, []]);
      expect([file, ids.filter(id => new RegExp(`\\b${id}\\b`).test(text))]).toEqual([file, []]);
    }
    const report = reportSchema.parse(JSON.parse(outputs.get('report.json') ?? '')) as Report;
    const gone = report.findings.find(({check}) => check === 'inactive-owner');
    expect(gone?.subject).toMatch(/^Rep \d+$/);
    expect(gone?.key).toBe(`inactive-owner/${gone?.subject}`);
    expect(gone?.text).toContain(`belong to ${gone?.subject},`);
    const owners = new Set(
      (parse(outputs.get('out/leads.csv') ?? '', {columns: true}) as Record<string, string>[]).map(
        ({current_owner}) => current_owner,
      ),
    );
    expect(owners).toContain(gone?.subject);
  });
});

describe('the demo, looked into', () => {
  const secrets = [
    ...rowsOf('leads').flatMap(lead => [
      lead['email'],
      lead['phone'],
      lead['company'],
      `${lead['first_name']} ${lead['last_name']}`,
    ]),
    ...people.flatMap(({name, email}) => [name, email]),
  ];
  const ids = people.map(({user_id}) => user_id ?? '');
  let told: {redacted: LeadStory; anonymized: LeadStory};
  // one model for both, as `lead` asks it
  beforeAll(async () => {
    told = await withModel(demo, {cwd: folder.path, env: {}}, async opened => ({
      redacted: await readHiddenStory(opened, 'L0865', {redact: true}),
      anonymized: await readHiddenStory(opened, 'L0865', {anonymizeReps: true}),
    }));
  });

  test.each([
    ['redacted', secrets, /\bU\d\d\b/],
    ['anonymized', [...people.flatMap(({name, email}) => [name, email]), ...ids], /\bRep \d+\b/],
  ] as const)('an inspection and the story of a lead, %s', (name, hidden, stands) => {
    // what `inspect` renders is the report of an audit
    const report = reportSchema.parse(
      JSON.parse(readFileSync(join(folder.path, name, 'report.json'), 'utf8')),
    ) as Report;
    const story = renderStory(told[name], FILE_PAGE);
    const texts = [
      renderInspection(report, FILE_PAGE),
      renderInspectionJson(report),
      story,
      JSON.stringify(told[name]),
    ];
    // an id of three letters stands in hashes too
    const shown = hidden.filter(secret => secret !== undefined && secret.length > 3);
    for (const text of texts) expect(found(shown, text)).toEqual([]);
    expect(story).toMatch(stands);
    expect(story).toContain('L0865');
    if (name === 'anonymized') expect(ids.filter(id => new RegExp(`\\b${id}\\b`).test(story))).toEqual([]);
  });

  test.each(['--redact', '--anonymize-reps'])('query refuses %s before it reads anything', async option => {
    const {code, stdout, stderr} = await handoff(['query', 'nowhere', 'select 1', option]);
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
    expect(stderr).toMatch(/^handoff: a query shows any column as it is, .*--redact -o tables\/`\n$/);
  });
});

describe('an export that has names where nobody expects them', () => {
  const path = join(folder.path, 'export');
  beforeAll(() => {
    mkdirSync(path);
    writeFileSync(join(folder.path, 'handoff.yaml'), DEFINITIONS);
    const leads = Array.from({length: 40}, (_, index) => {
      const time = `2026-03-02T14:${String(index).padStart(2, '0')}:00Z`;
      const reason = index % 2 === 0 ? 'Ask Jo Smith at ACME LABS (jo@acme.example or +1 212 555 0199)' : 'Low quality';
      return `L${index},Jo,Smith,Acme Labs,jo@acme.example,+1 212 555 0199,Web,${time},${time},Mia Wong,2026-03-03T15:00:00Z,${reason}`;
    });
    const head =
      'lead_id,first_name,last_name,company,email,phone,source,created_at,mql_at,owner,rejected_at,rejection_reason';
    writeFileSync(join(path, 'leads.csv'), `${[head, ...leads].join('\n')}\n`);
    writeFileSync(
      join(path, 'activities.csv'),
      'activity_id,lead_id,at,actor,type,direction\nA1,L1,2026-03-02T16:00:00Z,Mia Wong,call,outbound\n',
    );
  });

  test('redacted: in reasons, and in owners that are names themselves', async () => {
    const outputs = await outputsOf('small', path, ['--redact', '-d', '../handoff.yaml']);
    const secrets = ['Jo Smith', 'Acme Labs', 'jo@acme', '555 0199', 'Mia Wong', 'Small & Co'];
    for (const [file, text] of outputs) expect([file, found(secrets, text)]).toEqual([file, []]);
    expect(outputs.get('out/leads.csv')).toContain('Ask [name] at [company] ([email] or [phone])');
    expect(outputs.get('out/leads.csv')).toContain(',Rep 1,');
  });

  test('redacted: the story of a lead, and cells that were looked at', async () => {
    const cwd = folder.path;
    const words = ['--redact', '-d', 'handoff.yaml', '-q'];
    const {stdout: story} = await handoff(['lead', 'L2', '--export', path, ...words], {cwd});
    const {stdout: inspection} = await handoff(['inspect', path, ...words, '-f', 'json'], {cwd});
    const secrets = ['Jo Smith', 'Acme Labs', 'jo@acme', '555 0199', 'Mia Wong'];
    expect([found(secrets, story), found(secrets, inspection)]).toEqual([[], []]);
    expect(story.replace(/\s+/g, ' ')).toContain('Ask [name] at [company] ([email] or [phone])');
  });

  /** Definitions that name everybody, in letters of their own. */
  const TELLING = `${DEFINITIONS.replace('{name: All,', '{name: All but acme labs,')}
stages:
  mql: {all: [{field: source, in: [Web, Trade fair of Acme Labs]}, {field: company, is: Acme Labs}]}
routing:
  owner: MIA WONG
  rules:
    - {name: Those of Acme Labs, when: {field: source, is: Web}, to: {user: mia wong}}
    - {name: others, to: {user: Cy}}
dispositions:
  reasons:
    spam: {labels: [Call Jo Smith]}
`;

  test('hidden: what definitions change and lack', async () => {
    const cwd = folder.path;
    writeFileSync(join(cwd, 'telling.yaml'), TELLING);
    const outputs = ['txt', 'md', 'json'].flatMap(extension => ['-o', `d.${extension}`]);
    const words = ['--export', path, '--leads', '-q', '--redact', '--anonymize-reps'];
    const compared = await handoff(['diff', 'handoff.yaml', 'telling.yaml', ...words, ...outputs], {cwd});
    const validated = await handoff(['validate', 'telling.yaml', '--export', path, '-q', '--redact'], {cwd});
    const derived = await handoff(['derive', path, '-d', 'telling.yaml', '-q', '--redact', '-f', 'json'], {cwd});
    expect([compared.stderr, validated.stderr, derived.stderr]).toEqual(['', '', '']);
    expect([compared.code, validated.code, derived.code]).toEqual([0, 0, 0]);
    const secrets = ['Jo Smith', 'Acme Labs', 'jo@acme', '555 0199', 'Mia Wong', 'user Cy'];
    const told = ['d.txt', 'd.md', 'd.json'].map(file => readFileSync(join(cwd, file), 'utf8'));
    for (const text of [...told, validated.stdout, derived.stdout]) expect(found(secrets, text)).toEqual([]);
    const {changes, impact} = diffSchema.parse(JSON.parse(told[2] ?? ''));
    expect(changes.map(({path: place, after}) => [place, after])).toEqual([
      ['stages.mql', 'source in Web, Trade fair of [company] and company is [company]'],
      ['sla[All but [company]].name', 'All but [company]'],
      ['routing.owner', 'Rep 1'],
      ['routing.rules[Those of [company]]', 'source is Web: to user Rep 1'],
      ['routing.rules[others]', 'everything else: to user [name]'],
      ['dispositions.reasons.spam', 'spam, Call [name]'],
    ]);
    expect(impact?.sets.map(({set, ids}) => [set, ids?.length])).toContainEqual(['undetermined', 40]);
    expect(validated.stdout).toContain('no lead has source "Trade fair of [company]"');
    expect(validated.stdout).toContain('"Ask [name] at [company] ([email] or [phone])" closed 20 leads');
  });

  test.each([
    ['diff', ['diff', 'handoff.yaml', 'handoff.yaml', '--redact'], '--redact hides the names that an export knows'],
    ['validate', ['validate', 'handoff.yaml', '--anonymize-reps'], '--anonymize-reps hides the names'],
  ])('%s without an export refuses to hide', async (_, words, message) => {
    const {code, stdout, stderr} = await handoff(words, {cwd: folder.path});
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
    expect(stderr).toContain(message);
  });

  test('reps anonymized: the same two', async () => {
    const cwd = folder.path;
    const words = ['--anonymize-reps', '-d', 'handoff.yaml', '-q'];
    const {stdout: story} = await handoff(['lead', 'L2', '--export', path, ...words], {cwd});
    const {stdout: inspection} = await handoff(['inspect', path, ...words], {cwd});
    expect([found(['Mia Wong'], story), found(['Mia Wong'], inspection)]).toEqual([[], []]);
    expect(story).toContain('Rep 1');
  });

  test('rejected rows are refused beside it', async () => {
    const {code, stderr} = await handoff(['audit', path, '-q', '--redact', '--rejects', 'x'], {cwd: folder.path});
    expect(code).toBe(2);
    expect(stderr).toMatch(/--rejects writes the rows as they are/);
  });
});
