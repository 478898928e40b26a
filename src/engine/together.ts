/**
 * Runs every task, at most so many at a time, and waits for all of them; results in the order of the tasks. When any fails, the
 * error is that of the first in this order, thrown once nothing is under way any more: the session may then be closed.
 */
export async function together<Tasks extends readonly (() => Promise<unknown>)[]>(
  tasks: readonly [...Tasks],
  atATime = tasks.length,
): Promise<{[Place in keyof Tasks]: Awaited<ReturnType<Tasks[Place]>>}> {
  const outcomes: PromiseSettledResult<unknown>[] = [];
  let next = 0;
  const work = async () => {
    while (next < tasks.length) {
      const place = next++;
      [outcomes[place]] = (await Promise.allSettled([tasks[place]?.()])) as [PromiseSettledResult<unknown>];
    }
  };
  await Promise.all(Array.from({length: Math.min(atATime, tasks.length)}, work));
  return outcomes.map(outcome => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  }) as {[Place in keyof Tasks]: Awaited<ReturnType<Tasks[Place]>>};
}

/** Between two pieces of long work in JavaScript: whoever waits for a statement may start the next. */
export function giveWay(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
