import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import type {Measure} from '../result.ts';
import {estimate, shareOf} from './measure.ts';
import {type Gates, measureUnder, outreachCautions, standing} from './needs.ts';
import {associationOf, type Rejections} from './reason-consistency.ts';
import {CLOSES, REASONS} from './reasons.ts';

/** `dispositions.consistency` (METHODS 4.3), and `.attempts` and `.underworked` of reasons that claim some (METHODS 4.4). */
export async function measureForensics(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const {reasons} = model.definitions.dispositions;
  const claims = new Map(
    reasons.flatMap(({code, needs_attempts: needed}) => (needed === null ? [] : [[code, needed]])),
  );
  const actors = 'dispositions.actor or leads.owner or owner_history';
  const compared = standing({columns: [CLOSES, REASONS, actors], gates: ['G14']}, model, gates);
  const counted = standing(
    {
      columns: [CLOSES, REASONS, 'activities'],
      gates: ['G8', 'G9', 'G15'],
      missing: claims.size === 0 ? 'no reason claims attempts: write needs_attempts under dispositions.reasons' : null,
      cautions: outreachCautions(model),
    },
    model,
    gates,
  );
  return [
    await measureUnder(compared, [{id: 'dispositions.consistency', unit: 'ratio', segment: {what: 'v'}}], () =>
      consistencyMeasures(session),
    ),
    await measureUnder(
      counted,
      [
        {id: 'dispositions.attempts', unit: 'count'},
        {id: 'dispositions.underworked', unit: 'share'},
      ],
      () => attemptMeasures(session, claims),
    ),
  ].flat();
}

/** Does the code depend on who rejects? Bias-corrected Cramér's V of rep and reason, and the p of its chi-square. */
async function consistencyMeasures(session: Session): Promise<Measure[]> {
  const rows = await session.rows<Rejections>(CODES_BY_REP);
  const found = associationOf(rows);
  const n = found?.n ?? rows.reduce((sum, row) => sum + row.n, 0);
  const measure = (what: 'v' | 'p'): Measure => ({
    ...estimate('dispositions.consistency', {what}, {unit: 'ratio', value: found?.[what] ?? null, n}),
    ...(found === null ? {status: 'small_n', reason: TOO_FEW} : {}),
  });
  return [measure('v'), measure('p')];
}

const TOO_FEW = 'it takes 20 coded rejections, two reps with 10 each, and codes that are not all rare';

const CODES_BY_REP = /* sql */ `
  select
      coalesce(close_actor_id::varchar, owner::varchar) as actor,
      coalesce(reason_code::varchar, lower(trim(reason))) as code,
      count(*)::integer as n
  from handoffs
  where close_kind in ('rejected', 'disqualified') and not reason_blank
      and coalesce(close_actor_id::varchar, owner::varchar) is not null
      and coalesce(reason_code::varchar, lower(trim(reason))) is not null
  group by actor, code
  order by actor, code`;

interface Tried {
  code: string;
  attempts: number;
  reached: boolean;
  n: number;
}

/** "Unreachable" after how many attempts? A lead that was reached needs no more of them. */
async function attemptMeasures(session: Session, claims: ReadonlyMap<string, number>): Promise<Measure[]> {
  const rows = await session.rows<Tried>(ATTEMPTS);
  return [...claims].flatMap(([reason, needed]) => {
    const own = rows.filter(({code}) => code === reason);
    const n = total(own);
    const under = total(own.filter(({attempts, reached}) => attempts < needed && !reached));
    return [
      estimate('dispositions.attempts', {reason}, {unit: 'count', value: medianAttempts(own), n}),
      shareOf('dispositions.underworked', {reason}, under, n),
    ];
  });
}

/** The smallest number of attempts that at least half of them had no more than, of rows in order; null where there are none. */
function medianAttempts(rows: readonly Tried[]): number | null {
  const half = rows.reduce((sum, {n}) => sum + n, 0) / 2;
  let seen = 0;
  for (const {attempts, n} of rows) {
    seen += n;
    if (seen >= half) return attempts;
  }
  return null;
}

function total(rows: readonly Tried[]): number {
  return rows.reduce((sum, {n}) => sum + n, 0);
}

// in order of attempts
const ATTEMPTS = /* sql */ `
  select
      reason_code::varchar as code,
      attempts::integer as attempts,
      first_contact_at is not null as reached,
      count(*)::integer as n
  from handoffs
  where close_kind in ('rejected', 'disqualified') and reason_code is not null
  group by code, attempts, reached
  order by code, attempts, reached`;
