import type {Gate} from '../result.ts';
import {percent, plural} from '../words.ts';
import {defineGate, notMeasurable, tooFew} from './define-gate.ts';

/** G8: leads that reached an opportunity were certainly worked; how many of them show it is the share of work that is logged. */
export default defineGate({
  id: 'G8',
  title: 'The work that is done is logged',
  async judge(session, model) {
    if (!model.has('activities')) return notMeasurable('The export has no activities.', 'Add the activities table.');
    if (!model.has('opportunities') && !model.has('leads.opportunity_id'))
      return notMeasurable(
        'The export has no opportunities to check the logging against.',
        'Add the opportunities table.',
      );
    const {state, n, logged} = await session.row<{state: Gate['state']; n: number; logged: number}>(
      'select state, opportunities as n, logged from logged_work where whole',
    );
    if (state === 'not_measurable')
      return tooFew(n, 'lead', 'leads', 'too few that reached an opportunity to tell how much work is logged');
    const share = logged / n;
    const teams = await session.rows<{team: string; n: number; logged: number}>(`
      select team::varchar as team, opportunities as n, logged from logged_work
      where not whole and team is not null and state in ('soft', 'hard')
      order by logged / opportunities, team`);
    const less = teams.map(({team, n: all, logged: own}) => `${team} ${own} of ${all}`).join(', ');
    return {
      state,
      text: `${logged} of ${plural(n, 'lead')} that reached an opportunity (${percent(share)}) have a human touch logged before it.${less === '' ? '' : ` Too few of single teams: ${less}.`}`,
      value: share,
      n,
      remedy:
        'Connect mailbox and dialler so that activities log themselves, or add the table they are in to the export.',
    };
  },
});
