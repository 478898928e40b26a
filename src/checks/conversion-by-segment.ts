import {z} from 'zod';
import {percent} from '../words.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {type Counted, scan} from './scan.ts';
import {level, minLeads} from './settings.ts';
import {shareText} from './threshold.ts';

const ROW = z.object({
  dimension: z.string(),
  segment: z.string(),
  source: z.string().nullable(),
  n: z.int(),
  x: z.int(),
  leads: LEADS,
});
type Row = z.output<typeof ROW>;

interface Segment extends Counted {
  dimension: string;
  segment: string;
  strata: readonly Row[];
  leads: {count: number; ids: string[]};
}

export default defineCheck({
  id: 'conversion-by-segment',
  family: 'funnel',
  title: 'Leads of all segments convert alike',
  failureTitle: 'Some segments convert differently from the rest',
  why: 'Where conversion differs, the definition treats unlike leads alike: the place to look for what an MQL should be. It is a question, not a fault.',
  how: 'MQL to SQL at the horizon, each source, team and country against the rest of its kind: Fisher’s exact test, Benjamini-Hochberg at q = 0.10 over all of them, and a difference of 5 points or a factor of 1.5 (METHODS 0.8). A team or country whose difference turns round within sources is not raised (METHODS 3.5).',
  misleads: 'A segment that is called late converts late; see response-by-source before you call it bad.',
  remedy: 'Look at the leads of the segment with both teams, then try the change with handoff diff.',
  needs: ['leads.sql_at or leads.converted_at or stage_history or opportunities'],
  gates: [],
  settings: z.object({level: level('info'), min_leads: minLeads(30)}),
  sql: /* sql */ `
    with
    matured as (
        select
            h.lead_id,
            h.source,
            h.team,
            h.country,
            coalesce(epoch_us(h.sql_time) - epoch_us(coalesce(h.mql_at, h.start_at)) <= s.mql_to_sql_us, false) as converted
        from handoffs h
        cross join def_settings s
        where h.matured
    ),

    segments as (
        select 'source' as dimension, source as segment, null as source, lead_id, converted from matured
        union all
        select 'team', team, source, lead_id, converted from matured
        union all
        select 'country', country, source, lead_id, converted from matured
    )

    select
        dimension,
        segment,
        source,
        count(*)::integer as n,
        count(*) filter (converted)::integer as x,
        concerned(lead_id, not converted) as leads
    from segments
    where segment is not null
    group by dimension, segment, source
    order by dimension, segment, source`,
  row: ROW,
  unasked: ({horizons}) =>
    horizons.mql_to_sql === null ? 'there is too little history to say how long an SQL takes' : null,
  judge(rows, {settings, trust}) {
    const segments = segmentsOf(rows);
    const kinds = new Map<string, Counted>();
    for (const {dimension, x, n} of segments) {
      const kind = kinds.get(dimension) ?? {x: 0, n: 0};
      kinds.set(dimension, {x: kind.x + x, n: kind.n + n});
    }
    const rest = ({dimension, x, n}: Segment) => {
      const kind = kinds.get(dimension) ?? {x, n};
      return {x: kind.x - x, n: kind.n - n};
    };
    const differences = scan(segments, {rest, min_leads: settings.min_leads});
    return segments.flatMap((segment, index) => {
      const found = differences[index];
      if (!found || turnsRound(segment, rows, found.difference)) return [];
      return [
        {
          level: settings.level,
          strength: trust,
          subject: `${segment.dimension} ${segment.segment}`,
          text: `${shareText(segment.x, segment.n)} of leads of ${segment.dimension} ${segment.segment} became SQLs, ${percent(found.rest)} of the rest.`,
          value: found.share,
          threshold: found.rest,
          n: segment.n,
          interval: found.interval,
          leads: {count: segment.leads.count, ids: segment.leads.ids.toSorted().slice(0, 1000)},
        },
      ];
    });
  },
});

function segmentsOf(rows: readonly Row[]): Segment[] {
  const strata = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.dimension, row.segment]);
    strata.set(key, [...(strata.get(key) ?? []), row]);
  }
  return [...strata.values()].map(parts => {
    const [{dimension, segment}] = parts as [Row];
    const leads = {
      count: parts.reduce((sum, {leads}) => sum + leads.count, 0),
      ids: parts.flatMap(({leads}) => leads.ids),
    };
    return {dimension, segment, x: total(parts, 'x'), n: total(parts, 'n'), strata: parts, leads};
  });
}

/** METHODS 3.5: does the difference change its sign once the mix of sources is the same on both sides? */
function turnsRound({dimension, segment, strata}: Segment, rows: readonly Row[], difference: number): boolean {
  if (dimension === 'source') return false;
  let weighted = 0;
  for (const {source, x, n} of strata) {
    const others = rows.filter(row => row.dimension === dimension && row.segment !== segment && row.source === source);
    const rest = {x: total(others, 'x'), n: total(others, 'n')};
    if (rest.n > 0) weighted += (n + rest.n) * (x / n - rest.x / rest.n);
  }
  return weighted * difference < 0;
}

function total(counted: readonly Counted[], what: 'x' | 'n'): number {
  return counted.reduce((sum, part) => sum + part[what], 0);
}
