import {afterAll, describe, expect, test} from 'vitest';
import {CHECKS} from '../../src/checks/list.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import {STORIES} from './cases/all.ts';
import {UNASKED} from './cases/sla.ts';
import {ask, expectReadable, expectStory, type Story} from './story.ts';
import {closeTables} from './tables.ts';

afterAll(closeTables);

describe.each(Object.keys(STORIES))('%s', id => {
  test.each(STORIES[id] ?? [])('$story', story => expectStory(id, story));

  test('what is found of one lead reads well', async () => {
    const check = CHECKS.find(one => one.id === id) as (typeof CHECKS)[number];
    const floors = Object.keys(check.settings.shape).filter(name => name.startsWith('min_'));
    const told = STORIES[id]?.find(({finds}) => finds.length > 0) as Story;
    const {definitions = smallDefinitions(), tables} = told;
    const lowest = {...definitions.checks[id], ...Object.fromEntries(floors.map(name => [name, 1]))};
    const {result, findings} = await ask(id, {
      ...told,
      tables: tables.handoffs === undefined ? tables : {...tables, handoffs: tables.handoffs.slice(-1)},
      definitions: {...definitions, checks: {...definitions.checks, [id]: lowest}},
    });
    expect(result.status).not.toBe('broken');
    for (const {text} of findings) expectReadable(text);
  });

  test('an empty company is accused of nothing', async () => {
    const {findings, result} = await ask(id, {tables: {}});
    expect(result.status).not.toBe('broken');
    expect(findings.filter(({level}) => level !== 'info')).toEqual([]);
  });
});

test.each(Object.entries(UNASKED))('%s is skipped where the definitions do not ask', async (id, definitions) => {
  const {result} = await ask(id, {tables: {}, definitions});
  expect(result.status).toBe('skipped');
  expect(result.reason).toMatch(/definitions/);
});
