import type {OpenHours} from '../../../result.ts';

export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** The same hours on days in a row: days from Monday, 0, and hours of the day, `to` and `close` behind the last. */
export interface OpenSpan {
  from: number;
  to: number;
  open: number;
  close: number;
}

/** Open hours as rectangles of a week, days in a row with the same hours as one. */
export function spansOf(week: readonly OpenHours[]): OpenSpan[] {
  const spans: OpenSpan[] = [];
  WEEKDAYS.forEach((name, day) => {
    for (const hours of week.filter(own => own.day === name.toLowerCase())) {
      const [open, close] = [hourOf(hours.open), hourOf(hours.close)];
      const before = spans.find(span => span.to === day && span.open === open && span.close === close);
      if (before === undefined) spans.push({from: day, to: day + 1, open, close});
      else before.to = day + 1;
    }
  });
  return spans;
}

/** 9.5 of `09:30`. */
function hourOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours + minutes / 60;
}

/** `Mon-Fri 09:00-18:00, Sat 10:00-14:00`. */
export function spansText(spans: readonly OpenSpan[]): string {
  return spans.map(({from, to, open, close}) => `${daysText(from, to)} ${clockOf(open)}-${clockOf(close)}`).join(', ');
}

/** On which days an hour is open, and where it is so in part: `Mon-Fri`, `Mon-Fri from 09:30`. */
export function openAt(spans: readonly OpenSpan[], hour: number): string {
  return spans
    .filter(({open, close}) => open < hour + 1 && close > hour)
    .map(({from, to, open, close}) => {
      const since = open > hour ? ` from ${clockOf(open)}` : '';
      return `${daysText(from, to)}${since}${close < hour + 1 ? ` to ${clockOf(close)}` : ''}`;
    })
    .join(', ');
}

function daysText(from: number, to: number): string {
  return to - from === 1 ? `${WEEKDAYS[from]}` : `${WEEKDAYS[from]}-${WEEKDAYS[to - 1]}`;
}

function clockOf(hour: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(hour))}:${two(Math.round((hour % 1) * 60))}`;
}
