import type {Values} from '../engine/session.ts';
import {outdented, sqlWords, withLiterals} from '../engine/tokens.ts';
import {runGates} from '../gates/run.ts';
import {type Asked, askedIn} from '../measures/asked.ts';
import type {Gates} from '../measures/needs.ts';
import {FAMILIES} from '../measures/run.ts';
import {toldApart} from '../measures/told-apart.ts';
import {nearest, Problem} from '../problem.ts';
import type {Measure} from '../result.ts';
import type {Opened} from './options.ts';
import {isBeyond} from './relations.ts';

export interface MeasureSql {
  id: string;
  measures: readonly Measure[];
  /** Each runs in `query` as it is; the numbers are made from what they return. */
  sql: readonly string[];
}

/** The numbers of one measure on this export, and the SQL they are made from. */
export async function explainMeasure(opened: Opened, id: string): Promise<MeasureSql> {
  const known: string[] = [];
  for await (const explained of explainFamilies(opened)) {
    const found = explained.find(measure => measure.id === id);
    if (found !== undefined) return found;
    known.push(...explained.map(measure => measure.id));
  }
  const near = nearest(id, known);
  const hint = near === null ? `; measures are ${known.toSorted().join(', ')}` : `; did you mean ${near}?`;
  throw new Problem(`there is no check or measure ${JSON.stringify(id)}${hint}`);
}

/** Every measure that asks the engine, a family at a time. The gates are explained by `inspect`. */
export async function* explainFamilies({session, model}: Opened): AsyncGenerator<MeasureSql[]> {
  const gates: Gates = new Map((await runGates(session, model)).map(gate => [gate.id, gate]));
  for (const measureFamily of FAMILIES) {
    const {answer, asked} = await askedIn(session, watching => measureFamily(watching, model, gates));
    const told = toldApart(answer, model);
    const ids = [...new Set(told.map(({id}) => id))];
    yield ids.map(id => ({id, measures: told.filter(one => one.id === id), sql: statementsFor(id, asked)}));
  }
}

/** Those asked for this measure, and those asked for its family as a whole; what one of them builds on is written into it. */
function statementsFor(id: string, asked: readonly Asked[]): string[] {
  const statements = asked.flatMap((one, index) => {
    if (MAKES.test(one.sql) || DROPS.test(one.sql) || !(one.ids?.has(id) ?? true)) return [];
    return [whole(one, asked.slice(0, index))];
  });
  return [...new Set(statements)];
}

const MAKES = /^\s*create or replace (?:table|view) (\w+) as\s/;
const DROPS = /^\s*drop table /;

/** The statement with its values, and before it the relations that were made for it alone and are gone. */
function whole({sql, values}: Asked, before: readonly Asked[]): string {
  const ctes = made(sql, before);
  const text = literal(sql, values);
  if (ctes.length === 0) return text;
  const opening = /^(?:\s|--[^\n]*\n)*with\s/i.exec(text);
  const rest = opening === null ? text : text.slice(opening[0].length);
  return `with\n${ctes.join(',\n\n')}${opening === null ? '' : ','}\n\n${rest}`;
}

/** Innermost first. What `query` makes itself is left to it. */
function made(sql: string, before: readonly Asked[]): string[] {
  const words = sqlWords(sql);
  const last = new Map<string, {one: Asked; index: number}>();
  before.forEach((one, index) => {
    const name = MAKES.exec(one.sql)?.[1];
    if (name !== undefined && words.has(name) && !isBeyond(name)) last.set(name, {one, index});
  });
  const parts = [...last].flatMap(([name, {one, index}]) => {
    const body = literal(one.sql.replace(MAKES, ''), one.values);
    return [...made(one.sql, before.slice(0, index)), `${name} as materialized (\n${body}\n)`];
  });
  return [...new Set(parts)];
}

function literal(sql: string, values: Values): string {
  return withLiterals(outdented(sql), values);
}
