import {z} from 'zod';
import {plural} from '../words.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {above, shareText} from './threshold.ts';

export default defineCheck({
  id: 'duplicates',
  family: 'routing',
  title: 'A person is one lead',
  failureTitle: 'The same person is several leads',
  why: 'Duplicates split a buyer’s history, inflate every count of marketing, and send two reps to one person.',
  how: 'Leads that share an email (lower case, trimmed, plus-tag stripped) and are not merged, excluded or after the cut-off, MQL or not (METHODS 8). Phone and domain are no key here.',
  misleads: 'Shared mailboxes (info@) make different people look like one.',
  remedy: 'Merge them, and match on email when forms and lists create leads.',
  needs: ['leads.email'],
  gates: [],
  settings: z.object({
    level: level('warn'),
    above: share(0.1, 'share of leads that share an email'),
    min_leads: minLeads(30),
  }),
  sql: /* sql */ `
    with
    counted as (
        select l.lead_id, l.email_key, h.lead_key is not null as touched
        from stg_leads l
        join population p using (lead_key)
        left join (select distinct lead_key from stg_activities where counts) h using (lead_key)
        where l.email_key is not null and p.step not in ('merged', 'after_cutoff') and p.step not like 'excluded:%'
    ),

    clusters as (
        select *, count(*) over (partition by email_key) as size, bool_or(touched) over (partition by email_key) as worked
        from counted
    )

    select
        count(*)::integer as n,
        count(*) filter (size > 1)::integer as doubled,
        (count(distinct email_key) filter (size > 1))::integer as people,
        (count(distinct email_key) filter (size > 1 and not worked))::integer as untouched,
        concerned(lead_id, size > 1) as leads
    from clusters
    order by n`,
  row: z.object({n: z.int(), doubled: z.int(), people: z.int(), untouched: z.int(), leads: LEADS}),
  judge(rows, {settings, trust, model}) {
    return rows.flatMap(({n, doubled, people, untouched, leads}) => {
      const found = above(doubled, n, settings.above, {min_leads: settings.min_leads, trust});
      if (found === null) return [];
      const nobody = model.has('activities')
        ? ` ${plural(untouched, 'person', 'people')} among them nobody touched on any of their leads.`
        : '';
      const text = `${shareText(doubled, n)} of leads share an email with another: they are ${plural(people, 'person', 'people')}.${nobody}`;
      return [{level: settings.level, ...found, text, leads}];
    });
  },
});
