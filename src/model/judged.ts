import {type CompiledCriteria, compileCriteria} from '../definitions/criteria.ts';
import type {Criteria, Definitions} from '../definitions/definitions.ts';
import {quoteName, quoteText, type Session, type Values} from '../engine/session.ts';
import type {Export} from '../ingest/export.ts';

/**
 * The company's own criteria, judged as of a moment. A moment is a relation (key, lead_key, at): signals later than `at`
 * do not count; attributes are today's, the export has no history of them (SPEC 13).
 */
export interface Moment {
  /** Name of the relation. */
  relation: string;
  key: string;
}

/** A column of a judged relation: SQL over the compiled criteria, given the compiler for this moment. */
type Column = readonly [name: string, sql: string];

/** Compiles criteria of one moment, collecting bound values and the signals to be counted. */
export interface Judge {
  compile(criteria: Criteria): string;
  /** True where the moment's lead has any value in the field; NULL where the export has no such column. */
  present(field: string): string;
  /** Number of signals of any name up to the moment; NULL where the export has no signals. */
  anySignal(): string;
  /** True once a criterion, or the context, asked for signals. */
  asksForSignals(): boolean;
  readonly values: Values;
  readonly signals: CompiledCriteria['signals'];
}

export function createJudge(definitions: Definitions, source: Export): Judge {
  const fields = fieldColumns(source);
  const named: Record<string, Criteria> = {...definitions.criteria};
  if (definitions.icp !== null) named['icp'] = definitions.icp;
  const values: Record<string, Values[string]> = {};
  const signals: CompiledCriteria['signals'][number][] = [];
  let compiled = 0;
  let askedForAny = false;
  return {
    values,
    signals,
    compile(criteria) {
      const prefix = `c${++compiled}`;
      const result = compileCriteria(criteria, {fields, named, groups: definitions.signals, prefix});
      Object.assign(values, result.values);
      signals.push(...result.signals);
      return `(${result.sql})`;
    },
    present(field) {
      const column = fields.get(field.toLowerCase());
      return column === undefined ? 'null::boolean' : `(${column} is not null)`;
    },
    anySignal() {
      askedForAny = true;
      return 'signal_counts.any_signal';
    },
    asksForSignals: () => askedForAny || signals.length > 0,
  };
}

/** Field names of the definitions, in lower case, to columns of stg_leads. Absent columns are absent: they judge unknown. */
function fieldColumns(source: Export): Map<string, string> {
  const {columns, attributes} = source.tables.leads;
  const names = [...columns, ...attributes];
  const fields = new Map(names.map(name => [name.toLowerCase(), `l.${quoteName(name)}`]));
  // a band speaks where the number is not known
  if (columns.has('employees_range')) fields.set('employees', 'coalesce(l.employees::varchar, l.employees_range)');
  return fields;
}

/** Creates `name`: one row per row of the moment, with the given columns. */
export async function createJudged(
  session: Session,
  name: string,
  moment: Moment,
  judge: Judge,
  columns: readonly Column[],
  joins = '',
): Promise<void> {
  const counts = `${name}_signals`;
  const counted = judge.asksForSignals();
  if (counted) await createSignalCounts(session, counts, moment, judge);
  const selected = columns.map(([column, sql]) => `${sql} as ${quoteName(column)}`).join(',\n    ');
  await session.run(
    `create or replace table ${name} as
     select m.${moment.key},\n    ${selected}
     from ${moment.relation} m
     join stg_leads l using (lead_key)
     ${counted ? `left join ${counts} signal_counts using (${moment.key})` : ''}
     ${joins}`,
    judge.values,
  );
  if (counted) await session.run(`drop table ${counts}`);
}

/** One row per row of the moment: how often each signal of the criteria came up to it, and within its span. */
async function createSignalCounts(session: Session, name: string, moment: Moment, judge: Judge): Promise<void> {
  const {present} = await session.row<{present: boolean}>('select has_signals as present from def_settings');
  const counted = judge.signals.map(({column, names, within}) => {
    const list = names.map(signal => quoteText(asWord(signal))).join(', ');
    const span = within === null ? '' : ` and epoch_us(g.at) >= epoch_us(m.at) - ${within * 1e6}`;
    return present
      ? `count(*) filter (g.signal in (${list || 'null'})${span})::integer as ${column}`
      : `null::integer as ${column}`;
  });
  const any = present ? 'count(g.lead_key)::integer as any_signal' : 'null::integer as any_signal';
  await session.run(
    `create or replace table ${name} as
     select m.${moment.key}, ${[...counted, any].join(', ')}
     from ${moment.relation} m
     left join stg_signals g on g.lead_key = m.lead_key and g.at <= m.at
     group by m.${moment.key}`,
  );
}

/** As ingest spells words: lower case, _ for spaces and dashes. */
function asWord(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}
