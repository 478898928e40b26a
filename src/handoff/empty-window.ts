import type {Model} from '../model/model.ts';
import {Problem} from '../problem.ts';
import {plural} from '../words.ts';

/** A report about no lead looks like one about nothing wrong: where --as-of, --since and --until leave none, it is not written (SPEC 2). */
export function refuseEmptyWindow({window, population, as_of, as_of_from}: Model): void {
  const {since, until} = window;
  const count = (name: string) => population.find(({step}) => step === name)?.leads ?? 0;
  // also where the only activities are older than every lead, and nobody said when the export was taken
  if (count('after_cutoff') > 0 && count('after_cutoff') === count('exported'))
    throw new Problem(
      `all of ${plural(count('exported'), 'lead')} came after ${as_of} (${as_of_from}): say with --as-of when the export was taken, or --allow-empty`,
    );
  if (since === null && until === null) return;
  // an export that hands nobody over says so itself
  if (count('handoffs') > 0 || count('out_of_window') === 0) return;
  const days = [since === null ? '' : `from ${since} on`, until === null ? '' : `up to ${until}`];
  throw new Problem(
    `no handoff starts ${days.filter(text => text !== '').join(' and ')}; those of ${plural(count('out_of_window'), 'lead')} start on other days: change --since and --until, or say --allow-empty`,
  );
}
