/**
 * Starts every task and waits for all of them; results in the order of the tasks. When any fails, the error is that of the
 * first in this order, thrown once nothing is under way any more: the session may then be closed.
 */
export async function together<T>(tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const settled = await Promise.allSettled(tasks.map(task => task()));
  return settled.map(outcome => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}
