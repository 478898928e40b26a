import type {Report} from '../../result.ts';
import {grouped, percent, shortDuration} from '../../words.ts';
import {benchmarksBeside} from '../benchmarks.ts';
import {FUNNEL_STEPS} from '../labels.ts';
import {shownMeasure} from '../measures.ts';
import {lastMonth} from '../moments.ts';
import {shareText} from '../numbers.ts';
import {type Page, paragraph, section} from './page.ts';
import {type Column, renderTable} from './table.ts';

/** Conversion of cohorts old enough to judge, and the period ratio that dashboards show. */
export function funnel(report: Report, page: Page): string[] {
  const rows = FUNNEL_STEPS.flatMap(([step, label]) => {
    const cohort = shownMeasure(report, `funnel.${step}`);
    if (cohort === null) return [];
    const horizon = report.terms.horizons[step];
    return [
      [
        label,
        horizon == null ? '' : shortDuration(horizon),
        shareText(cohort) + page.care(cohort),
        periodText(report, step),
      ],
    ];
  });
  if (rows.length === 0) return [];
  const known = rows.some(([, , , period]) => period !== '');
  const note = known
    ? paragraph(
        'A period ratio divides different leads by one another: it reconciles with a dashboard and is no conversion rate.',
        page,
        2,
        2,
      )
    : [];
  const famous = benchmarksBeside(report, 'funnel.mql_to_sql').flatMap(text => paragraph(text, page, 2, 2));
  // a month in which nobody came has no ratio, and no column
  const table = renderTable(
    columns(report).slice(0, known ? 4 : 3),
    rows.map(row => row.slice(0, known ? 4 : 3)),
    page,
  );
  return section('Funnel', [...table, ...winRate(report, page), ...note, ...famous], page);
}

/** The last month that had ended: `14% (24/171)`. */
export function periodText(report: Report, step: string): string {
  const period = shownMeasure(report, `funnel.${step}`, {month: lastMonth(report), what: 'period'});
  if (period?.value == null || period.numerator === null || period.denominator === null) return '';
  return `${percent(period.value)} (${grouped(period.numerator)}/${grouped(period.denominator)})`;
}

function columns(report: Report): Column[] {
  return [
    {title: 'step'},
    {title: 'within', align: 'right'},
    {title: 'of cohorts that old', flexible: true},
    {title: `period ratio ${lastMonth(report)}`},
  ];
}

function winRate(report: Report, page: Page): string[] {
  const rate = shownMeasure(report, 'pipeline.win_rate');
  return rate?.denominator
    ? paragraph(`Win rate, of deals decided in time: ${shareText(rate)}${page.care(rate)}.`, page, 2, 2)
    : [];
}
