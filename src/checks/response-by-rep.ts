import {z} from 'zod';
import {funnelLimits, OUTSIDE, overdispersion} from '../methods/funnel-limits.ts';
import {percent} from '../words.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads} from './settings.ts';
import {shareText} from './threshold.ts';

const ROW = z.object({owner: z.string(), policy_no: z.int(), n: z.int(), kept: z.int(), leads: LEADS});

interface Rep {
  owner: string;
  n: number;
  x: number;
  /** Kept promises that the team's own rates would give on the same policies. */
  expected: number;
  count: number;
  ids: string[];
}

export default defineCheck({
  id: 'response-by-rep',
  family: 'response',
  title: 'No rep keeps fewer promises than the team’s own spread explains',
  failureTitle: 'Some reps answer outside the spread of the team',
  why: 'The variance tells where the process breaks. A league table does not: among twelve equally good reps somebody looks terrible in most quarters.',
  how: 'Share of promises kept on the rep’s own clock (from his assignment), compared with what the team keeps on the same policies: exact binomial limits at 99.8%, widened for overdispersion from ten reps on (METHODS 1.7). Everything inside is not distinguishable from the team.',
  misleads: 'Part-time, territory and shift differ; the policies are taken into account, the hours of arrival are not.',
  remedy: 'Ask before you judge: load, absence, the tool, the territory. Then look at this rep’s leads in the list.',
  needs: ['activities', 'leads.owner or owner_history'],
  asks: 'sla',
  gates: ['G1', 'G5', 'G8', 'G13', 'G15', 'G16'],
  settings: z.object({level: level('warn'), min_leads: minLeads(10)}),
  sql: /* sql */ `
    with
    promised as (
        select
            lead_id,
            first_human_owner as owner,
            policy_no,
            outcome,
            sla_within,
            case when sla_clock = 'calendar' then rep_wall else rep_business end as elapsed,
            case when sla_clock = 'calendar' then rep_follow_wall else rep_follow_business end as followed
        from handoffs
        where on_curve and on_rep_clock and policy_no is not null and first_human_owner is not null
            and sla_state != 'closed_untouched_in_window'
    ),

    due as (
        select *, coalesce(elapsed <= sla_within, false) as kept
        from promised
        where followed > sla_within
    )

    select
        owner,
        policy_no,
        count(*)::integer as n,
        count(*) filter (kept)::integer as kept,
        concerned(lead_id, not kept) as leads
    from due
    group by owner, policy_no
    order by owner, policy_no`,
  row: ROW,
  judge(rows, {settings, trust, person}) {
    const reps = repsOf(rows).filter(({n}) => n >= settings.min_leads);
    const pooled = rate(rows.map(({kept, n}) => ({x: kept, n})));
    const phi = pooled === null ? 1 : overdispersion(reps, pooled);
    return reps.flatMap(({owner, n, x, expected, count, ids}) => {
      const usual = expected / n;
      if (reps.length < 2 || usual <= 0 || usual >= 1) return [];
      const {low, high} = funnelLimits(n, usual, OUTSIDE, phi);
      if (x >= low) return [];
      return [
        {
          level: settings.level,
          strength: trust,
          subject: owner,
          text: `${person(owner)} kept ${shareText(x, n)} of the promises from assignment on; with the same leads the team keeps ${percent(usual)}, and chance explains down to ${percent(low / n)}.`,
          value: x / n,
          threshold: low / n,
          n,
          interval: {low: low / n, high: high / n, method: 'funnel 99.8%'},
          leads: {count, ids: ids.toSorted().slice(0, 1000)},
        },
      ];
    });
  },
});

function repsOf(rows: readonly z.output<typeof ROW>[]): Rep[] {
  const rates = new Map<number, number>();
  for (const policy of new Set(rows.map(({policy_no}) => policy_no))) {
    const counted = rows.filter(({policy_no}) => policy_no === policy).map(({kept, n}) => ({x: kept, n}));
    rates.set(policy, rate(counted) ?? 0);
  }
  const reps = new Map<string, Rep>();
  for (const {owner, policy_no, n, kept, leads} of rows) {
    const rep = reps.get(owner) ?? {owner, n: 0, x: 0, expected: 0, count: 0, ids: []};
    reps.set(owner, {
      owner,
      n: rep.n + n,
      x: rep.x + kept,
      expected: rep.expected + n * (rates.get(policy_no) ?? 0),
      count: rep.count + leads.count,
      ids: [...rep.ids, ...leads.ids],
    });
  }
  return [...reps.values()];
}

function rate(counted: readonly {x: number; n: number}[]): number | null {
  const n = counted.reduce((sum, part) => sum + part.n, 0);
  return n === 0 ? null : counted.reduce((sum, part) => sum + part.x, 0) / n;
}
