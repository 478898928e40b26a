import {z} from 'zod';
import {kitagawa} from '../methods/kitagawa.ts';
import {type Draft, defineCheck, LEADS} from './define-check.ts';
import {type Counted, type Different, scan} from './scan.ts';
import {level, minLeads} from './settings.ts';
import {shareText} from './threshold.ts';

const ROW = z.object({
  dimension: z.string(),
  segment: z.string(),
  strata: z.array(z.object({stratum: z.string(), n: z.int(), x: z.int()})),
  leads: LEADS,
});

interface Segment extends z.output<typeof ROW>, Counted {}

export default defineCheck({
  id: 'conversion-by-segment',
  family: 'funnel',
  title: 'Leads of all segments convert alike',
  failureTitle: 'Some segments convert differently from the rest',
  why: 'Where conversion differs, the definition treats unlike leads alike: the place to look for what an MQL should be. It is a question, not a fault.',
  how: 'MQL to SQL at the horizon, each source, team, country, campaign, routing rule and week against the rest of its kind: Fisher’s exact test, Benjamini-Hochberg at q = 0.10 over all of them, and a difference of 5 points or a factor of 1.5 (METHODS 0.8). Beside it the difference on the same mix of sources and fit, and Kitagawa’s parts; where the sign turns round, that is said and the crude difference is not raised (METHODS 3.5).',
  // 1,000 simulated companies of 1,150 leads in which nothing differs: something was raised in 70 of them
  misleads:
    'A segment that is called late converts late; see response-by-source before you call it bad. One in ten of what is raised may be chance, and where no segment differs at all something is still raised in one audit of fourteen.',
  remedy: 'Look at the leads of the segment with both teams, then try the change with handoff diff.',
  needs: ['leads.sql_at or leads.converted_at or stage_history or opportunities'],
  reads: ['funnel.horizon.mql_to_sql'],
  gates: [],
  settings: z.object({level: level('info'), min_leads: minLeads(30)}),
  sql: /* sql */ `
    with
    matured as (
        select
            h.lead_key,
            h.lead_id,
            h.source,
            h.team,
            h.country,
            h.campaign,
            h.routing_rule as rule,
            h.week::varchar as week,
            case when h.mql_definition then 'meets the MQL definition' when not h.mql_definition then 'does not meet it' end as fit,
            coalesce(h.source, '(blank)') || coalesce(', ' || fit, '') as kind,
            coalesce(epoch_us(h.sql_time) - epoch_us(coalesce(h.mql_at, h.start_at)) <= s.mql_to_sql_us, false) as converted
        from handoffs h
        cross join def_settings s
        where h.matured
    ),

    -- what a segment may differ in without being better or worse: source and fit; of a source or campaign the fit
    segments as (
        select 'source' as dimension, source as segment, coalesce(fit, 'unknown') as stratum, lead_key, lead_id, converted from matured
        union all
        select 'team', team, kind, lead_key, lead_id, converted from matured
        union all
        select 'country', country, kind, lead_key, lead_id, converted from matured
        union all
        select 'campaign', campaign, coalesce(fit, 'unknown'), lead_key, lead_id, converted from matured
        union all
        select 'rule', rule, kind, lead_key, lead_id, converted from matured
        union all
        select 'week', week, kind, lead_key, lead_id, converted from matured
    ),

    counted as (
        select dimension, segment, stratum, count(*)::integer as n, count(*) filter (converted)::integer as x
        from segments
        where segment is not null
        group by dimension, segment, stratum
    ),

    tested as (
        select dimension, segment, list({stratum: stratum, n: n, x: x} order by stratum) as strata, sum(n) >= $min_leads as enough
        from counted
        group by dimension, segment
    ),

    -- a lead with two handoffs is one lead, whatever their sources; by its key, a quarter of what its id would take
    missed as (
        select distinct s.dimension, s.segment, s.lead_key, s.lead_id
        from segments s
        semi join (select * from tested where enough) t using (dimension, segment)
        where not s.converted
    ),

    concerned_leads as (
        select dimension, segment, {count: count(*)::integer, ids: min(lead_id, 1000)} as leads
        from missed
        group by dimension, segment
    )

    select t.dimension, t.segment, t.strata, coalesce(c.leads, {count: 0, ids: []}) as leads
    from tested t
    left join concerned_leads c using (dimension, segment)
    order by t.dimension, t.segment`,
  row: ROW,
  unasked: ({horizons}) =>
    horizons.mql_to_sql === null ? 'there is too little history to say how long an SQL takes' : null,
  judge(rows, {settings, trust, weigh}) {
    const segments = rows.map((row): Segment => ({...row, x: total(row.strata, 'x'), n: total(row.strata, 'n')}));
    const kinds = new Map<string, Counted>();
    for (const {dimension, x, n} of segments) {
      const kind = kinds.get(dimension) ?? {x: 0, n: 0};
      kinds.set(dimension, {x: kind.x + x, n: kind.n + n});
    }
    const rest = ({dimension, x, n}: Segment) => {
      const kind = kinds.get(dimension) ?? {x, n};
      return {x: kind.x - x, n: kind.n - n};
    };
    const differences = scan(segments, {rest, min_leads: settings.min_leads, weigh});
    return segments.flatMap((segment, index) => {
      const found = differences[index];
      return found ? [draftOf(segment, found, likeForLike(segment, segments), settings.level, trust)] : [];
    });
  },
});

/** The crude difference with the like-for-like one beside it; where their signs differ only the latter is said (METHODS 3.5). */
function draftOf(
  {dimension, segment, x, n, leads}: Segment,
  {share, rest, others, difference, interval}: Different,
  like: LikeForLike | null,
  level: Draft['level'],
  strength: Draft['strength'],
): Draft {
  const name = `${dimension} ${segment}`;
  const crude = `${shareText(x, n)} of leads of ${name} became SQLs, ${shareText(others.x, others.n)} of the rest.`;
  const common = {unit: 'share' as const, n, leads};
  if (like === null)
    return {...common, level, strength, subject: name, text: crude, value: share, threshold: rest, interval};
  if (like.standardised * difference < 0)
    return {
      ...common,
      level: 'info',
      strength,
      subject: `mix of ${name}`,
      text: `${turnedRound(name, like)} ${crude}`,
      value: like.standardised,
      threshold: 0,
    };
  const text = `${crude} On the same mix ${signed(like.standardised)} points, not ${signed(difference)}; in parts, mix ${signed(like.mix)}, rate ${signed(like.rate)}.`;
  return {...common, level, strength, subject: name, text, value: share, threshold: rest, interval};
}

function turnedRound(name: string, {standardised, everywhere, moved}: LikeForLike): string {
  const [better, less] = standardised > 0 ? ['more', 'less'] : ['less', 'more'];
  const where = everywhere ? 'In every kind of lead' : 'Like for like';
  return `${where} ${name} converts ${better} than the rest (${signed(standardised)} points on the same mix), and ${less} in all, because its mix is tilted to ${moved}.`;
}

function signed(share: number): string {
  return `${share < 0 ? '-' : '+'}${Math.abs(share * 100).toFixed(1)}`;
}

interface LikeForLike {
  /** The difference at the pooled mix of the strata that both sides have. */
  standardised: number;
  /** Kitagawa's parts of the crude difference. */
  mix: number;
  rate: number;
  /** Of the same sign in each of these strata. */
  everywhere: boolean;
  /** The stratum whose share is the most above that of the rest. */
  moved: string;
}

/** METHODS 3.5; null where there is one stratum, or none that both sides have. */
function likeForLike({dimension, segment, n, strata}: Segment, segments: readonly Segment[]): LikeForLike | null {
  const others = new Map<string, Counted>();
  for (const other of segments) {
    if (other.dimension !== dimension || other.segment === segment) continue;
    for (const row of other.strata) {
      const {x, n} = others.get(row.stratum) ?? {x: 0, n: 0};
      others.set(row.stratum, {x: x + row.x, n: n + row.n});
    }
  }
  const own = new Map(strata.map(row => [row.stratum, row]));
  const shared = strata.flatMap(row => {
    const rest = others.get(row.stratum);
    return rest === undefined ? [] : [{n: row.n + rest.n, gap: row.x / row.n - rest.x / rest.n}];
  });
  const names = new Set([...own.keys(), ...others.keys()]);
  const parts = kitagawa(
    [...others].map(([stratum, counts]) => ({stratum, ...counts})),
    strata,
  );
  if (parts === null || names.size < 2 || shared.length === 0) return null;
  const pooled = shared.reduce((sum, stratum) => sum + stratum.n, 0);
  const standardised = shared.reduce((sum, stratum) => sum + stratum.n * stratum.gap, 0) / pooled;
  const all = [...others.values()].reduce((sum, rest) => sum + rest.n, 0);
  const tilt = (name: string) => (own.get(name)?.n ?? 0) / n - (others.get(name)?.n ?? 0) / all;
  return {
    standardised,
    mix: parts.mix,
    rate: parts.rate,
    everywhere: shared.every(({gap}) => gap * standardised > 0),
    moved: [...names].toSorted((a, b) => tilt(b) - tilt(a) || (a < b ? -1 : 1))[0] ?? '',
  };
}

function total(counted: readonly Counted[], what: 'x' | 'n'): number {
  return counted.reduce((sum, part) => sum + part[what], 0);
}
