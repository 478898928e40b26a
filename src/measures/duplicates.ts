import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import {readSql} from '../package-files.ts';
import type {Measure} from '../result.ts';
import {countOf} from './measure.ts';
import {type Gates, measureUnder, standing} from './needs.ts';

interface Row {
  leads: number;
  with_email: number;
  people: number;
  clusters: number;
  clustered: number;
  collisions: number;
  untouched: number;
}

/** `routing.duplicates`: people with several leads, by exact email; MQL or not (METHODS 8, SPEC 13). */
export async function measureDuplicates(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const found = standing({columns: ['leads.email']}, model, gates);
  const touched = standing(
    {columns: ['leads.email', 'activities'], gates: ['G8'], doubts: ['G9', 'G15']},
    model,
    gates,
  );
  const blanks = (...whats: string[]) =>
    whats.map(what => ({id: 'routing.duplicates', unit: 'count' as const, segment: {what}}));
  let row: Row | undefined;
  const read = async () => {
    row ??= await session.row<Row>(readSql('measures/duplicates'));
    return row;
  };
  const count = (what: string, n: number, of: number, excluded: Record<string, number> = {}) =>
    countOf('routing.duplicates', {what}, n, of, {excluded});
  return [
    await measureUnder(found, blanks('clusters', 'leads'), async () => {
      const {leads, with_email, people, clusters, clustered} = await read();
      const excluded = {no_email: leads - with_email};
      return [count('clusters', clusters, people, excluded), count('leads', clustered, with_email, excluded)];
    }),
    await measureUnder(touched, blanks('collisions', 'untouched'), async () => {
      const {clusters, collisions, untouched} = await read();
      return [count('collisions', collisions, clusters), count('untouched', untouched, clusters)];
    }),
  ].flat();
}
