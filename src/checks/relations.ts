import type {Session} from '../engine/session.ts';

/** A finding lists this many ids at most; its count is the truth. */
const MOST_IDS = 1000;

/**
 * `concerned(lead_id, condition)`: the distinct leads of a group that a condition is true of, counted and listed in order.
 * An aggregate, so that every check counts leads the same way.
 */
export async function createMacros(session: Session): Promise<void> {
  await session.run(`
    create or replace macro concerned(id, chosen) as {
        count: (count(distinct id) filter (chosen))::integer,
        ids: coalesce(min(distinct id, ${MOST_IDS}) filter (chosen), []::varchar[])
    }`);
}
