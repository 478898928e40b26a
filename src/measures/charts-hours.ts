import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import {readSql} from '../package-files.ts';
import type {HoursChart} from '../result.ts';
import {type Gates, type Needs, outreachCautions, standing} from './needs.ts';

const [DAYS, HOURS] = [7, 24];

interface Cell {
  what: HoursChart['what'];
  /** Monday is 1; null where there is no such time. */
  weekday: number | null;
  hour: number | null;
  n: number;
}

const LEFT_OUT = /* sql */ `
  select excluded::varchar as excluded, count(*)::integer as n
  from handoffs
  where excluded is not null
  group by all
  order by all`;

/** When leads come and when they are first touched, in the company's time zone. */
export async function readHours(session: Session, model: Model, gates: Gates): Promise<HoursChart[]> {
  const cells = await session.rows<Cell>(readSql('measures/hour_counts'));
  const left = await session.rows<{excluded: string; n: number}>(LEFT_OUT);
  const excluded = Object.fromEntries(left.map(({excluded: why, n}) => [why, n]));
  const needs: Record<HoursChart['what'], Needs> = {
    arrivals: {gates: ['G1'], doubts: ['G3']},
    first_touches: {
      columns: ['activities'],
      gates: ['G1'],
      doubts: ['G3', 'G5', 'G12'],
      cautions: outreachCautions(model),
    },
  };
  return (['arrivals', 'first_touches'] as const).map(what => {
    const {status, reason} = standing(needs[what], model, gates);
    if (status === 'not_measurable') return {what, n: 0, without: 0, excluded, status, reason, counts: []};
    const own = cells.filter(cell => cell.what === what);
    const counts = Array.from({length: DAYS}, (_, day) =>
      Array.from({length: HOURS}, (_, hour) => countOf(own, day + 1, hour)),
    );
    const n = counts.flat().reduce((sum, count) => sum + count, 0);
    return {what, n, without: countOf(own, null, null), excluded, status, reason, counts};
  });
}

function countOf(cells: readonly Cell[], weekday: number | null, hour: number | null): number {
  return cells.find(cell => cell.weekday === weekday && cell.hour === hour)?.n ?? 0;
}
