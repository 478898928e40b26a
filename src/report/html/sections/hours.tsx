import type {HoursChart, Report} from '../../../result.ts';
import {grouped, percent, plural} from '../../../words.ts';
import {Heatmap, WEEKDAYS} from '../charts/heatmap.tsx';
import {countCell} from '../parts/cell.tsx';
import {Figure} from '../parts/figure.tsx';

const TITLES = {arrivals: 'When leads come', first_touches: 'When they are first touched'} as const;

const LEFT_OUT: Readonly<Record<string, string>> = {
  already_working: 'a rep was already at work',
  bulk_import: 'bulk import',
  before_activities: 'before the first exported activity',
};

/** Weekday and hour of arrivals and of first touches, side by side in shade and number. */
export function Hours({report}: {report: Report}) {
  return (
    <>
      {report.charts.hours
        .filter(({n}) => n > 0)
        .map(chart => (
          <Figure
            key={chart.what}
            title={TITLES[chart.what]}
            note={noteOf(chart, report)}
            draw={(width, label) => <Heatmap label={label} width={width} counts={chart.counts} />}
            table={{
              columns: [
                {title: 'hour'},
                ...WEEKDAYS.map(title => ({title, align: 'right'}) as const),
                {title: 'all', align: 'right'},
              ],
              rows: Array.from({length: 24}, (_, hour) => [
                {show: `${hour} to ${hour + 1} h`, sort: hour},
                ...WEEKDAYS.map((_, day) => countCell(chart.counts[day]?.[hour] ?? 0)),
                countCell(chart.counts.reduce((sum, day) => sum + (day[hour] ?? 0), 0)),
              ]),
            }}
          />
        ))}
    </>
  );
}

function noteOf({what, n, without, excluded, counts, reason}: HoursChart, {time_zone}: Report): string {
  const weekend = [5, 6].reduce((sum, day) => sum + (counts[day] ?? []).reduce((all, count) => all + count, 0), 0);
  const left = Object.entries(excluded)
    .filter(([, count]) => count > 0)
    .map(([why, count]) => `${grouped(count)} (${LEFT_OUT[why] ?? why})`);
  const parts = [
    `${plural(n, what === 'arrivals' ? 'handoff' : 'first touch', what === 'arrivals' ? 'handoffs' : 'first touches')} by local hour, ${time_zone}; the stronger the shade the more, and the last number of a line is its sum.`,
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
