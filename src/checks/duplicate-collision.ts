import {z} from 'zod';
import {grouped, plural} from '../words.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {count, level, seconds} from './settings.ts';

export default defineCheck({
  id: 'duplicate-collision',
  family: 'routing',
  title: 'No buyer is called by two reps at once',
  failureTitle: 'Buyers are called by two reps about the same thing',
  why: 'Nothing tells a buyer faster that a company does not know itself than two reps in one week.',
  how: 'Leads that share an email (see duplicates) whose human outreach comes from two different people within a week of each other. Counted, not estimated.',
  misleads: 'A handover from one rep to the next within the week looks the same.',
  remedy: 'Merge these first and agree whose buyer it is; then let routing look for an existing owner.',
  needs: ['leads.email', 'activities.actor'],
  gates: [],
  settings: z.object({
    level: level('warn'),
    within: seconds(604_800, 'time between the touches of two people that is a collision'),
    min_people: count(3, 'fewer people than this raise nothing'),
  }),
  sql: /* sql */ `
    with
    doubled as (
        select l.lead_key, l.lead_id, l.email_key
        from stg_leads l
        join population p using (lead_key)
        where l.email_key is not null and p.step not in ('merged', 'after_cutoff') and p.step not like 'excluded:%'
        qualify count(*) over (partition by l.email_key) > 1
    ),

    -- two people within a week of each other are also neighbours in time somewhere between
    touches as (
        select
            d.email_key,
            a.actor_id,
            a.at as moment,
            lag(a.actor_id) over following as previous_actor,
            lag(a.at) over following as previous_moment
        from stg_activities a
        join doubled d using (lead_key)
        where a.counts and a.actor_id is not null
        window following as (partition by d.email_key order by a.at, a.row_id)
    ),

    collisions as (
        select distinct email_key
        from touches
        where actor_id != previous_actor and epoch_us(moment) - epoch_us(previous_moment) <= $within::bigint * 1000000
    )

    select
        (select count(distinct email_key) from doubled)::integer as people,
        count(distinct email_key)::integer as collided,
        concerned(lead_id, true) as leads
    from doubled
    join collisions using (email_key)
    order by people`,
  row: z.object({people: z.int(), collided: z.int(), leads: LEADS}),
  judge(rows, {settings}) {
    return rows
      .filter(({collided}) => collided >= Math.max(1, settings.min_people))
      .map(({people, collided, leads}) => ({
        level: settings.level,
        strength: 'confirmed' as const,
        text: `${plural(collided, 'person', 'people')} of the ${grouped(people)} with several leads ${collided === 1 ? 'was' : 'were'} touched by two reps within a week.`,
        value: collided,
        threshold: 0,
        unit: 'count' as const,
        n: people,
        leads,
      }));
  },
});
