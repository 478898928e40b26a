import type {Definitions} from '../definitions/definitions.ts';
import type {Path} from '../definitions/diagnostics.ts';
import type {Check} from './define-check.ts';

type About = (subject: string, definitions: Definitions) => Path;

/** A policy by its name, else all of them. */
export const policy: About = (subject, {sla}) => named(['sla'], sla, subject);

/** A routing rule by its name, else all of them. */
export const rule: About = (subject, {routing}) => named(['routing', 'rules'], routing.rules, subject);

/** A reason by its code, else all of them. */
export const reason: About = (subject, {dispositions}) =>
  dispositions.reasons.some(({code}) => code === subject)
    ? ['dispositions', 'reasons', subject]
    : ['dispositions', 'reasons'];

/** Always the same place. */
export function always(...path: Path): About {
  return () => path;
}

function named(list: Path, items: readonly {name: string}[], name: string): Path {
  const index = items.findIndex(item => item.name === name);
  return index < 0 ? list : [...list, index];
}

/** Where a family's promises and thresholds stand; a score has no section. */
const SECTIONS: Readonly<Record<Check['family'], Path | null>> = {
  response: ['response'],
  sla: ['sla'],
  funnel: ['funnel'],
  dispositions: ['dispositions'],
  routing: ['routing'],
  definitions: ['stages'],
  context: ['context'],
  pipeline: ['funnel'],
  score: null,
};

/** What a finding may be about, the narrowest first: what the check names, its settings, the section of its family. */
export function subjectsOf({id, family, about}: Check, subject: string, definitions: Definitions): Path[] {
  const section = SECTIONS[family];
  return [
    ...(about === undefined ? [] : [about(subject, definitions)]),
    ['checks', id],
    ...(section === null ? [] : [section]),
  ];
}
