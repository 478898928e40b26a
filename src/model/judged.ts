import {type CompiledCriteria, compileCriteria} from '../definitions/criteria.ts';
import type {Criteria, Definitions} from '../definitions/definitions.ts';
import {quoteName, quoteText, type Session, type Values} from '../engine/session.ts';
import type {Export} from '../ingest/export.ts';

/**
 * The company's own criteria, judged as of a moment. A moment is a relation (key, lead_key, at, score_at_mql): signals later
 * than `at` do not count; a field is what it was at `at` where the export has its history, else what it is today (SPEC 13).
 */
export interface Moment {
  /** Name of the relation. */
  relation: string;
  key: string;
}

/** A column of a judged relation: SQL over the compiled criteria, given the compiler for this moment. */
type Column = readonly [name: string, sql: string];

/** What a reader of judged numbers has to know. */
export function fieldsAsOf({tables}: Pick<Export, 'tables'>): string {
  return tables.field_history.present
    ? 'Attributes with a field history are as they were then, others are today’s.'
    : 'Attributes are today’s, only signals are dated.';
}

/** Compiles criteria of one moment, collecting bound values, the signals to be counted and the fields that have a history. */
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
  /** Columns of leads that the criteria asked for; `earlier.v<k>` is what the k-th was where `earlier.d<k>` says that it changed later. */
  readonly dated: readonly string[];
}

export function createJudge(definitions: Definitions, source: Export): Judge {
  const dated: string[] = [];
  const fields = fieldColumns(source, column => asOfMoment(column, dated));
  const named: Record<string, Criteria> = {...definitions.criteria};
  if (definitions.icp !== null) named['icp'] = definitions.icp;
  const values: Record<string, Values[string]> = {};
  const signals: CompiledCriteria['signals'][number][] = [];
  let compiled = 0;
  let askedForAny = false;
  return {
    values,
    signals,
    dated,
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

const SCORE_AT_MQL = 'score_at_mql';

function knowsScoreAtMql({tables: {leads, field_history}}: Export): boolean {
  return leads.columns.has(SCORE_AT_MQL) || (field_history.present && leads.columns.has('score'));
}

/** Field names of the definitions, in any case, to SQL over stg_leads. Absent columns are absent: they judge unknown. */
function fieldColumns(source: Export, asOf: (column: string) => string): {get(field: string): string | undefined} {
  const {leads, field_history} = source.tables;
  const names = new Map([...leads.columns, ...leads.attributes].map(name => [name.toLowerCase(), name]));
  const sqlOf = (field: string) => {
    // exported, or known from the history of `score`
    if (field === SCORE_AT_MQL) return knowsScoreAtMql(source) ? `m.${SCORE_AT_MQL}` : undefined;
    const name = names.get(field);
    return name === undefined ? undefined : field_history.present ? asOf(name) : `l.${quoteName(name)}`;
  };
  return {
    get(field) {
      const value = sqlOf(field.toLowerCase());
      // a band speaks where the number is not known
      if (field.toLowerCase() !== 'employees' || !leads.columns.has('employees_range')) return value;
      return `coalesce(${value ?? 'null'}::varchar, ${sqlOf('employees_range')})`;
    },
  };
}

function asOfMoment(column: string, dated: string[]): string {
  if (!dated.includes(column)) dated.push(column);
  const place = dated.indexOf(column) + 1;
  return `(case when earlier.d${place} then earlier.v${place} else l.${quoteName(column)}::varchar end)`;
}

/** Creates `name`: one row per row of the moment, with the given columns; where there are `truths`, over them, each judged once. */
export async function createJudged(
  session: Session,
  name: string,
  moment: Moment,
  judge: Judge,
  columns: readonly Column[],
  {joins = '', truths = []}: {joins?: string; truths?: readonly Column[]} = {},
): Promise<void> {
  const counts = `${name}_signals`;
  const counted = judge.asksForSignals();
  if (counted) await createSignalCounts(session, counts, moment, judge);
  const fields = `${name}_fields`;
  const dated = judge.dated.length > 0;
  if (dated) await createFieldsThen(session, fields, moment, judge.dated);
  const select = (selected: readonly Column[], from: string) =>
    `select ${[moment.key, ...selected.map(([column, sql]) => `${sql} as ${quoteName(column)}`)].join(',\n    ')}\nfrom ${from}`;
  const judged = `${moment.relation} m
     join stg_leads l using (lead_key)
     ${counted ? `left join ${counts} signal_counts using (${moment.key})` : ''}
     ${dated ? `left join ${fields} earlier using (${moment.key})` : ''}
     ${joins}`;
  await session.run(
    `create or replace table ${name} as
     ${truths.length === 0 ? select(columns, judged) : select(columns, `(${select(truths, judged)})`)}`,
    judge.values,
  );
  if (counted) await session.run(`drop table ${counts}`);
  if (dated) await session.run(`drop table ${fields}`);
}

/**
 * One row per row of the moment whose lead had a field changed later: until the first such change it was the change's old value,
 * `v<k>` where `d<k>`, of the k-th field.
 */
export async function createFieldsThen(
  session: Session,
  name: string,
  moment: Moment,
  fields: readonly string[],
): Promise<void> {
  const columns = fields.map((field, index) => {
    const changed = `field = ${quoteText(field.toLowerCase())}`;
    return `bool_or(${changed}) as d${index + 1}, max(old_value) filter (${changed}) as v${index + 1}`;
  });
  await session.run(
    `create or replace table ${name} as
     with next_changes as (
         select m.${moment.key}, h.field, h.old_value
         from ${moment.relation} m
         join stg_field_history h on h.lead_key = m.lead_key and h.at > m.at
         where h.field in (${fields.map(field => quoteText(field.toLowerCase())).join(', ')})
         qualify row_number() over (partition by m.${moment.key}, h.field order by h.at, h.row_id) = 1
     )
     select ${moment.key}, ${columns.join(', ')}
     from next_changes
     group by ${moment.key}`,
  );
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
