import {expect, test} from 'vitest';
import {together} from '../../src/engine/together.ts';

const later = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

test('results come in the order of the tasks, whichever ends first', async () => {
  const tasks = [20, 1, 10].map(ms => async () => {
    await later(ms);
    return ms;
  });
  expect(await together(tasks)).toEqual([20, 1, 10]);
});

test('no more run at a time than asked for, and each starts in its turn', async () => {
  const started: number[] = [];
  let running = 0;
  let most = 0;
  const tasks = [0, 1, 2, 3, 4].map(place => async () => {
    started.push(place);
    most = Math.max(most, ++running);
    await later(2);
    running--;
  });
  await together(tasks, 2);
  expect({started, most}).toEqual({started: [0, 1, 2, 3, 4], most: 2});
});

test('the first failure in the order of the tasks is thrown, once nothing is under way', async () => {
  let ended = false;
  const tasks = [
    async () => {
      await later(10);
      ended = true;
      throw new Error('the first');
    },
    async () => {
      throw new Error('the second');
    },
  ];
  await expect(together(tasks)).rejects.toThrow('the first');
  expect(ended).toBe(true);
});

test('nothing asked is nothing', async () => {
  expect(await together([])).toEqual([]);
});
