import {z} from 'zod';
import {duration, grouped} from '../words.ts';
import {always} from './about.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, seconds, share} from './settings.ts';
import {subjectOf} from './subject.ts';
import {above, shareText} from './threshold.ts';

const ROW = z.object({
  source: z.string().nullable(),
  n: z.int(),
  hidden: z.int(),
  never: z.int(),
  median_gap: z.int().nullable(),
  teams: z.array(z.string()),
  leads: LEADS,
});

export default defineCheck({
  id: 'automated-only',
  family: 'response',
  title: 'No automated reply hides a person who comes late',
  failureTitle: 'An automated reply hides that a person comes late or never',
  why: 'An autoresponder stops the clock of most dashboards. The buyer still waits for somebody to talk to.',
  how: 'Handoffs with an automated touch soon after the start whose first human touch came a long time after it, or never, and past the promise that applies. By source; the median gap between the two, the teams concerned.',
  misleads: 'Newsletters and receipts sent by an integration also count as automated touches.',
  remedy:
    'Keep the acknowledgement, but stop the SLA clock by human outreach only, and route these leads to somebody on duty.',
  needs: ['activities', 'activities.automated or users.kind'],
  asks: 'sla',
  about: always('response', 'automated_counts'),
  reads: ['response', 'sla'],
  gates: ['G1', 'G9', 'G12', 'G15'],
  settings: z.object({
    level: level('warn'),
    above: share(0.2, 'share of a source’s leads answered by a machine while a person came late'),
    quick: seconds(3600, 'an automated touch this soon passes for a response'),
    gap: seconds(14_400, 'time from the automated to the human touch that is long'),
    min_leads: minLeads(20),
  }),
  sql: /* sql */ `
    with
    waited as (
        select
            lead_id,
            source,
            team,
            automated_seconds,
            wall_seconds,
            coalesce(wall_seconds, follow_wall) - automated_seconds as gap,
            coalesce(sla_state in ('breached_late', 'breached_open', 'breached_closed', 'no_sla', 'not_assigned'), true) as broken
        from handoffs
        where on_curve and follow_wall > $gap
    ),

    judged as (
        select *, coalesce(automated_seconds <= $quick and gap > $gap and broken, false) as hides
        from waited
    )

    select
        source,
        count(*)::integer as n,
        count(*) filter (hides)::integer as hidden,
        count(*) filter (hides and wall_seconds is null)::integer as never,
        (quantile_disc(gap, 0.5) filter (hides and wall_seconds is not null))::integer as median_gap,
        coalesce(list_sort(list(distinct team) filter (hides and team is not null)), []::varchar[]) as teams,
        concerned(lead_id, hides) as leads
    from judged
    group by source
    order by source`,
  row: ROW,
  judge(rows, {settings, trust, weigh}) {
    return rows.flatMap(({source, n, hidden, never, median_gap, teams, leads}) => {
      const found = above(hidden, n, settings.above, {min_leads: settings.min_leads, trust, weigh});
      if (found === null) return [];
      const gap = median_gap === null ? '' : ` Where a person came, the median gap was ${duration(median_gap)}.`;
      const nobody = never === 0 ? '' : ` (nobody came to ${grouped(never)} of these ${grouped(hidden)} so far)`;
      const text = `${shareText(hidden, n)} of ${subjectOf(source)} leads got an automated reply within ${duration(settings.quick)} and no person for more than ${duration(settings.gap)} after it, past any promise that applies${nobody}.${gap}${teamsText(teams)}`;
      return [{level: settings.level, ...found, subject: subjectOf(source), text, leads}];
    });
  },
});

function teamsText(teams: readonly string[]): string {
  return teams.length === 0 || teams.length > 5 ? '' : ` Teams: ${teams.join(', ')}.`;
}
