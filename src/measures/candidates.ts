import {readFileSync} from 'node:fs';
import {parse} from 'yaml';
import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import {createSmallTable} from '../model/small-table.ts';
import {packagePath, readSql} from '../package-files.ts';
import type {Measure} from '../result.ts';
import {countOf} from './measure.ts';
import {type Gates, measureUnder, standing} from './needs.ts';
import {once} from './once.ts';

/** Jaro-Winkler of the whole names, from 0 to 1: the level at which record linkage usually calls two names close. */
const ALIKE = 0.92;
/** A phone of more people than this is a switchboard or a placeholder. */
const MOST_PEOPLE = 5;
/** A domain or company of more leads than this is a provider of mailboxes or a placeholder; comparing costs the square. */
const MOST_AT_PLACE = 2000;

interface Lists {
  freemail: string[];
  role: string[];
  company_forms: string[];
  calling: Record<string, {code: number; trunk?: number | string; names: string[]}>;
}

/**
 * `duplicate_candidates`: leads that may be one person although no email says so, by phone (E.164), by name at one domain, or by
 * name at one company where there is no email. `rules/duplicates.yaml` has the lists it reads.
 */
export async function createCandidates(session: Session): Promise<void> {
  const {freemail, role, company_forms, calling} = parse(
    readFileSync(packagePath('rules/duplicates.yaml'), 'utf8'),
  ) as Lists;
  const words = [...freemail.map(word => ({list: 'freemail', word})), ...role.map(word => ({list: 'role', word}))];
  await createSmallTable(session, 'def_duplicate_word', {list: 'varchar', word: 'varchar'}, words);
  const countries = Object.entries(calling).flatMap(([letters, {code, trunk = null, names}]) =>
    [letters.toLowerCase(), ...names].map(country => ({country, code, trunk})),
  );
  await createSmallTable(session, 'def_calling', {country: 'varchar', code: 'varchar', trunk: 'varchar'}, countries);
  await session.run(`create or replace table duplicate_pairs as\n${readSql('measures/duplicate_pairs')}`, {
    alike: ALIKE,
    most_people: MOST_PEOPLE,
    most_at_place: MOST_AT_PLACE,
    company_form: `( (${company_forms.join('|')}))+$`,
  });
  await session.run(`create or replace table duplicate_people as\n${readSql('measures/duplicate_people')}`);
  await joinClusters(session);
  await session.run(CANDIDATES);
}

/** `duplicate_clusters`: every person with the lowest number that pairs lead to; a few passes, as clusters are small. */
async function joinClusters(session: Session): Promise<void> {
  await session.run(EDGES);
  await session.run(
    'create or replace table duplicate_clusters as select distinct here as person, here as cluster from duplicate_edges',
  );
  for (let moved = 1; moved > 0; ) {
    await session.run(LOWER);
    ({moved} = await session.row<{moved: number}>(
      'select count(*) filter (moved)::integer as moved from duplicate_clusters',
    ));
  }
}

const EDGES = /* sql */ `
  create or replace table duplicate_edges as
  with
  pairs as (
      select a.person as one, b.person as other
      from duplicate_pairs p
      join duplicate_people a on a.lead_key = p.one
      join duplicate_people b on b.lead_key = p.other
      where a.person != b.person
  )

  select one as here, other as there from pairs
  union
  select other, one from pairs`;

const LOWER = /* sql */ `
  create or replace table duplicate_clusters as
  with
  neighbours as (
      select e.here as person, min(c.cluster) as cluster
      from duplicate_edges e
      join duplicate_clusters c on c.person = e.there
      group by e.here
  )

  select c.person, least(c.cluster, n.cluster) as cluster, n.cluster < c.cluster as moved
  from duplicate_clusters c
  join neighbours n using (person)`;

const CANDIDATES = /* sql */ `
  create or replace table duplicate_candidates as
  with
  keys as (
      select
          l.person,
          bool_or(p.key = 'phone') as by_phone,
          bool_or(p.key = 'domain_name') as by_domain_name,
          bool_or(p.key = 'company_name') as by_company_name
      from (select key, unnest([one, other]) as lead_key from duplicate_pairs) p
      join duplicate_people l using (lead_key)
      group by l.person
  )

  select l.lead_key, l.lead_id, l.person, c.cluster, k.by_phone, k.by_domain_name, k.by_company_name
  from duplicate_people l
  join duplicate_clusters c using (person)
  join keys k using (person)
  order by l.lead_key`;

/** For the measures and the checks: made once in a run. */
export async function ensureCandidates(session: Session, model: Model): Promise<void> {
  await once(model, 'duplicate_candidates', () => createCandidates(session));
}

const KEYS = [
  {key: 'phone', columns: ['leads.phone']},
  {key: 'domain_name', columns: ['leads.first_name', 'leads.last_name', 'leads.email or leads.domain']},
  {key: 'company_name', columns: ['leads.first_name', 'leads.last_name', 'leads.company']},
];

interface Row {
  key: string | null;
  leads: number;
  clusters: number;
  people: number;
  all_leads: number;
}

/** `routing.duplicates {what: candidate_clusters, candidate_leads}`: all, and by the key that joins them (METHODS 8). */
export async function measureCandidates(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const blanks = (key?: string) =>
    ['candidate_clusters', 'candidate_leads'].map(what => ({
      id: 'routing.duplicates',
      unit: 'count' as const,
      segment: key === undefined ? {what} : {what, key},
    }));
  const known = KEYS.map(({key, columns}) => ({key, state: standing({columns}, model, gates)}));
  const some = known.some(({state}) => state.status !== 'not_measurable');
  const any = standing(
    {missing: some ? null : 'add leads.phone, or leads.first_name and leads.last_name, to the export'},
    model,
    gates,
  );
  if (some) await ensureCandidates(session, model);
  const rows = some ? await session.rows<Row>(COUNTS) : [];
  const counted = (key?: string) => {
    const row = rows.find(row => row.key === (key ?? null)) as Row;
    return blanks(key).map(({id, segment}) =>
      segment.what === 'candidate_clusters'
        ? countOf(id, segment, row.clusters, row.people)
        : countOf(id, segment, row.leads, row.all_leads),
    );
  };
  const measures = [await measureUnder(any, blanks(), () => counted())];
  for (const {key, state} of known) measures.push(await measureUnder(state, blanks(key), () => counted(key)));
  return measures.flat();
}

const COUNTS = /* sql */ `
  with
  counted as (
      select l.email_key
      from stg_leads l
      join population p using (lead_key)
      where p.step not in ('after_cutoff', 'merged') and p.step not like 'excluded:%'
  ),

  whole as (
      select
          count(*)::integer as all_leads,
          (count(distinct email_key) + count(*) filter (email_key is null))::integer as people
      from counted
  ),

  keyed as (
      select null as key, lead_key, cluster from duplicate_candidates
      union all
      select 'phone', lead_key, cluster from duplicate_candidates where by_phone
      union all
      select 'domain_name', lead_key, cluster from duplicate_candidates where by_domain_name
      union all
      select 'company_name', lead_key, cluster from duplicate_candidates where by_company_name
  )

  select k.key, count(lead_key)::integer as leads, count(distinct cluster)::integer as clusters, people, all_leads
  from (select unnest([null, 'phone', 'domain_name', 'company_name']) as key) k
  cross join whole
  left join keyed on keyed.key is not distinct from k.key
  group by k.key, people, all_leads
  order by k.key`;
