import {z} from 'zod';
import {createRotations, type Member, rotationsOf, rotationUnasked} from '../measures/rotations.ts';
import {benjaminiHochberg} from '../methods/benjamini-hochberg.ts';
import {grouped} from '../words.ts';
import {rule} from './about.ts';
import {defineCheck, NO_LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';

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
  judge(rows, {settings, gates, person}) {
    const rotations = rotationsOf(rows).filter(({n}) => n >= settings.min_leads);
    const p = benjaminiHochberg(rotations.map(({fit}) => fit?.p ?? null));
    return rotations.flatMap(({rule, n, members, fit}, index) => {
      const adjusted = p[index];
      const off = members.filter(member => isOff(member, settings.off_by));
      if (fit === null || adjusted === null || adjusted === undefined || adjusted >= UNFAIR || off.length === 0)
        return [];
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
          n,
          leads: NO_LEADS,
        },
      ];
    });
  },
});

function isOff({assigned, fair, residual}: Member, off_by: number): boolean {
  return Math.abs(residual) >= UNUSUAL && Math.abs(assigned / fair - 1) >= off_by;
}
