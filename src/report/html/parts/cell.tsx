import type {Measure} from '../../../result.ts';
import {grouped} from '../../../words.ts';
import type {Cell} from './table.tsx';
import {StackedValue, Value} from './value.tsx';

/** A measure in a table, sorted by its value. */
export function valueCell(measure: Measure | null | undefined): Cell {
  return {show: <Value measure={measure} />, sort: measure?.value ?? null};
}

/** The same in a table of many columns. */
export function stackedCell(measure: Measure | undefined): Cell {
  return {show: <StackedValue measure={measure} />, sort: measure?.value ?? null};
}

export function countCell(count: number | null | undefined): Cell {
  return {show: count == null ? '' : grouped(count), sort: count ?? null};
}
