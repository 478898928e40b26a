import type {Definitions} from '../definitions/definitions.ts';
import type {Model} from '../model/model.ts';
import type {Finding} from '../result.ts';

/** Why, and how long: an acceptance without a last day is one that nobody will ask about again. */
function reasonOf({because, until}: Definitions['accepted'][number]): string {
  return until === null ? because : `${because} (until ${until})`;
}

/** Marks the findings the company knows and accepts; an acceptance holds up to and including its last day. */
export function holdBack(findings: readonly Finding[], {definitions, as_of}: Model): Finding[] {
  const today = as_of.slice(0, 10);
  const inForce = definitions.accepted.filter(({until}) => until === null || today <= until);
  return findings.map(finding => {
    const acceptance = inForce.find(({finding: key}) => key === finding.key);
    return acceptance === undefined ? finding : {...finding, accepted: reasonOf(acceptance)};
  });
}
