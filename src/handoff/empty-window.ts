import type {Model} from '../model/model.ts';
import {Problem} from '../problem.ts';
import {plural} from '../words.ts';

/** A report about no lead looks like one about nothing wrong: where --since and --until leave none, it is not written (SPEC 2). */
export function refuseEmptyWindow({window, population}: Model): void {
  const {since, until} = window;
  if (since === null && until === null) return;
  const count = (name: string) => population.find(({step}) => step === name)?.leads ?? 0;
  // an export that hands nobody over says so itself
  if (count('handoffs') > 0 || count('out_of_window') === 0) return;
  const days = [since === null ? '' : `from ${since} on`, until === null ? '' : `up to ${until}`];
  throw new Problem(
    `no handoff starts ${days.filter(text => text !== '').join(' and ')}; those of ${plural(count('out_of_window'), 'lead')} start on other days: change --since and --until, or say --allow-empty`,
  );
}
