import {subjectsOf} from '../checks/about.ts';
import {CHECKS} from '../checks/list.ts';
import type {LoadedDefinitions} from '../definitions/load.ts';
import type {Finding} from '../result.ts';

/** Each finding with what of the definitions it is about: the narrowest that any of the files says. */
export function placed(findings: readonly Finding[], {definitions, place}: LoadedDefinitions): Finding[] {
  const checks = new Map(CHECKS.map(check => [check.id, check]));
  return findings.map(finding => {
    const check = checks.get(finding.check);
    const paths = check === undefined ? [] : subjectsOf(check, finding.subject, definitions);
    return {...finding, place: paths.map(place).find(found => found !== null) ?? null};
  });
}
