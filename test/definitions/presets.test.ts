import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit} from 'yaml';
import {CHECKS} from '../../src/checks/list.ts';
import {renderDiff} from '../../src/cli/diff/render-text.ts';
import {FILE_PAGE} from '../../src/cli/terminal.ts';
import {PRESETS, presetPath} from '../../src/definitions/find.ts';
import {loadDefinitions, parseDefinitions} from '../../src/definitions/load.ts';
import {diffDefinitions} from '../../src/diff/diff.ts';
import {audit} from '../../src/handoff.ts';

const read = (name: string) => readFileSync(presetPath(name), 'utf8');
const load = (name: string) =>
  loadDefinitions({file: presetPath(name), cwd: '.', env: {}, checks: CHECKS.map(({id}) => id)});
const text = (yaml: string) => parseDefinitions({path: 'handoff.yaml', bytes: Buffer.from(yaml), from: 'handoff.yaml'});
const OTHERS = PRESETS.filter(name => name !== 'default');

describe.each(PRESETS)('%s', name => {
  test('is valid, without a warning', async () => {
    expect((await load(name)).warnings).toEqual([]);
  });

  test('every number says why, on its line or directly above its block', () => {
    expect(unexplained(read(name))).toEqual([]);
  });
});

describe.each(OTHERS)('extends: %s', name => {
  test('is what the file under rules/ says', async () => {
    const {definitions} = text(`extends: ${name}`);
    expect(definitions).toEqual((await load(name)).definitions);
    // what the preset does not say is the default's
    expect(definitions.response.counts).toEqual((await load('default')).definitions.response.counts);
    expect(definitions.dispositions.reasons.map(({code}) => code)).toEqual(
      expect.arrayContaining(['spam', 'no_budget']),
    );
  });

  test('its stages are nobody’s at the company', () => {
    expect(text(`extends: ${name}`).definitions.built_in_stages).toEqual(['mql', 'sql']);
  });

  test('a company writes over it', () => {
    const {definitions} = text(`extends: ${name}\nfollow_up: {min_attempts: 3}\nacceptance:\n`);
    expect(definitions.follow_up.min_attempts).toBe(3);
    expect(definitions.acceptance).toBeNull();
  });

  test('what it changes of the default, for a person to read', async () => {
    const [old, now] = await Promise.all([load('default'), load(name)]);
    const diff = diffDefinitions({...old, path: 'rules/default.yaml'}, {...now, path: `rules/${name}.yaml`});
    await expect(renderDiff(diff, FILE_PAGE)).toMatchFileSnapshot(`../golden/diff-${name}.txt`);
  });

  test('audits the demo', async () => {
    const report = await audit('fixtures/halden', {
      definitions: presetPath(name),
      failOn: 'never',
      cwd: process.cwd(),
      env: {},
    });
    expect(report.measures.find(({id}) => id === 'sla.compliance')?.status).not.toBe('not_measurable');
  });
});

test.each([
  ['stritc', 'strict'],
  ['Enterprise', 'enterprise'],
  ['product_led', 'product-led'],
])('extends: %s is told the nearest', (wrong, right) => {
  expect(() => text(`extends: ${wrong}`)).toThrow(
    expect.objectContaining({details: [expect.stringContaining(`did you mean ${right}?`)]}),
  );
});

/** Lines with a number, a duration or a share that no comment explains. The grammar's version is no choice of anybody. */
function unexplained(yaml: string): string[] {
  const lines = yaml.split('\n');
  const counter = new LineCounter();
  const document = parseDocument(yaml, {lineCounter: counter});
  const lineOf = (node: unknown) => counter.linePos((node as {range: [number]}).range[0]).line;
  const found = new Set<string>();
  visit(document, (_, node, ancestors) => {
    if (!isScalar(node) || !/^\d/.test(node.source ?? '')) return;
    const line = lineOf(node);
    const keys = ancestors.filter(isPair).map(({key}) => lineOf(key));
    const items = ancestors.filter((block, index) => isMap(block) && isSeq(ancestors[index - 1])).map(lineOf);
    // a comment above a section is for what stands in it itself, not for what lies deeper
    const blocks = [...(keys.length > 2 ? keys.slice(1) : keys), ...items];
    const above = [line, ...blocks].flatMap(start => commentAbove(lines, start));
    const beside = /\s#\s*(.*)$/.exec(lines[line - 1] ?? '')?.[1] ?? '';
    if (!SOURCE.test([beside, ...above].join(' ')) && !/^version:/.test(lines[line - 1] ?? ''))
      found.add(`${line}: ${lines[line - 1]}`);
  });
  return [...found];
}

const SOURCE = /\[(article|SPEC|default|METHODS [\d., ]+)\]|house rule: .*no source/;

/** The comment that ends on the line before. */
function commentAbove(lines: readonly string[], line: number): string[] {
  const above: string[] = [];
  for (let at = line - 2; /^\s*#/.test(lines[at] ?? ''); at--) above.unshift((lines[at] ?? '').replace(/^\s*#\s*/, ''));
  return above;
}

describe('the test of the comments itself', () => {
  test.each([
    ['follow_up:\n  min_attempts: 6', ['2:   min_attempts: 6']],
    ['follow_up:\n  min_attempts: 6 # as usual', ['2:   min_attempts: 6 # as usual']],
    ['follow_up:\n  min_attempts: 6 # [SPEC]', []],
    ['# [article]\nacceptance: {accept_within: 24h}', []],
    ['# house rule: half; no source\ncontext: {signals: 1}', []],
    ['# house rule: half\ncontext: {signals: 1}', ['2: context: {signals: 1}']],
    ['# [article]\nfunnel:\n  horizon:\n    mql_to_sql: 9d', ['4:     mql_to_sql: 9d']],
    ['# [article]\nicp:\n  field: employees\n  between: [5, 9]', []],
  ])('%j', (yaml, expected) => {
    expect(unexplained(yaml)).toEqual(expected);
  });
});
