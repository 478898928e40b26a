import {z} from 'zod';
import {createRepPromises, type Kept, standardised} from '../measures/rep-promises.ts';
import {funnelLimits, OUTSIDE, overdispersion} from '../methods/funnel-limits.ts';
import {percent} from '../words.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads} from './settings.ts';
import {shareText} from './threshold.ts';
import {underFloor, type Weighed} from './weighed.ts';

const ROW = z.object({
  owner: z.string(),
  policy_no: z.int(),
  n: z.int(),
  kept: z.int(),
  unlogged: z.boolean(),
  leads: LEADS,
});

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
  reads: ['sla', 'response'],
  gates: ['G1', 'G5', 'G8', 'G13', 'G15', 'G16'],
  settings: z.object({level: level('warn'), min_leads: minLeads(10)}),
  prepare: createRepPromises,
  sql: /* sql */ `
    select
        p.owner,
        p.policy_no,
        count(*)::integer as n,
        count(*) filter (p.kept)::integer as kept,
        coalesce(bool_or(l.state in ('soft', 'hard')), false) as unlogged,
        concerned(p.lead_id, not p.kept) as leads
    from rep_promises p
    left join logged_work l on l.team = p.team and not l.whole
    group by p.owner, p.policy_no
    order by p.owner, p.policy_no`,
  row: ROW,
  judge(rows, {settings, trust, weigh, person}) {
    weigh(() => weighedReps(rows, settings.min_leads));
    return belowTheTeam(rows, settings.min_leads).flatMap(({owner, n, x, usual, low, high}) => {
      const unlogged = rows.some(row => row.owner === owner && row.unlogged);
      return [
        {
          level: settings.level,
          strength: unlogged ? 'likely' : trust,
          subject: owner,
          text: `${person(owner)} kept ${shareText(x, n)} of the promises from assignment on; with the same leads the team keeps ${percent(usual)}, and anything down to ${percent(low / n)} could be chance.${unlogged ? UNLOGGED : ''}`,
          value: x / n,
          threshold: low / n,
          unit: 'share' as const,
          n,
          interval: {low: low / n, high: high / n, method: 'funnel 99.8%'},
          leads: brokenBy(owner, rows),
        },
      ];
    });
  },
});

interface Below {
  owner: string;
  n: number;
  x: number;
  /** What the team keeps of the same leads. */
  usual: number;
  /** Limits of what could be chance, in promises. */
  low: number;
  high: number;
}

function belowTheTeam(rows: readonly Kept[], min_leads: number): Below[] {
  const reps = standardised(rows).filter(({n}) => n >= min_leads);
  const phi = overdispersion(reps);
  if (reps.length < 2) return [];
  return reps.flatMap(({owner, n, x, expected}) => {
    const usual = expected / n;
    if (usual <= 0 || usual >= 1) return [];
    const {low, high} = funnelLimits(n, usual, OUTSIDE, phi);
    return x < low ? [{owner, n, x, usual, low, high}] : [];
  });
}

/** Whether anybody could be outside, whatever was kept. */
function weighedReps(rows: readonly Kept[], min_leads: number): Weighed {
  const reps = standardised(rows).toSorted((a, b) => b.n - a.n);
  // two have to be compared, so the second decides
  const n = reps[1]?.n ?? 0;
  const reached = reps.some(({owner}) =>
    worstOutcomes(owner, rows).some(outcome => belowTheTeam(outcome, min_leads).length > 0),
  );
  const inside = 'even who kept no promise while all others kept every one would be inside the spread of the team';
  return {
    of: 'min_leads',
    n,
    never: reached ? null : inside,
    ...underFloor(n, min_leads, {who: 'the second of the reps', unit: 'promise'}),
  };
}

/** The furthest outside: everybody else keeps all, he nothing; under a policy that is mostly his own he is the team, so all or nothing. */
function worstOutcomes(owner: string, rows: readonly Kept[]): Kept[][] {
  const total = (policy: number) => rows.reduce((sum, {policy_no, n}) => sum + (policy_no === policy ? n : 0), 0);
  const policies = rows
    .filter(row => row.owner === owner)
    .toSorted((a, b) => a.n / total(a.policy_no) - b.n / total(b.policy_no))
    .map(({policy_no}) => policy_no);
  return policies.map((_, last) => {
    const broken = policies.slice(0, last + 1);
    return rows.map(row => ({...row, kept: row.owner === owner && broken.includes(row.policy_no) ? 0 : row.n}));
  });
}

const UNLOGGED = ' The team logs too little of its work: see logging-coverage before anybody is blamed.';

function brokenBy(owner: string, rows: readonly z.output<typeof ROW>[]): {count: number; ids: string[]} {
  const own = rows.filter(row => row.owner === owner);
  const ids = own.flatMap(({leads}) => leads.ids);
  return {count: own.reduce((sum, {leads}) => sum + leads.count, 0), ids: ids.toSorted().slice(0, 1000)};
}
