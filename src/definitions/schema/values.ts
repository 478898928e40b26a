import {z} from 'zod';
import {nearest} from '../../problem.ts';
import {isDate, isTimeZone, parseDuration, parseHours, parseShare, timeZones} from '../units.ts';

/** The values of the definitions file. Every message says what is expected: `found ..., expected <message>`. */

export const text = (what = 'text') => z.string(what).min(1, what);

export const yesOrNo = () => z.boolean('true or false');

export const whole = (low: number, high: number) => {
  const what = `a whole number from ${low} to ${high.toLocaleString('en')}`;
  return z.int(what).min(low, what).max(high, what);
};

export const number = () => z.number('a number');

export const list = <T extends z.ZodType>(items: T, what: string, most = 100_000) =>
  z.array(items, `a list of ${what}`).max(most, `at most ${most.toLocaleString('en')} ${what}`);

export const oneOf = <const T extends readonly string[]>(words: T) => z.enum(words, `one of ${words.join(', ')}`);

/** Keys are free names. */
export const named = <T extends z.ZodType>(values: T, what: string) => z.record(z.string(), values, `a map of ${what}`);

/** Keys are fixed; others are errors. */
export const section = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, {error: `a map with ${Object.keys(shape).join(', ')}`});

const DURATION = 'a duration such as 90s, 5m, 4h, 2d, 1w';

// editors that know `patternErrorMessage` show it instead of the pattern
const durationPattern = {
  pattern: '^\\d{1,9}[smhdw]$',
  patternErrorMessage: `Expected ${DURATION}.`,
  examples: ['90s', '5m', '4h', '2d', '1w'],
};

/** A span in which something must happen: 0 would be no span. */
export const duration = () =>
  z
    .string(DURATION)
    .refine(value => (parseDuration(value) ?? 0) > 0, {error: ({input}) => expectedDuration(input, DURATION)})
    .meta(durationPattern);

export const durationOrAuto = () =>
  z
    .string(`${DURATION}, or auto`)
    .refine(value => value === 'auto' || (parseDuration(value) ?? 0) > 0, {
      error: ({input}) => expectedDuration(input, `${DURATION}, or auto`),
    })
    .meta({
      pattern: '^(\\d{1,9}[smhdw]|auto)$',
      patternErrorMessage: `Expected ${DURATION}, or auto.`,
      examples: ['30d', 'auto'],
    });

function expectedDuration(found: unknown, what: string): string {
  if (typeof found !== 'string' || !/^\d{1,9}[smhdw]$/.test(found)) return what;
  return parseDuration(found) === 0 ? `${what}, longer than 0` : `${what}, at most ten years`;
}

const SHARE = 'a share such as 90% or 0.9, from 0 to 1';

export const share = () =>
  z
    .union(
      [
        z.string().meta({pattern: '^\\d{1,3}(\\.\\d{1,6})? ?%$', patternErrorMessage: `Expected ${SHARE}.`}),
        z.number().meta({minimum: 0, maximum: 1}),
      ],
      SHARE,
    )
    .refine(value => parseShare(value) !== null, SHARE)
    .meta({examples: ['90%', 0.9]});

const HOURS = 'hours such as 09:00-18:00, opening before closing';

const span = () => z.string(HOURS).refine(value => parseHours(value) !== null, HOURS);

export const hours = () =>
  z
    .union([span(), list(span(), 'hours')], `${HOURS}, or a list of them for split days`)
    .meta({examples: ['09:00-18:00', ['09:00-12:00', '13:00-17:30'], []]});

const DATE = 'a date such as 2026-11-27';

export const date = () =>
  z
    .string(DATE)
    .refine(isDate, DATE)
    .meta({examples: ['2026-11-27']});

export const timeZone = () =>
  z
    .string(ZONE)
    .refine(isTimeZone, {error: issue => `${ZONE}${suggestion(issue.input)}`})
    .meta({examples: ['America/New_York', 'Europe/London', 'UTC']});

const ZONE = 'an IANA time zone such as America/New_York';

function suggestion(found: unknown): string {
  const near = typeof found === 'string' ? nearest(found.replaceAll(' ', '_'), timeZones()) : null;
  return near === null ? '' : ` (did you mean ${near}?)`;
}

export const clock = () =>
  oneOf(['calendar', 'business']).describe(
    'Clock: calendar (every hour counts) or business (business_hours). Default business.',
  );

/** Adds a problem that is a sentence of its own rather than what was expected of a value. */
export function say(context: z.RefinementCtx, message: string, path: readonly PropertyKey[] = []): void {
  context.addIssue({code: 'custom', message, path: [...path], params: {sentence: true}});
}
