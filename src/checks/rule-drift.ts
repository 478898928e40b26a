import {z} from 'zod';
import {rule} from './about.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {mergedLeads} from './merged-leads.ts';
import {drifted, practiceOf} from './practice.ts';
import {level, minLeads, share} from './settings.ts';
import {above, shareText} from './threshold.ts';

const ROW = z.object({
  rule: z.string(),
  target: z.string().nullable(),
  week: z.string(),
  /** Where the leads went instead; null where they went to the target. */
  elsewhere: z.string().nullable(),
  to_person: z.boolean(),
  n: z.int(),
  x: z.int(),
  leads: LEADS,
});
type Row = z.output<typeof ROW>;

export default defineCheck({
  id: 'rule-drift',
  family: 'routing',
  title: 'The routing rules are what is practised',
  failureTitle: 'Some routing rules are no longer what is practised',
  why: 'Somebody changed the CRM, or the reps changed it among themselves, and the written rule stayed. Every forecast and every territory is planned with a rule that no longer exists.',
  how: 'Each rule’s leads against its target; surely more than a fifth went elsewhere (METHODS 8). The week of the change is the split of the weeks that divides the two rates best, named only where chance would hardly do it (likelihood ratio, p < 0.01 for all splits tried, 20 points); then the leads since that week are judged. Leads that stray from a rule that is followed are for misrouted.',
  misleads: 'A reorganisation is a change somebody decided: then it is the document that has to follow.',
  remedy: 'Ask what happened in that week, and change the rule or the CRM so that both say the same.',
  needs: ['leads.owner or owner_history'],
  asks: 'routing',
  about: rule,
  reads: ['routing.rules'],
  gates: [],
  settings: z.object({
    level: level('warn'),
    above: share(0.2, 'share of a rule’s leads that surely went elsewhere'),
    min_leads: minLeads(20),
  }),
  sql: /* sql */ `
    with told as (
        select
            r.rule_no,
            r.rule,
            coalesce(r.to_team, r.to_user, r.to_queue) as target,
            r.to_team is null as to_person,
            h.week::varchar as week,
            h.lead_id,
            h.misrouted,
            case when h.misrouted then case when r.to_team is not null then h.team else h.first_human_owner::varchar end end
                as elsewhere
        from def_rule r
        join handoffs h using (rule_no)
        where h.misrouted is not null and h.week is not null
    )

    select
        rule,
        target,
        week,
        elsewhere,
        to_person,
        count(*)::integer as n,
        count(*) filter (misrouted)::integer as x,
        concerned(lead_id, misrouted) as leads
    from told
    group by rule_no, rule, target, week, elsewhere, to_person
    order by rule_no, week, elsewhere`,
  row: ROW,
  unasked: ({definitions}) => (definitions.routing.rules.length === 0 ? 'the definitions have no routing rules' : null),
  judge(rows, {settings, gates, person}) {
    // without a history the present owner is taken to be the first
    const trust = gates.get('G13')?.state === 'hard' ? 'likely' : 'confirmed';
    return [...new Set(rows.map(({rule}) => rule))].flatMap(rule => {
      const own = rows.filter(row => row.rule === rule);
      const practice = practiceOf(weeksOf(own));
      const {since, x, n, before} = practice;
      // had nothing changed, all weeks would be the sample
      const found = above(x, n, settings.above, {
        min_leads: settings.min_leads,
        trust,
        sample: n + (before?.n ?? 0),
      });
      if (found === null || !drifted(practice, settings)) return [];
      const strays = own.filter(row => row.x > 0 && (since === null || row.week >= since));
      const {text: instead, count} = mostly(strays, person);
      const target = own[0]?.target ?? 'its target';
      const history =
        since === null || before === null
          ? `${shareText(x, n)} of its leads do not go to ${target}, and no week stands out in which that began`
          : `since ${since} ${shareText(x, n)} of its leads do not go to ${target}, before it was ${shareText(before.x, before.n)}`;
      const text = `${rule}: ${history}; most of them (${count}) go to ${instead}.`;
      return [{level: settings.level, ...found, subject: rule, text, leads: mergedLeads(strays)}];
    });
  },
});

/** One row per week: those of one week went to several places. */
function weeksOf(rows: readonly {week: string; n: number; x: number}[]) {
  const weeks = new Map<string, {week: string; n: number; x: number}>();
  for (const {week, n, x} of rows) {
    const known = weeks.get(week) ?? {week, n: 0, x: 0};
    weeks.set(week, {week, n: known.n + n, x: known.x + x});
  }
  return [...weeks.values()];
}

function mostly(strays: readonly Row[], person: (id: string) => string): {text: string; count: number} {
  const counts = new Map<string, number>();
  for (const {elsewhere, to_person, x} of strays) {
    const place = elsewhere === null ? 'somebody without a team' : to_person ? person(elsewhere) : elsewhere;
    counts.set(place, (counts.get(place) ?? 0) + x);
  }
  const [most] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return {text: most?.[0] ?? '', count: most?.[1] ?? 0};
}
