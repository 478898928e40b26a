import type {HoursChart, Report} from '../../../result.ts';
import {grouped, percent, plural} from '../../../words.ts';
import {openAt, spansOf, spansText, WEEKDAYS} from '../charts/business-hours.ts';
import {Heatmap} from '../charts/heatmap.tsx';
import {countCell} from '../parts/cell.tsx';
import {Figure} from '../parts/figure.tsx';

const TITLES = {arrivals: 'When leads come', first_touches: 'When they are first touched'} as const;

const LEFT_OUT: Readonly<Record<string, string>> = {
  already_working: 'a rep was already at work',
  bulk_import: 'bulk import',
  before_activities: 'before the first exported activity',
};

/** Weekday and hour of arrivals and of first touches, side by side in shade and number; business hours outlined. */
export function Hours({report}: {report: Report}) {
  const open = spansOf(report.terms.business_hours?.week ?? []);
  return (
    <>
      {report.charts.hours
        .filter(({n}) => n > 0)
        .map(chart => (
          <Figure
            key={chart.what}
            title={TITLES[chart.what]}
            note={noteOf(chart, report)}
            draw={(width, label) => <Heatmap label={label} width={width} counts={chart.counts} open={open} />}
            table={{
              columns: [
                {title: 'hour'},
                ...WEEKDAYS.map(title => ({title, align: 'right'}) as const),
                {title: 'all', align: 'right'},
                ...(open.length === 0 ? [] : [{title: 'business hours'}]),
              ],
              rows: Array.from({length: 24}, (_, hour) => [
                {show: `${hour} to ${hour + 1} h`, sort: hour},
                ...WEEKDAYS.map((_, day) => countCell(chart.counts[day]?.[hour] ?? 0)),
                countCell(chart.counts.reduce((sum, day) => sum + (day[hour] ?? 0), 0)),
                ...(open.length === 0 ? [] : [openAt(open, hour)]),
              ]),
            }}
          />
        ))}
    </>
  );
}

function noteOf({what, n, without, excluded, counts, reason}: HoursChart, {time_zone, terms}: Report): string {
  const weekend = [5, 6].reduce((sum, day) => sum + (counts[day] ?? []).reduce((all, count) => all + count, 0), 0);
  const left = Object.entries(excluded)
    .filter(([, count]) => count > 0)
    .map(([why, count]) => `${grouped(count)} (${LEFT_OUT[why] ?? why})`);
  const parts = [
    `${plural(n, what === 'arrivals' ? 'handoff' : 'first touch', what === 'arrivals' ? 'handoffs' : 'first touches')} by local hour, ${time_zone}; the stronger the shade the more, and the last number of a line is its sum.`,
    outlineOf(terms.business_hours),
    n >= 10 ? `On Saturday and Sunday: ${percent(weekend / n)} (${grouped(weekend)} of ${grouped(n)}).` : '',
    without === 0
      ? ''
      : what === 'arrivals'
        ? `${plural(without, 'handoff')} without a time not counted.`
        : `${plural(without, 'handoff')} without a first touch not counted.`,
    left.length === 0 ? '' : `Left out: ${left.join(', ')}.`,
    reason === null ? '' : `With care: ${reason}`,
  ];
  return parts.filter(part => part !== '').join(' ');
}

/** What the outline is: as written, since holidays have no place in a week. */
function outlineOf(hours: Report['terms']['business_hours']): string {
  if (hours === null || hours.week.length === 0) return '';
  const {week, teams} = hours;
  const [some, has] = teams.length === 1 ? ['the team', 'has its'] : ['the teams', 'have their'];
  const own = teams.length === 0 ? '' : `; ${some} ${teams.join(', ')} ${has} own`;
  return `Outlined: business hours, ${spansText(spansOf(week))}${own}.`;
}
