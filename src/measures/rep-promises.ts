import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import {readSql} from '../package-files.ts';
import {once} from './once.ts';

/** `rep_promises`: what the picture and the check of reps are counted from. */
export async function createRepPromises(session: Session, model: Model): Promise<void> {
  await once(model, 'rep_promises', () =>
    session.run(`create or replace view rep_promises as\n${readSql('measures/rep_promises')}`),
  );
}

/** Promises of one rep under one policy. */
export interface Kept {
  owner: string;
  policy_no: number;
  n: number;
  kept: number;
}

/** Promises of one rep, and how many the team's own rates would have kept of them: the same policies are allowed for (METHODS 1.7). */
export interface Standardised {
  owner: string;
  n: number;
  x: number;
  expected: number;
}

/** In the order in which the reps come. */
export function standardised(rows: readonly Kept[]): Standardised[] {
  const rates = new Map<number, number>();
  for (const policy of new Set(rows.map(({policy_no}) => policy_no)))
    rates.set(policy, pooled(rows.filter(({policy_no}) => policy_no === policy)) ?? 0);
  const reps = new Map<string, Standardised>();
  for (const {owner, policy_no, n, kept} of rows) {
    const rep = reps.get(owner) ?? {owner, n: 0, x: 0, expected: 0};
    reps.set(owner, {
      owner,
      n: rep.n + n,
      x: rep.x + kept,
      expected: rep.expected + n * (rates.get(policy_no) ?? 0),
    });
  }
  return [...reps.values()];
}

/** The share that the team keeps; null where nothing is due. */
export function pooled(rows: readonly Kept[]): number | null {
  const n = rows.reduce((sum, row) => sum + row.n, 0);
  return n === 0 ? null : rows.reduce((sum, row) => sum + row.kept, 0) / n;
}
