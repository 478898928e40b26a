import type {Session} from '../engine/session.ts';
import {type GoodnessOfFit, goodnessOfFit} from '../methods/goodness-of-fit.ts';
import type {Model} from '../model/model.ts';
import {readSql} from '../package-files.ts';
import type {Measure} from '../result.ts';
import {estimate} from './measure.ts';
import {type Gates, measureUnder, standing} from './needs.ts';
import {once} from './once.ts';

/** Who gets the first lead of all later than this after the rule's own first one joined the rotation with it. */
const JOINED_AFTER_DAYS = 14;
/** METHODS 8: below it chi-square is not to be trusted. */
const MIN_EXPECTED = 5;

export interface RotationRow {
  rule: string;
  owner: string;
  assigned: number;
  fair_millionths: number;
  kept: number;
  not_a_member: number;
  away: number;
}

export interface Member {
  owner: string;
  assigned: number;
  /** The leads a fair rotation gives, by weight and the time the member was there. */
  fair: number;
  /** Standardised; beyond +-2 is unusual. */
  residual: number;
}

export interface Rotation {
  rule: string;
  n: number;
  members: readonly Member[];
  /** Null where the members are too few, or too new, to compare. */
  fit: GoodnessOfFit | null;
  excluded: Readonly<Record<string, number>>;
}

/** `rotation_shares`, see its file. */
export async function createRotations(session: Session, model: Model): Promise<void> {
  await once(model, 'rotation_shares', () =>
    session.run(`create or replace table rotation_shares as\n${readSql('measures/rotation_shares')}`, {
      joined_after_days: JOINED_AFTER_DAYS,
    }),
  );
}

/** The rules in order. A member whose fair share is below five is left out with his leads. */
export function rotationsOf(rows: readonly RotationRow[]): Rotation[] {
  return [...new Set(rows.map(({rule}) => rule))].map(rule => {
    const all = rows.filter(row => row.rule === rule);
    const judged = all.filter(({fair_millionths}) => fair_millionths >= MIN_EXPECTED * 1e6);
    const fit = goodnessOfFit(
      judged.map(({assigned}) => assigned),
      judged.map(({fair_millionths}) => fair_millionths),
    );
    const n = judged.reduce((sum, {assigned}) => sum + assigned, 0);
    const shared = judged.reduce((sum, {fair_millionths}) => sum + fair_millionths, 0);
    const members = judged.map(({owner, assigned, fair_millionths}, index) => ({
      owner,
      assigned,
      fair: (n * fair_millionths) / shared,
      residual: fit?.residuals[index] ?? 0,
    }));
    const {kept, not_a_member, away} = all[0] as RotationRow;
    const few = all.filter(row => !judged.includes(row)).reduce((sum, {assigned}) => sum + assigned, 0);
    const sure = fit !== null && fit.min_expected >= MIN_EXPECTED ? fit : null;
    return {rule, n, members, fit: sure, excluded: {kept_owner: kept, not_a_member, away, small_share: few}};
  });
}

/** Why nobody can ask whether a rotation is fair; null where a rule says that leads are shared out. */
export function rotationUnasked({definitions}: Model): string | null {
  return definitions.routing.rules.some(({distribute, to}) => distribute === 'round_robin' && to.team !== undefined)
    ? null
    : 'the definitions have no rule with distribute: round_robin and a team';
}

/**
 * `routing.fairness`: by rule, chi-square over its degrees of freedom: 1 is what chance does, a rotation that works lies
 * below. By rule and owner: the leads got over the fair share.
 */
export async function measureFairness(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  return measureUnder(
    standing(
      {
        columns: ['leads.owner or owner_history', 'users.team'],
        missing: rotationUnasked(model),
        doubts: ['G13'],
        cautions: model.has('absences') ? [] : ['No absences: everybody counts as present; add absences.'],
      },
      model,
      gates,
    ),
    [{id: 'routing.fairness', unit: 'ratio'}],
    async () => {
      await createRotations(session, model);
      const rows = await session.rows<RotationRow>('select * from rotation_shares order by rule_no, owner');
      return rotationsOf(rows).flatMap(({rule, n, members, fit, excluded}) => [
        estimate(
          'routing.fairness',
          {rule},
          {
            unit: 'ratio',
            value: fit === null ? null : fit.chi2 / fit.df,
            n,
            excluded,
            note: fit === null ? 'fewer than two members with a fair share of five leads or more' : null,
          },
        ),
        ...members.map(({owner, assigned, fair}) =>
          estimate(
            'routing.fairness',
            {rule, owner},
            {unit: 'ratio', value: assigned / fair, n: assigned, numerator: assigned, denominator: fair, min_n: 0},
          ),
        ),
      ]);
    },
  );
}
