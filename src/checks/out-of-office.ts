import {z} from 'zod';
import type {RoutingTarget} from '../definitions/definitions.ts';
import {createAbsences} from '../measures/out-of-office.ts';
import {duration, plural} from '../words.ts';
import {always} from './about.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads} from './settings.ts';

export default defineCheck({
  id: 'out-of-office',
  family: 'routing',
  title: 'Nobody’s leads wait for a colleague to come back',
  failureTitle: 'Leads are handed to people who are away, and wait for them',
  why: 'A buyer does not wait for a holiday to end. The lead looks owned in every list, and nobody else feels responsible.',
  how: 'Leads handed to somebody inside a declared absence (absences); else inside an inferred one: three workdays or more without any outbound while the team worked, of people who else reach out on four of five workdays, and longer than their rhythm explains. Raised for those that nobody touched, took over, or closed before the person was back. Declared ones are counted; inferred ones are likely at most (METHODS 8). Who takes over is compared with routing.out_of_office.',
  misleads:
    'Inferred: training, a trade fair, or work that is not logged looks like absence. Declared: half days and business trips may be no absence at all.',
  remedy: 'Let the CRM skip people who are away, and pass on what they hold to the cover the rules name.',
  needs: ['leads.owner or owner_history', 'absences or activities'],
  about: always('routing', 'out_of_office'),
  reads: ['routing.out_of_office'],
  gates: [],
  settings: z.object({level: level('warn'), min_leads: minLeads(3)}),
  sql: /* sql */ `
    select
        what,
        owner,
        count(*)::integer as n,
        count(*) filter (waited)::integer as waited,
        count(*) filter (passed_on)::integer as passed_on,
        count(*) filter (to_cover)::integer as to_cover,
        (quantile_disc(coalesce(rep_wall, rep_follow_wall), 0.5) filter (waited and on_curve))::bigint as median_wait,
        concerned(lead_id, waited) as leads
    from away_handoffs
    group by what, owner
    order by what, owner`,
  row: z.object({
    what: z.enum(['declared', 'inferred']),
    owner: z.string(),
    n: z.int(),
    waited: z.int(),
    passed_on: z.int(),
    to_cover: z.int(),
    median_wait: z.int().nullable(),
    leads: LEADS,
  }),
  // an absence can be declared, or inferred from who of the team called
  unasked: model =>
    model.has('absences') || (model.has('activities.actor') && model.has('users'))
      ? null
      : 'the export has no absences, and no activities.actor and users to infer them from',
  prepare: createAbsences,
  judge(rows, {settings, gates, model, person}) {
    const hard = (id: string) => gates.get(id)?.state === 'hard';
    return rows
      .filter(({what, waited}) => waited >= settings.min_leads && !(what === 'inferred' && (hard('G1') || hard('G8'))))
      .map(({what, owner, n, waited, passed_on, to_cover, median_wait, leads}) => {
        const inferred = what === 'inferred';
        const away = inferred ? 'seems to have been away (inferred: no outbound while the team worked)' : 'was away';
        const wait =
          median_wait === null ? '' : `, ${waited === 1 ? '' : 'half of them '}for ${duration(median_wait)} or more`;
        const cover = coverText(model.definitions.routing.out_of_office?.to ?? null, passed_on, to_cover);
        return {
          level: settings.level,
          // without a history the present owner is taken to be the first
          strength: inferred || hard('G13') ? ('likely' as const) : ('confirmed' as const),
          subject: inferred ? `${owner} (inferred)` : owner,
          text: `${person(owner)} ${away} when given ${plural(n, 'lead')}; ${waited} waited for the return${wait}. ${cover}`,
          value: waited,
          threshold: 0,
          unit: 'leads' as const,
          n,
          leads,
        };
      });
  },
});

/** What is written about cover, against what was done. */
function coverText(to: RoutingTarget | null, passed_on: number, to_cover: number): string {
  if (to === null)
    return `${plural(passed_on, 'was', 'were')} passed on; the definitions name no cover (routing.out_of_office).`;
  return `${plural(to_cover, 'was', 'were')} passed on to ${to.team ?? to.user ?? to.queue ?? 'the cover'} as written, ${passed_on - to_cover} to somebody else.`;
}
