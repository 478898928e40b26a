import {z} from 'zod';
import {
  createRotations,
  type Member,
  type Rotation,
  type RotationRow,
  rotationsOf,
  rotationUnasked,
} from '../measures/rotations.ts';
import {benjaminiHochberg} from '../methods/benjamini-hochberg.ts';
import {grouped} from '../words.ts';
import {rule} from './about.ts';
import {defineCheck, NO_LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {underFloor, type Weighed} from './weighed.ts';

/** METHODS 8: a rotation that works varies less than chance, so this is strong. */
const UNFAIR = 0.01;
/** Standardised residuals beyond it are unusual for one member. */
const UNUSUAL = 2;

export default defineCheck({
  id: 'round-robin',
  family: 'routing',
  title: 'The round robin shares leads out evenly',
  failureTitle: 'The round robin does not share leads out evenly',
  why: 'Who gets fewer leads misses the target, who gets more answers late, and both are judged by numbers the routing made.',
  how: 'First assignments by each rule with distribute: round_robin, against weight and the time each member was there (absences and deactivations out): chi-square, every fair share at least 5, p < 0.01, over all such rules by Benjamini-Hochberg (METHODS 8). The leads of each span are shared out among those present in it. Left out: leads that already had a person, and leads handed to somebody away or outside the rotation. Members are those with a weight above 0; where no weights are kept, those who ever got a lead of the rule.',
  misleads:
    'Shifts and part-time look unfair unless users.weight says so; somebody taken out of the rotation for a while and not exported as absent looks passed over.',
  remedy:
    'Look at the rotation’s settings for those named: weight, cap, skip on the calendar, territory inside the pool.',
  needs: ['leads.owner or owner_history', 'users.team'],
  asks: 'routing',
  about: rule,
  reads: ['routing.rules'],
  gates: [],
  settings: z.object({
    level: level('warn'),
    off_by: share(0.1, 'distance from the fair share, in parts of it, that somebody must have'),
    min_leads: minLeads(30),
  }),
  sql: /* sql */ `
    select rule, owner, assigned, fair_millionths, kept, not_a_member, away
    from rotation_shares
    order by rule_no, owner`,
  row: z.object({
    rule: z.string(),
    owner: z.string(),
    assigned: z.int(),
    fair_millionths: z.int(),
    kept: z.int(),
    not_a_member: z.int(),
    away: z.int(),
  }),
  unasked: rotationUnasked,
  prepare: createRotations,
  judge(rows, {settings, gates, weigh, person}) {
    weigh(() => weighedRotations('off_by', rows, settings));
    weigh(() => weighedRotations('min_leads', rows, settings));
    return unfair(rotationsOf(rows), settings).flatMap(({rule, n, off, fit}) => {
      const named = off
        .toSorted((a, b) => Math.abs(b.residual) - Math.abs(a.residual) || (a.owner < b.owner ? -1 : 1))
        .slice(0, 3)
        .map(({owner, assigned, fair, residual}) => {
          const sign = residual > 0 ? '+' : '−';
          return `${person(owner)} got ${grouped(assigned)} where ${grouped(fair)} were fair (${sign}${Math.abs(residual).toFixed(1)})`;
        });
      return [
        {
          level: settings.level,
          // without a history the present owner is taken to be the first
          strength: gates.get('G13')?.state === 'hard' ? ('likely' as const) : ('confirmed' as const),
          subject: rule,
          text: `${rule} shared out ${grouped(n)} leads unevenly, beyond chance: ${named.join('; ')}. In brackets, standard deviations.`,
          value: fit.chi2 / fit.df,
          threshold: 1,
          unit: 'ratio' as const,
          n,
          leads: NO_LEADS,
        },
      ];
    });
  },
});

interface Asked {
  off_by: number;
  min_leads: number;
}

/** The rotations that are uneven beyond chance, with who is off. */
function unfair(rotations: readonly Rotation[], {off_by, min_leads}: Asked) {
  const enough = rotations.filter(({n}) => n >= min_leads);
  const p = benjaminiHochberg(enough.map(({fit}) => fit?.p ?? null));
  return enough.flatMap(({rule, n, members, fit}, index) => {
    const off = members.filter(member => isOff(member, off_by));
    if (fit === null || (p[index] ?? 1) >= UNFAIR || off.length === 0) return [];
    return [{rule, n, off, fit}];
  });
}

/** The outcome that is the most uneven: one member gets every lead. */
function weighedRotations(of: keyof Asked, rows: readonly RotationRow[], settings: Asked): Weighed {
  const rotations = rotationsOf(rows);
  const n = Math.max(0, ...rotations.map(rotation => rotation.n));
  const uneven = rotations.some(({rule, n: all, members}) =>
    members.some(({owner}) => {
      const own = rows.filter(row => row.rule === rule && members.some(member => member.owner === row.owner));
      const taken = own.map(row => ({...row, assigned: row.owner === owner ? all : 0}));
      return unfair(rotationsOf(taken), settings).length > 0;
    }),
  );
  const few = 'no rotation has two members with a fair share of five leads or more, and less than that tells nothing';
  return {of, n, never: uneven ? null : few, ...underFloor(n, settings.min_leads)};
}

function isOff({assigned, fair, residual}: Member, off_by: number): boolean {
  return Math.abs(residual) >= UNUSUAL && Math.abs(assigned / fair - 1) >= off_by;
}
