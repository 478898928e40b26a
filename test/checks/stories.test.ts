import {afterAll, describe, expect, test} from 'vitest';
import {STORIES} from './cases/all.ts';
import {UNASKED} from './cases/sla.ts';
import {ask, expectStory} from './story.ts';
import {closeTables} from './tables.ts';

afterAll(closeTables);

describe.each(Object.keys(STORIES))('%s', id => {
  test.each(STORIES[id] ?? [])('$story', story => expectStory(id, story));

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
