import {z} from 'zod';
import {plural} from '../words.ts';
import {always} from './about.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {subjectOf} from './subject.ts';
import {above, shareText} from './threshold.ts';

export default defineCheck({
  id: 'rejected-untouched',
  family: 'dispositions',
  title: 'Leads are tried before they are rejected',
  failureTitle: 'Leads are rejected without a single logged attempt',
  why: 'A verdict on quality without a call is a guess about a name. Such leads count as lost in follow-up, whatever the reason says, and one that was called and not logged looks like them.',
  how: 'Rejected and disqualified handoffs whose reason needs contact: the share without any human attempt before the close (METHODS 4.4); over all, and by team where one stands out. What rests on teams that log under 80% of their work (gate G8) is likely at most.',
  misleads:
    'Attempts that are not logged look the same; see logging-coverage. Left out are reasons that need no contact: where the definitions say so, where the record can prove them (true_if), and spam, test, duplicate, existing customer, student, and a lead who works for a competitor. That a buyer chose a competitor takes a talk to know, and counts.',
  remedy:
    'Require an attempt, or a reason that can be checked on the record, before a lead can be rejected; hand these back.',
  needs: ['activities', 'leads.rejected_at or dispositions or stage_history'],
  about: always('dispositions', 'contact_required'),
  reads: ['dispositions.contact_required', 'dispositions.reasons'],
  gates: ['G8', 'G9', 'G15'],
  settings: z.object({
    level: level('warn'),
    above: share(0.15, 'share of rejections without an attempt'),
    min_leads: minLeads(20),
  }),
  sql: /* sql */ `
    select
        grouping(h.team)::integer as whole,
        h.team,
        count(*)::integer as n,
        count(*) filter (h.fate = 'rejected_untouched')::integer as untouched,
        -- of teams that log too little of their work: what they did not log looks like this, too (METHODS 9, G8)
        count(*) filter (l.state in ('soft', 'hard'))::integer as unlogged_n,
        count(*) filter (l.state in ('soft', 'hard') and h.fate = 'rejected_untouched')::integer as unlogged,
        concerned(h.lead_id, h.fate = 'rejected_untouched') as leads
    from handoffs h
    left join logged_work l on l.team = h.team and not l.whole
    where h.close_kind in ('rejected', 'disqualified') and h.needs_contact and not h.reached_sql
        and h.excluded is distinct from 'before_activities'
    group by grouping sets ((), (h.team))
    order by whole desc, h.team`,
  row: z.object({
    whole: z.int(),
    team: z.string().nullable(),
    n: z.int(),
    untouched: z.int(),
    unlogged_n: z.int(),
    unlogged: z.int(),
    leads: LEADS,
  }),
  judge(rows, {settings, trust, weigh}) {
    const found = rows.flatMap(row => {
      const {untouched, n, unlogged, unlogged_n} = row;
      const rule = {min_leads: settings.min_leads, trust, weigh};
      const beyond = above(untouched, n, settings.above, rule);
      // confirmed by those alone whose work is logged
      const logged = unlogged === 0 ? beyond : above(untouched - unlogged, n - unlogged_n, settings.above, rule);
      if (beyond === null || (row.whole === 0 && row.team === null)) return [];
      return [{row, beyond, strength: logged?.strength === 'confirmed' ? beyond.strength : ('likely' as const)}];
    });
    // the whole says it; teams only where the whole does not
    const whole = found.filter(({row}) => row.whole === 1);
    return (whole.length > 0 ? whole : found).map(({row, beyond, strength}) => ({
      level: settings.level,
      ...beyond,
      strength,
      subject: row.whole === 1 ? '' : subjectOf(row.team),
      text: `${shareText(row.untouched, row.n)} of ${row.whole === 1 ? 'the' : `${subjectOf(row.team)}’s`} rejections that need an attempt came without one in the log.${unloggedText(row.unlogged, row.untouched)}`,
      leads: row.leads,
    }));
  },
});

function unloggedText(count: number, of: number): string {
  if (count === 0) return '';
  const which = count < of ? plural(count, 'of them is', 'of them are') : count === 1 ? 'It is' : 'All of them are';
  return ` ${which} of teams that log too little of their work: see logging-coverage before anybody is blamed.`;
}
