import type {Comparison} from '../../compare/compare.ts';
import type {MeasureChange} from '../../compare/measures.ts';
import {moneyText} from '../../report/numbers.ts';
import type {Interval, Unit} from '../../result.ts';
import {duration, grouped, percent} from '../../words.ts';

/** A number of a finding or a measure in the words of its unit; money with its currency where there is one. */
export function valueText(value: number, unit: Unit, currency: string | null = null): string {
  if (unit === 'share') return percent(value);
  if (unit === 'seconds') return duration(value);
  if (unit === 'cents') return moneyText(value, currency);
  return Number.isInteger(value) ? grouped(value) : value.toFixed(2);
}

/** `41% (35% to 47%)`, `not reached (4.8 h or more)`. */
export function nowText(
  {now, unit, interval}: Pick<MeasureChange, 'now' | 'unit' | 'interval'>,
  currency: string | null = null,
): string {
  const range = rangeText(interval, unit);
  return (now === null ? 'not reached' : valueText(now, unit, currency)) + (range === '' ? '' : ` (${range})`);
}

function rangeText(interval: Interval | null, unit: Unit): string {
  if (interval === null || interval.low === null) return '';
  const low = valueText(interval.low, unit);
  return interval.high === null ? `${low} or more` : `${low} to ${valueText(interval.high, unit)}`;
}

/** `sla.compliance (policy Demo request)`. */
export function measureName(
  {id, segment}: Pick<MeasureChange, 'id' | 'segment'>,
  people: Comparison['people'] = [],
): string {
  const name = (key: string, value: string) =>
    key === 'owner' ? (people.find(person => person.id === value)?.name ?? value) : value;
  const parts = Object.entries(segment).map(
    ([key, value]) => `${key === 'owner' ? 'rep' : key} ${value === null ? '(blank)' : name(key, value)}`,
  );
  return parts.length === 0 ? id : `${id} (${parts.join(', ')})`;
}
