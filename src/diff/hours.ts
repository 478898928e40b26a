import type {Definitions, Hours, Schedule, Weekday} from '../definitions/definitions.ts';
import type {Change} from './change.ts';
import type {Meaning} from './reading.ts';
import {different, looser, partChange, setChange, settingChange, tighter, wording} from './setting.ts';

const WEEK: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The business clock: every hour it runs more makes promises in business time tighter. */
export function hoursChanges(old: Definitions, now: Definitions): Change[] {
  const [before, after] = [old.business_hours, now.business_hours];
  const path = 'business_hours';
  const company = scheduleChanges(path, before.company, after.company, () => false);
  return [
    ...settingChange(
      'time_zone',
      old.time_zone,
      now.time_zone,
      different('days, weeks and business hours begin at other times'),
    ),
    ...company,
    ...(company.some(change => change.path === `${path}.holidays`)
      ? []
      : knowledge(before.holidays_known, after.holidays_known)),
    ...teamChanges(before, after),
  ];
}

function knowledge(before: boolean, after: boolean): Change[] {
  const shown = (known: boolean) => (known ? 'none, and that is known' : null);
  const meaning = different('whether waiting in business hours may be overstated on holidays');
  return settingChange('business_hours.holidays', shown(before), shown(after), meaning);
}

function teamChanges(before: Definitions['business_hours'], after: Definitions['business_hours']): Change[] {
  const teams = [...new Set([...Object.keys(before.teams), ...Object.keys(after.teams)])];
  return teams.flatMap(team => {
    const path = `business_hours.teams[${team}]`;
    const [old, now] = [before.teams[team], after.teams[team]];
    // what a team takes from the company is told there
    const inherited = (part: (schedule: Schedule) => unknown) =>
      old !== undefined &&
      now !== undefined &&
      same(part(old), part(before.company)) &&
      same(part(now), part(after.company));
    if (old !== undefined && now !== undefined)
      return [
        ...(inherited(({time_zone}) => time_zone)
          ? []
          : settingChange(
              `${path}.time_zone`,
              old.time_zone,
              now.time_zone,
              different('its business hours begin at other times'),
            )),
        ...scheduleChanges(path, old, now, inherited),
      ];
    const [kind, alone, company] =
      old === undefined ? (['added', now, after.company] as const) : (['removed', old, before.company] as const);
    if (alone === undefined) return [];
    const meaning = same(alone, company)
      ? wording('the same clock as the company’s')
      : different('its leads are on a business clock of their own, or no longer');
    return [partChange(path, kind, scheduleText(alone), meaning)];
  });
}

function scheduleChanges(
  path: string,
  old: Schedule,
  now: Schedule,
  inherited: (part: (schedule: Schedule) => unknown) => boolean,
): Change[] {
  const daysOf = ({week}: Schedule) => WEEK.filter(day => (week[day]?.length ?? 0) > 0);
  const hoursOf = ({week}: Schedule) => Object.values(week)[0] ?? [];
  const holidays = inherited(part => part.holidays)
    ? []
    : setChange(
        `${path}.holidays`,
        old.holidays,
        now.holidays,
        {
          more: looser('the business clock stands still on more days'),
          less: tighter('the business clock runs on more days'),
        },
        'day off',
      ).map(change => ({...change, reason: change.reason.replaceAll('day offs', 'days off')}));
  return [
    ...(inherited(daysOf)
      ? []
      : setChange(
          `${path}.days`,
          daysOf(old),
          daysOf(now),
          {
            more: tighter('the business clock runs on more days'),
            less: looser('the business clock stands still on more days'),
          },
          'day',
        )),
    ...(inherited(hoursOf)
      ? []
      : settingChange(
          `${path}.hours`,
          hoursText(hoursOf(old)),
          hoursText(hoursOf(now)),
          clockMeaning(hoursOf(old), hoursOf(now)),
        )),
    ...holidays,
    ...(inherited(part => part.exceptions) ? [] : exceptionChanges(path, old, now)),
  ];
}

/** An exception against what would hold on that date without it. */
function exceptionChanges(path: string, old: Schedule, now: Schedule): Change[] {
  const dates = [...new Set([...Object.keys(old.exceptions), ...Object.keys(now.exceptions)])].sort();
  return dates.flatMap(date => {
    const shown = ({exceptions}: Schedule) => (exceptions[date] === undefined ? null : hoursText(exceptions[date]));
    return settingChange(
      `${path}.exceptions[${date}]`,
      shown(old),
      shown(now),
      clockMeaning(hoursOn(date, old), hoursOn(date, now)),
    );
  });
}

function hoursOn(date: string, {exceptions, holidays, week}: Schedule): Hours {
  const own = exceptions[date];
  if (own !== undefined) return own;
  const day = WEEK[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7];
  return holidays.includes(date) || day === undefined ? [] : (week[day] ?? []);
}

function clockMeaning(old: Hours, now: Hours): Meaning {
  const [more, less] = [within(old, now), within(now, old)];
  if (more && less) return wording('the same hours as before');
  if (more) return tighter('the business clock runs longer');
  return less ? looser('the business clock runs shorter') : different('the business clock runs at other times');
}

/** Every open hour of the inner is one of the outer. Spans that touch are one. */
function within(inner: Hours, outer: Hours): boolean {
  const joined: [string, string][] = [];
  for (const [open, close] of [...outer].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const last = joined.at(-1);
    if (last === undefined || open > last[1]) joined.push([open, close]);
    else if (close > last[1]) last[1] = close;
  }
  return inner.every(([open, close]) => joined.some(([from, to]) => from <= open && close <= to));
}

function hoursText(hours: Hours): string {
  return hours.length === 0 ? 'closed' : hours.map(([open, close]) => `${open}-${close}`).join(', ');
}

function scheduleText({time_zone, week}: Schedule): string {
  const days = WEEK.filter(day => week[day] !== undefined);
  return `${time_zone}, ${days.join(' ')} ${hoursText(Object.values(week)[0] ?? [])}`;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
