import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import type {z} from 'zod';
import {catalogueTable} from '../../src/checks/catalogue.ts';
import {FAMILIES} from '../../src/checks/define-check.ts';
import {CHECKS} from '../../src/checks/list.ts';
import {CANONICAL} from '../../src/ingest/tables.ts';
import {STORIES} from './cases/all.ts';

const FOLDER = 'src/checks';
const files = readdirSync(FOLDER)
  .filter(name => readFileSync(`${FOLDER}/${name}`, 'utf8').includes('export default defineCheck('))
  .map(name => name.replace(/\.ts$/, ''));

test('the list has every check of the folder, once', () => {
  expect(CHECKS.map(({id}) => id).toSorted()).toEqual(files.toSorted());
});

test('the list is sorted by family', () => {
  const families = CHECKS.map(({family}) => FAMILIES.indexOf(family));
  expect(families).toEqual(families.toSorted((a, b) => a - b));
});

test('the README’s table has a row for every check', () => {
  const table = catalogueTable().split('\n');
  expect(table).toHaveLength(CHECKS.length + 2);
  for (const {id, title} of CHECKS)
    expect(table.some(row => row.includes(`\`${id}\``) && row.includes(title))).toBe(true);
});

describe.each(CHECKS.map(check => [check.id, check] as const))('%s', (id, check) => {
  test('is a noun of words', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  test.each(['title', 'failureTitle', 'why', 'how', 'misleads', 'remedy'] as const)('says its %s', text => {
    expect(check[text].length).toBeGreaterThan(15);
    expect(check[text]).not.toContain('\n');
  });

  test('has sentences in the places of sentences', () => {
    for (const text of [check.why, check.how, check.misleads, check.remedy]) expect(text).toMatch(/[.?)]$/);
    for (const title of [check.title, check.failureTitle]) expect(title).not.toMatch(/[.?]$/);
  });

  test('documents every setting and gives it a default', () => {
    const defaults = check.settings.parse({});
    for (const [name, schema] of Object.entries(check.settings.shape)) {
      expect((schema as z.ZodType).description, name).toBeTruthy();
      expect(defaults[name], name).toBeDefined();
    }
  });

  test('has SQL with an order, without pasted values, without a clock', () => {
    expect(check.sql).toMatch(/order by [a-z_., ]+$/);
    expect(check.sql).not.toMatch(/current_|now\(|random|any_value|first\(|approx_/);
    const source = readFileSync(`${FOLDER}/${id}.ts`, 'utf8');
    const literal = source.slice(source.indexOf('/* sql */'), source.indexOf('row: '));
    expect(literal).not.toContain('${');
  });

  test('binds only its own settings', () => {
    const bound = Array.from(check.sql.matchAll(/\$([a-z_]+)/g), ([, name]) => name);
    expect(Object.keys(check.settings.shape)).toEqual(expect.arrayContaining(bound));
  });

  test('needs what an export can have', () => {
    const known: Readonly<Record<string, object>> = CANONICAL;
    for (const need of check.needs.flatMap(need => need.split(' or '))) {
      const [table = '', column] = need.split('.');
      expect(known, need).toHaveProperty(table);
      if (column !== undefined) expect(known[table], need).toHaveProperty(column);
    }
  });

  test('has a story in which it fires, and a look-alike in which it does not', () => {
    const stories = STORIES[id] ?? [];
    expect(stories.some(({finds}) => finds.length > 0)).toBe(true);
    expect(stories.some(({finds}) => finds.length === 0)).toBe(true);
  });
});
