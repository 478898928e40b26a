import {z} from 'zod';
import {date, hours, list, named, oneOf, section, text, timeZone} from './values.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const COUNTRY = 'a country or region such as US, GB-SCT';

const country = text(COUNTRY).regex(/^[A-Z]{2}(-[A-Z0-9]{1,3}){0,2}$/, COUNTRY);

const holidays = z.union(
  [
    list(date(), 'dates'),
    section({
      country: country
        .optional()
        .describe('Public holidays of this country or region; needs the package date-holidays.'),
      dates: list(date(), 'dates').optional().describe('Further days off.'),
    }),
  ],
  'a list of dates, or {country, dates}',
);

const scheduleShape = {
  days: list(oneOf(WEEKDAYS), 'weekdays').optional().describe('Days worked. Default mon to fri.'),
  hours: hours().optional().describe('Local hours on those days, a list for split days. Default 09:00-18:00.'),
  holidays: holidays.optional().describe('Days off; without them business figures overstate waiting on holidays.'),
  exceptions: z
    .record(
      z.string().refine(key => date().safeParse(key).success, 'a date such as 2026-11-27'),
      hours(),
      'a map of date to hours',
    )
    .optional()
    .describe('Dates with hours of their own; [] is closed. They win over holidays and days.'),
};

export const businessHours = section({
  ...scheduleShape,
  teams: named(
    section({time_zone: timeZone().optional().describe('Where the team works.'), ...scheduleShape}),
    'team to its own hours',
  )
    .optional()
    .describe('By team: what differs from the company.'),
}).describe('The business clock.');

export type WrittenBusinessHours = z.input<typeof businessHours>;
export type WrittenSchedule = NonNullable<WrittenBusinessHours['teams']>[string];
