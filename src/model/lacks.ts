import {fieldsOf, signalsOf} from '../definitions/criteria-walk.ts';
import type {Criteria, Definitions} from '../definitions/definitions.ts';
import type {Export} from '../ingest/export.ts';

/** Parts of the definitions that judge every lead. */
export type AskingPart = 'sla' | 'routing' | 'context';

/** By part: what its criteria ask for and the export does not carry, as `leads.source` or `signals`. Nothing can be said without. */
export type Lacks = Readonly<Record<AskingPart, readonly string[]>>;

export function findLacks(definitions: Definitions, source: Export, score_dated: boolean): Lacks {
  const {columns, attributes} = source.tables.leads;
  const carried = new Set(
    [...columns, ...attributes, ...(score_dated ? ['score_at_mql'] : [])].map(name => name.toLowerCase()),
  );
  const named = definitions.icp === null ? definitions.criteria : {...definitions.criteria, icp: definitions.icp};
  const lacking = (fields: readonly string[], signals: boolean) => {
    const absent = fields.filter(field => !carried.has(field.toLowerCase())).map(field => `leads.${field}`);
    return [...new Set([...absent, ...(signals && !source.tables.signals.present ? ['signals'] : [])])].sort();
  };
  const asked = (criteria: readonly (Criteria | null)[]) => {
    const written = criteria.filter(one => one !== null);
    return lacking(
      written.flatMap(one => fieldsOf(one, named)),
      written.some(one => signalsOf(one, named).length > 0),
    );
  };
  const {context, sla, routing} = definitions;
  return {
    sla: asked(sla.map(({when}) => when)),
    routing: asked(routing.rules.map(({when}) => when)),
    context: context === null ? [] : lacking(context.required, context.signals > 0),
  };
}
