import type {Report} from '../result.ts';
import {shortDuration} from '../words.ts';

/** What sets `at risk` apart from what is lost already; nothing where no lead is at risk or the rule is not known. */
export function atRiskText({terms, ledger}: Report): string {
  if (terms.never_after === null || !ledger.some(({family, handoffs}) => family === 'at_risk' && handoffs > 0))
    return '';
  return `At risk is who waits untouched past the promise for ${shortDuration(terms.never_after)} at most; who waits longer counts as lost in follow-up.`;
}

/** `Still open` of the promises counts both. */
export function stillOpenText({terms, measures}: Report): string {
  const open = measures.some(
    ({id, segment, value}) => id === 'sla.state' && segment['state'] === 'breached_open' && value,
  );
  if (terms.never_after === null || !open) return '';
  return `Still open: nobody touched them, however long they have waited; at risk are only those that wait for ${shortDuration(terms.never_after)} at most.`;
}
