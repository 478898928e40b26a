import type {Check} from '../checks/define-check.ts';
import {CHECKS} from '../checks/list.ts';
import {nearest, Problem} from '../problem.ts';

/** The check of this id; a mistyped one is answered with the nearest there is. */
export function requireCheck(id: string): Check {
  const check = CHECKS.find(candidate => candidate.id === id);
  if (check !== undefined) return check;
  const near = nearest(id, checkIds());
  throw new Problem(
    `there is no check ${JSON.stringify(id)}${near === null ? '; handoff checks lists them' : `; did you mean ${near}?`}`,
  );
}

/** Asked before anything is read. */
export function requireChecks(ids: readonly string[]): void {
  for (const id of ids) requireCheck(id);
}

export function checkIds(): string[] {
  return CHECKS.map(({id}) => id);
}
