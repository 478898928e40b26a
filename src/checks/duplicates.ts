import {z} from 'zod';
import {ensureCandidates} from '../measures/candidates.ts';
import {grouped, plural} from '../words.ts';
import {type Draft, defineCheck, LEADS} from './define-check.ts';
import {count, level, minLeads, share} from './settings.ts';
import {above, shareText} from './threshold.ts';
import type {Weigh} from './weighed.ts';

const ROW = z.object({
  n: z.int(),
  doubled: z.int(),
  people: z.int(),
  untouched: z.int(),
  leads: LEADS,
  /** Of `duplicate_candidates`. */
  maybe: z.object({
    groups: z.int(),
    by_phone: z.int(),
    by_domain_name: z.int(),
    by_company_name: z.int(),
    candidates: LEADS,
  }),
});
type Row = z.output<typeof ROW>;

interface Asked {
  settings: {level: Draft['level']; above: number; min_leads: number};
  trust: Draft['strength'];
  weigh: Weigh;
  touches: boolean;
}

export default defineCheck({
  id: 'duplicates',
  family: 'routing',
  title: 'A person is one lead',
  failureTitle: 'The same person is several leads',
  why: 'Duplicates split a buyer’s history, inflate every count of marketing, and send two reps to one person.',
  how: 'Leads that share an email (lower case, trimmed, plus-tag stripped) and are not merged, excluded or after the cut-off, MQL or not (METHODS 8). Beside them, as a question only: people with one phone (E.164, by the lead’s country where there is no +), with names alike (Jaro-Winkler 0.92) at one domain (no freemail, no role addresses), or at one company where there is no email. Listed, never counted as duplicates.',
  misleads:
    'Shared mailboxes (info@) make different people look like one; so does a switchboard’s number, or a family name in a family firm.',
  remedy: 'Merge them, and match on email when forms and lists create leads.',
  needs: ['leads.email'],
  gates: [],
  settings: z.object({
    level: level('warn'),
    above: share(0.1, 'share of leads that share an email'),
    min_leads: minLeads(30),
    min_candidates: count(1, 'fewer groups of candidates than this raise nothing'),
  }),
  prepare: ensureCandidates,
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
    ),

    candidates as (
        select
            count(distinct cluster)::integer as groups,
            (count(distinct cluster) filter (by_phone))::integer as by_phone,
            (count(distinct cluster) filter (by_domain_name))::integer as by_domain_name,
            (count(distinct cluster) filter (by_company_name))::integer as by_company_name,
            concerned(lead_id, true) as candidates
        from duplicate_candidates
    )

    select
        count(*)::integer as n,
        count(*) filter (size > 1)::integer as doubled,
        (count(distinct email_key) filter (size > 1))::integer as people,
        (count(distinct email_key) filter (size > 1 and not worked))::integer as untouched,
        concerned(lead_id, size > 1) as leads,
        (select c from candidates c) as maybe
    from clusters
    order by n`,
  row: ROW,
  judge(rows, {settings, trust, weigh, model}) {
    return rows.flatMap(({maybe, ...counted}) => [
      ...exact(counted, {settings, trust, weigh, touches: model.has('activities')}),
      ...candidates(maybe, settings.min_candidates),
    ]);
  },
});

function exact(
  {n, doubled, people, untouched, leads}: Omit<Row, 'maybe'>,
  {settings, trust, weigh, touches}: Asked,
): Draft[] {
  const found = above(doubled, n, settings.above, {min_leads: settings.min_leads, trust, weigh});
  if (found === null) return [];
  const nobody = touches
    ? ` ${plural(untouched, 'person', 'people')} among them nobody touched on any of their leads.`
    : '';
  const text = `${shareText(doubled, n)} of leads share an email with another: they are ${plural(people, 'person', 'people')}.${nobody}`;
  return [{level: settings.level, ...found, text, leads}];
}

/** A question, whatever its number: METHODS 8 wants fifty of them looked at before anybody trusts a key. */
function candidates(maybe: Row['maybe'], min: number): Draft[] {
  const {groups, by_phone, by_domain_name, by_company_name, candidates: leads} = maybe;
  if (groups < Math.max(1, min)) return [];
  const keys = [
    [by_phone, 'by phone'],
    [by_domain_name, 'by name and domain'],
    [by_company_name, 'by name and company'],
  ] as const;
  const by = keys.flatMap(([count, key]) => (count > 0 ? [`${grouped(count)} ${key}`] : []));
  return [
    {
      level: 'info',
      strength: 'likely',
      subject: 'candidates',
      text: `${plural(groups, 'more group')} of leads may each be one person under several emails or none: ${by.join(', ')}. They are in no number.`,
      value: groups,
      unit: 'count',
      n: leads.count,
      leads,
      remedy: 'Look at fifty of them before you trust a key; only then merge, and match on it.',
    },
  ];
}
