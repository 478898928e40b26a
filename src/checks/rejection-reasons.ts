import {z} from 'zod';
import {codesDifferByRep, MIN_PER_REP, type Rejections} from '../measures/reason-consistency.ts';
import {percent, plural} from '../words.ts';
import {reason} from './about.ts';
import {type Context, type Draft, defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {above, shareText} from './threshold.ts';
import type {Weighed} from './weighed.ts';

const SETTINGS = z.object({
  level: level('warn'),
  vague: share(0.3, 'share of rejections whose reason says nothing'),
  blank: share(0.3, 'share of rejections without a reason'),
  association: share(0.3, 'bias-corrected Cramér’s V of rep and reason from which the code depends on who rejects'),
  one_button: share(0.8, 'share of one code in a rep’s rejections that looks like a habit'),
  min_leads: minLeads(20),
});

const ROW = z.object({
  actor: z.string().nullable(),
  code: z.string().nullable(),
  vague: z.boolean(),
  n: z.int(),
  leads: LEADS,
});
type Row = z.output<typeof ROW>;

export default defineCheck({
  id: 'rejection-reasons',
  family: 'dispositions',
  title: 'Rejections say why, and the same whoever rejects',
  failureTitle: 'Rejections do not say why',
  why: 'A reason is the only feedback marketing gets. “Low quality” teaches nothing, a blank less, and a code that depends on the rep describes the rep.',
  how: 'Rejected and disqualified handoffs: the share with a vague and with no reason (METHODS 4.2), the association of rep and reason (bias-corrected Cramér’s V, reps with ten or more; METHODS 4.3), and reps who use one code for nearly everything, outside the team’s 99.8% limits.',
  misleads: 'Reps with different territories get different leads, so their reasons may rightly differ.',
  remedy:
    'Agree on five to eight reasons that can be checked on the record, make one of them required, and drop “other”.',
  needs: ['leads.rejected_at or dispositions or stage_history', 'leads.rejection_reason or dispositions.reason'],
  about: reason,
  reads: ['dispositions.reasons'],
  gates: [],
  settings: SETTINGS,
  sql: /* sql */ `
    select
        coalesce(close_actor_id::varchar, owner::varchar) as actor,
        case when reason_blank then null else coalesce(reason_code::varchar, lower(reason)) end as code,
        coalesce(reason_vague and not reason_blank, false) as vague,
        count(*)::integer as n,
        concerned(lead_id, true) as leads
    from handoffs
    where close_kind in ('rejected', 'disqualified')
    group by actor, code, vague
    order by actor, code, vague`,
  row: ROW,
  judge(rows, context) {
    return [
      ...ofShare(
        'vague',
        rows.filter(({vague}) => vague),
        rows,
        context,
      ),
      ...ofShare(
        'blank',
        rows.filter(({code}) => code === null),
        rows,
        context,
      ),
      ...byRep(rows, context),
    ];
  },
});

type Judging = Context<z.output<typeof SETTINGS>>;

function ofShare(
  what: 'vague' | 'blank',
  chosen: readonly Row[],
  rows: readonly Row[],
  {settings, trust, weigh}: Judging,
): Draft[] {
  const found = above(counted(chosen), counted(rows), settings[what], {
    min_leads: settings.min_leads,
    trust,
    weigh,
    of: what,
  });
  if (found === null) return [];
  const says = what === 'vague' ? `a reason that says nothing (${topCodes(chosen)})` : 'no reason at all';
  const text = `${shareText(counted(chosen), counted(rows))} of rejections give ${says}.`;
  return [{level: settings.level, ...found, subject: what, text, leads: leadsOf(chosen)}];
}

function byRep(rows: readonly Row[], {settings, trust, weigh, person, gates}: Judging): Draft[] {
  // METHODS 9: where most rejections have no code, codes cannot be compared
  if (gates.get('G14')?.state === 'hard') return [];
  const coded: Rejections[] = rows.flatMap(({actor, code, n}) =>
    actor === null || code === null ? [] : [{actor, code, n}],
  );
  const {association, habits} = codesDifferByRep(coded, settings);
  weigh(() => weighedAssociation(rows));
  weigh(() => weighedHabit(rows, settings));
  const drafts: Draft[] = [];
  if (association !== null) {
    const text = `The reason depends on who rejects: ${association.reps} reps share the reasons out differently, ${association.v.toFixed(2)} where 0 is all alike and 1 is each his own (Cramér’s V), with a chance of ${association.p < 0.001 ? 'less than 0.001' : association.p.toFixed(3)} were they alike (p).`;
    const {level} = settings;
    drafts.push({
      level,
      strength: trust,
      subject: 'rep-dependent',
      text,
      value: association.v,
      threshold: settings.association,
      unit: 'ratio',
      n: association.n,
      leads: leadsOf(rows.filter(({code}) => code !== null)),
    });
  }
  for (const {actor, code, x, n, usual} of habits) {
    const text = `${person(actor)} gave “${code}” in ${shareText(x, n)} of rejections; the team gives it in ${percent(usual)}.`;
    const leads = leadsOf(rows.filter(row => row.actor === actor && row.code === code));
    drafts.push({
      level: settings.level,
      strength: trust,
      subject: `one-button ${actor}`,
      text,
      value: x / n,
      threshold: usual,
      unit: 'share',
      n,
      leads,
    });
  }
  return drafts;
}

/** Whatever the reasons: two reps have to have enough rejections to be compared. */
function weighedAssociation(rows: readonly Row[]): Weighed {
  const n = [...rejectionsByRep(rows).values()].toSorted((a, b) => b - a)[1] ?? 0;
  const few = `the second of the reps has ${plural(n, 'rejection')}, and fewer than ${MIN_PER_REP} are not compared`;
  return {of: 'association', n, never: n >= MIN_PER_REP ? null : few};
}

/** The outcome that looks the most like a habit: one rep gives one reason, everybody else another. */
function weighedHabit(rows: readonly Row[], limits: {association: number; one_button: number}): Weighed {
  const reps = [...rejectionsByRep(rows)];
  const stands = reps.some(([one]) => {
    const outcome = reps.map(([actor, n]) => ({actor, n, code: actor === one ? 'one' : 'other'}));
    return codesDifferByRep(outcome, limits).habits.length > 0;
  });
  const n = Math.max(0, ...reps.map(([, own]) => own));
  const few = `even who gave one reason ${plural(n, 'time')}, and nobody else did, would not stand out`;
  return {of: 'one_button', n, never: stands ? null : few};
}

function rejectionsByRep(rows: readonly Row[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const {actor, n} of rows) if (actor !== null) counts.set(actor, (counts.get(actor) ?? 0) + n);
  return counts;
}

function counted(rows: readonly Row[]): number {
  return rows.reduce((sum, {n}) => sum + n, 0);
}

function leadsOf(rows: readonly Row[]): Row['leads'] {
  const ids = [...new Set(rows.flatMap(({leads}) => leads.ids))].sort().slice(0, 1000);
  return {count: rows.reduce((sum, {leads}) => sum + leads.count, 0), ids};
}

function topCodes(rows: readonly Row[]): string {
  const byCode = new Map<string, number>();
  for (const {code, n} of rows) byCode.set(code ?? '', (byCode.get(code ?? '') ?? 0) + n);
  const codes = [...byCode].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([code]) => code);
  return codes.slice(0, 3).join(', ');
}
