import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import type {Measure} from '../result.ts';
import {countOf, shareOf} from './measure.ts';
import {type Gates, measureUnder, standing} from './needs.ts';

/** What shows that a lead was closed. */
export const CLOSES = 'leads.rejected_at or dispositions or stage_history';
export const REASONS = 'leads.rejection_reason or dispositions.reason';

/** Texts outside the taxonomy with a line of their own; the rest share one. */
const MOST_TEXTS = 50;
export const OTHER_TEXTS = '(other texts)';

/** `dispositions.reasons`, `.vague`, `.blank` and `.verified` (METHODS 4.2 and 4.3). */
export async function measureReasons(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const given = standing({columns: [CLOSES, REASONS]}, model, gates);
  const checked = standing({columns: [CLOSES, REASONS], gates: ['G14'], missing: unverifiable(model)}, model, gates);
  return [
    await measureUnder(given, REASON_BLANKS, () => reasonMeasures(session)),
    await measureUnder(checked, [{id: 'dispositions.verified', unit: 'share'}], () => verifiedMeasures(session)),
  ].flat();
}

function unverifiable({definitions}: Model): string | null {
  const checkable = definitions.dispositions.reasons.some(({true_if}) => true_if !== null);
  return checkable ? null : 'no reason can be checked on the data: write true_if under dispositions.reasons';
}

const REASON_BLANKS = [
  {id: 'dispositions.reasons', unit: 'count'},
  {id: 'dispositions.vague', unit: 'share'},
  {id: 'dispositions.blank', unit: 'share'},
] as const;

interface ReasonRow {
  reason: string | null;
  coded: boolean;
  n: number;
  vague: number;
  blank: number;
}

/** Of all rejected and disqualified; recycled leads are neither (SPEC 13, Closes). */
async function reasonMeasures(session: Session): Promise<Measure[]> {
  const rows = await session.rows<ReasonRow>(REASON_COUNTS);
  const n = rows.reduce((sum, row) => sum + row.n, 0);
  const vague = rows.reduce((sum, row) => sum + row.vague, 0);
  const blank = rows.reduce((sum, row) => sum + row.blank, 0);
  const {recycled} = await session.row<{recycled: number}>(
    "select count(*)::integer as recycled from handoffs where close_kind = 'recycled'",
  );
  const excluded = {recycled};
  return [
    ...shortList(rows).map(({reason, n: count}) => countOf('dispositions.reasons', {reason}, count, n, {excluded})),
    shareOf('dispositions.vague', {}, vague, n, {excluded}),
    shareOf('dispositions.blank', {}, blank, n, {excluded}),
  ];
}

/** Codes and blanks all; of other texts the most frequent, the rest in one line, so that the counts still sum. */
export function shortList(rows: readonly ReasonRow[]): {reason: string | null; n: number}[] {
  const texts = rows
    .filter(({coded}) => !coded)
    .toSorted((a, b) => b.n - a.n || (String(a.reason) < String(b.reason) ? -1 : 1));
  const kept = texts.slice(0, MOST_TEXTS);
  const others = texts.slice(MOST_TEXTS).reduce((sum, {n}) => sum + n, 0);
  const rest = others === 0 ? [] : [{reason: OTHER_TEXTS, n: others}];
  return [...rows.filter(({coded}) => coded), ...kept, ...rest];
}

// texts group trimmed and without regard to case, under their most frequent spelling (SPEC 13, Rest)
const REASON_COUNTS = /* sql */ `
  with
  closes as (
      select
          coalesce(reason_code, lower(trim(reason))) as key,
          reason_code is not null or reason_blank as coded,
          coalesce(reason_code, trim(reason)) as spelling,
          reason_vague and not reason_blank as vague,
          reason_blank as blank
      from handoffs
      where close_kind in ('rejected', 'disqualified')
  ),

  spellings as (
      select key, coded, spelling, count(*) as n, count(*) filter (vague) as vague, count(*) filter (blank) as blank
      from closes
      group by key, coded, spelling
  )

  select
      arg_min(spelling, (-n, spelling)) as reason,
      coded,
      sum(n)::integer as n,
      sum(vague)::integer as vague,
      sum(blank)::integer as blank
  from spellings
  group by key, coded
  order by coded desc, reason nulls last`;

const VERDICTS = ['supported', 'contradicted', 'undetermined'] as const;

/** What the lead's own data say of the reason, over all and by reason (METHODS 4.3). */
async function verifiedMeasures(session: Session): Promise<Measure[]> {
  const rows = await session.rows<{whole: boolean; reason: string} & Record<(typeof VERDICTS)[number], number>>(
    VERIFIED,
  );
  return rows.flatMap(({whole, reason, ...counts}) => {
    const n = counts.supported + counts.contradicted + counts.undetermined;
    const segment = whole ? {} : {reason};
    return VERDICTS.map(verdict => shareOf('dispositions.verified', {...segment, verdict}, counts[verdict], n));
  });
}

const VERIFIED = /* sql */ `
  select
      grouping(reason_code) = 1 as whole,
      reason_code as reason,
      count(*) filter (reason_verdict = 'supported')::integer as supported,
      count(*) filter (reason_verdict = 'contradicted')::integer as contradicted,
      count(*) filter (reason_verdict = 'undetermined')::integer as undetermined
  from handoffs
  where close_kind in ('rejected', 'disqualified') and reason_verdict is not null
  group by grouping sets ((), (reason_code))
  order by whole desc, reason`;
