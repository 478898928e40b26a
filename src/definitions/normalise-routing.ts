import type {Routing, RoutingTarget} from './definitions.ts';
import {normaliseCriteria} from './normalise-criteria.ts';
import type {WrittenRouting, WrittenTarget} from './schema/routing.ts';
import {secondsOf} from './units.ts';

export function normaliseRouting({
  owner,
  last_reviewed,
  rules,
  queues,
  capacity,
  out_of_office,
  escalate,
}: WrittenRouting): Routing {
  return {
    owner: owner ?? null,
    last_reviewed: last_reviewed ?? null,
    rules: (rules ?? []).map(({name, when, to, distribute}) => ({
      name,
      when: when === undefined ? null : normaliseCriteria(when),
      to: targetOf(to),
      distribute: distribute ?? null,
    })),
    queues: queues ?? [],
    capacity: capacity ?? null,
    out_of_office: out_of_office === undefined ? null : {to: targetOf(out_of_office.to)},
    escalate:
      escalate === undefined
        ? null
        : {
            unworked_after: secondsOf(escalate.unworked_after, '0s'),
            clock: escalate.clock ?? 'business',
            to: escalate.to,
          },
  };
}

function targetOf({team, user, queue}: WrittenTarget): RoutingTarget {
  if (team !== undefined) return {team};
  if (user !== undefined) return {user};
  return queue === undefined ? {} : {queue};
}
