import type {Session, Values} from '../engine/session.ts';
import type {Measure} from '../result.ts';

/** A statement that measures asked the engine. */
export interface Asked {
  sql: string;
  values: Values;
  /** The measures whose numbers are made from it; null where only their family is known. */
  ids: ReadonlySet<string> | null;
}

let watched: {sql: string; values: Values; ids: ReadonlySet<string> | null}[] | null = null;

/** What is asked while the measures of one family are made. One family at a time. */
export async function askedIn<T>(
  session: Session,
  make: (session: Session) => Promise<T>,
): Promise<{answer: T; asked: readonly Asked[]}> {
  const asked: NonNullable<typeof watched> = [];
  const note = (sql: string, values: Values = {}) => void asked.push({sql, values, ids: null});
  watched = asked;
  try {
    const answer = await make({
      ...session,
      run(sql, values) {
        note(sql, values);
        return session.run(sql, values);
      },
      rows(sql, values) {
        note(sql, values);
        return session.rows(sql, values);
      },
      row(sql, values) {
        note(sql, values);
        return session.row(sql, values);
      },
      numbers(sql, values) {
        note(sql, values);
        return session.numbers(sql, values);
      },
    });
    return {answer, asked};
  } finally {
    watched = null;
  }
}

/** Notes that what `compute` asks is asked for the measures it returns. */
export async function askedFor(compute: () => Promise<Measure[]> | Measure[]): Promise<Measure[]> {
  const before = watched?.length ?? 0;
  const measures = await compute();
  const ids = new Set(measures.map(({id}) => id));
  for (const one of watched?.slice(before) ?? []) one.ids ??= ids;
  return measures;
}
