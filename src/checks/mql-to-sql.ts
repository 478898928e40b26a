import {z} from 'zod';
import {percent, plural, shortDuration} from '../words.ts';
import {type Context, type Draft, defineCheck, LEADS, NO_LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {above, below, shareText} from './threshold.ts';

const SETTINGS = z.object({
  level: level('warn'),
  below: share(0.1, 'conversion under which the definition or the follow-up is in doubt'),
  above: share(
    0.2,
    'conversion over which the definition may be too strict, where later stages get worse at the same time',
  ),
  min_leads: minLeads(30),
});

const ROW = z.object({
  quarter: z.string().nullable(),
  n: z.int(),
  converted: z.int(),
  qualified: z.int(),
  sold: z.int(),
  leads: LEADS,
});
type Row = z.output<typeof ROW>;

export default defineCheck({
  id: 'mql-to-sql',
  family: 'funnel',
  title: 'MQLs become SQLs at a healthy rate',
  failureTitle: 'MQLs become SQLs at an unhealthy rate',
  why: 'Under 10% marketing hands over leads that are none, or sales does not work them; over 20% with a weaker pipeline behind it, the bar is too high or “SQL” means little.',
  how: 'Cohorts: of the handoffs whose MQL is at least the horizon old, the share that reached the SQL stage within it (METHODS 3.2). Younger ones are too young to count. “Too high” only where the later stages of the latest quarter lie below the client’s own median quarter.',
  misleads:
    'The often quoted 13% is about leads and opportunities, not about MQLs; there is no like-for-like benchmark (METHODS 11).',
  remedy:
    'Read it with rejected-untouched and reason-contradicted: they tell follow-up from quality. Then change the definition, with handoff diff.',
  needs: ['leads.sql_at or leads.converted_at or stage_history or opportunities'],
  reads: ['funnel.horizon.mql_to_sql', 'funnel.horizon.sql_to_opportunity'],
  gates: [],
  settings: SETTINGS,
  sql: /* sql */ `
    with
    matured as (
        select
            h.lead_id,
            h.quarter::varchar as quarter,
            coalesce(epoch_us(h.sql_time) - epoch_us(coalesce(h.mql_at, h.start_at)) <= s.mql_to_sql_us, false) as converted,
            coalesce(epoch_us(h.sql_time) <= epoch_us(s.as_of) - s.sql_to_opportunity_us, false) as sql_matured,
            coalesce(epoch_us(h.opportunity_time) - epoch_us(h.sql_time) <= s.sql_to_opportunity_us, false) as sold
        from handoffs h
        cross join def_settings s
        where h.matured
    )

    select
        quarter,
        count(*)::integer as n,
        count(*) filter (converted)::integer as converted,
        count(*) filter (sql_matured)::integer as qualified,
        count(*) filter (sql_matured and sold)::integer as sold,
        concerned(lead_id, not converted) as leads
    from matured
    group by grouping sets ((), (quarter))
    order by quarter`,
  row: ROW,
  unasked: ({horizons}) =>
    horizons.mql_to_sql === null ? 'there is too little history to say how long an SQL takes' : null,
  judge(rows, context) {
    const whole = rows.find(({quarter}) => quarter === null);
    if (whole === undefined) return [];
    return [tooLow(whole, context), tooHigh(whole, rows, context)].filter(draft => draft !== null);
  },
});

type Judge = Context<z.output<typeof SETTINGS>>;

function tooLow({converted, n, leads}: Row, {settings, trust, weigh, model}: Judge): Draft | null {
  // where nobody is an MQL every lead is in the cohort
  const found = below(converted, n, settings.below, {
    min_leads: settings.min_leads,
    trust: model.mql_known ? trust : 'likely',
    weigh,
  });
  if (found === null) return null;
  const text = `${shareText(converted, n)} of handoffs became SQLs within ${horizonText(model)}; healthy is ${percent(settings.below)} and more.`;
  return {level: settings.level, ...found, text, leads};
}

/** METHODS 3.6: raised only together with later stages below the client's own median quarter. */
function tooHigh({converted, n}: Row, rows: readonly Row[], {settings, trust, weigh, model}: Judge): Draft | null {
  const {min_leads} = settings;
  const found = above(converted, n, settings.above, {min_leads, trust, weigh, barred: tooFewQuarters(rows, min_leads)});
  if (found === null || found.strength === 'likely' || !laterStagesWeak(rows, min_leads)) return null;
  const text = `${shareText(converted, n)} of handoffs became SQLs within ${horizonText(model)}, while fewer SQLs than usual became opportunities in the latest quarter: “SQL” may be given too easily, or the MQL bar is too high.`;
  return {level: 'info', ...found, subject: 'high', text, leads: NO_LEADS};
}

/** The latest quarter, and as many earlier ones as a median takes. */
const MIN_QUARTERS = 4;

/** Whatever becomes of the leads, the later stages of so few quarters cannot be called weak. */
function tooFewQuarters(rows: readonly Row[], min_leads: number): string | null {
  const enough = rows.filter(({quarter, n}) => quarter !== null && n >= min_leads).length;
  if (enough >= MIN_QUARTERS) return null;
  return `it is raised only where the latest of ${MIN_QUARTERS} quarters is weak in its later stages, and no more than ${plural(enough, 'quarter')} can have the ${plural(min_leads, 'SQL')} that this takes`;
}

function laterStagesWeak(rows: readonly Row[], min_leads: number): boolean {
  const quarters = rows
    .filter(({quarter, qualified}) => quarter !== null && qualified >= min_leads)
    .map(({sold, qualified}) => sold / qualified);
  const latest = quarters.at(-1);
  if (latest === undefined || quarters.length < MIN_QUARTERS) return false;
  const earlier = quarters.slice(0, -1).sort((a, b) => a - b);
  return latest < (earlier[Math.floor(earlier.length / 2)] as number);
}

function horizonText({horizons}: {horizons: {mql_to_sql: number | null}}): string {
  return shortDuration(horizons.mql_to_sql ?? 0);
}
