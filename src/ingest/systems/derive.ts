import type {TableMapping} from '../../definitions/definitions.ts';
import {quoteText} from '../../engine/session.ts';
import type {Source} from '../source.ts';
import {CANONICAL} from '../tables.ts';
import {LEFT_OUT} from '../unread.ts';
import {type Around, compile, conditionSql, headersOf, placeOf} from './expressions.ts';
import type {Feed} from './preset.ts';
import type {Recognised} from './recognise.ts';

/** Owners and actors are ids too, though a canonical export may name people in other ways. */
const PEOPLE = new Set(['owner', 'actor', 'old_owner', 'new_owner', 'manager']);

/**
 * A file of a known system as one table sees it: canonical columns first, then the headers that feed none, each under its own
 * name, then the reason why a row is left out. Rows keep their order and number. Null where a required column is missing.
 */
export function derive(
  source: Source,
  {preset, object}: Recognised,
  feed: Feed,
  own: TableMapping | null,
): Source | null {
  // what the definitions say about a column wins in files that have that header, and finds it under its own name
  const given = Object.fromEntries(
    Object.entries(own?.columns ?? {}).filter(([, header]) => placeOf(header, source.headers) !== null),
  );
  const kept = Object.values(given);
  const around = (id: boolean): Around => ({headers: source.headers, preset, id});
  const columns = Object.entries(CANONICAL[feed.table]).flatMap(([name, {type}]) => {
    const expression = given[name] === undefined ? feed.columns[name] : undefined;
    const compiled = expression === undefined ? null : compile(expression, around(type === 'id' || PEOPLE.has(name)));
    return compiled === null
      ? []
      : [{name, ...compiled, from: compiled.places.map(place => source.headers[place] ?? '')}];
  });
  const fed = [...columns.map(({name}) => name), ...Object.keys(given)];
  if (requiredOf(feed).some(name => !fed.includes(name))) return null;
  const used = new Set(columns.flatMap(({places}) => places));
  // what only names leads needs no attributes: they stand in the file's own table
  const bare = feed.table === 'crosswalk' && feed !== object.feeds[0];
  const rest = source.headers.flatMap((header, place) =>
    !bare && (!used.has(place) || kept.includes(header)) ? [{header, place}] : [],
  );
  const left = leftOutSql(feed, around(false));
  const cells = [
    ...columns.map(({sql}) => sql),
    ...rest.map(({place}) => `c${place}`),
    ...(left === null ? [] : [left]),
  ];
  const select = cells.map((sql, place) => `${sql} as c${place}`).join(', ');
  const wrap = (relation: string) => `(select ${select} from ${relation})`;
  return {
    ...source,
    headers: [
      ...columns.map(({name}) => name),
      ...rest.map(({header}) => header),
      ...(left === null ? [] : [LEFT_OUT]),
    ],
    relation: wrap(source.relation),
    preset: {
      wrap,
      title: `${preset.title} ${object.name}`,
      zone: object.zone === 'UTC' ? 'UTC' : null,
      origins: columns.map(({name, from}) => (from.length === 0 ? `(${name})` : from.join(' + '))),
    },
  };
}

/** For each column that the table cannot do without and the file does not feed, the headers that would. */
export function missingHeaders(headers: readonly string[], {preset}: Recognised, feed: Feed): string[] {
  return requiredOf(feed).flatMap(name => {
    const expression = feed.columns[name];
    if (expression === undefined || compile(expression, {headers, preset, id: false}) !== null) return [];
    return [[...new Set(headersOf(expression).flat())].join(' or ')];
  });
}

function requiredOf({table}: Feed): string[] {
  return Object.entries(CANONICAL[table]).flatMap(([name, column]) => ('required' in column ? [name] : []));
}

function leftOutSql({leave_out: reasons}: Feed, around: Around): string | null {
  const asked = reasons.filter(({given}) => given === undefined || placeOf(given, around.headers) !== null);
  if (asked.length === 0) return null;
  const branches = asked.map(({when, because}) => {
    const all = when.map(condition => conditionSql(condition, around).sql).join(' and ');
    return `when ${all} then ${quoteText(because)}`;
  });
  return `(case ${branches.join(' ')} end)`;
}
