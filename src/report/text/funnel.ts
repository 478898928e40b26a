import type {Measure, Report} from '../../result.ts';
import {grouped, percent, shortDuration} from '../../words.ts';
import {measuresBy, shownMeasure} from './measures.ts';
import {shareText} from './numbers.ts';
import {type Page, paragraph, section} from './page.ts';
import {renderTable} from './table.ts';

const STEPS = [
  ['mql_to_sal', 'MQL to accepted'],
  ['mql_to_sql', 'MQL to SQL'],
  ['sql_to_opportunity', 'SQL to opportunity'],
  ['opportunity_to_won', 'opportunity to won'],
] as const;

const COLUMNS = [
  {title: 'step'},
  {title: 'within', align: 'right'},
  {title: 'of cohorts that old', flexible: true},
  {title: 'period ratio', flexible: true},
] as const;

/** Conversion of cohorts old enough to judge, and the period ratio that dashboards show. */
export function funnel(report: Report, page: Page): string[] {
  const rows = STEPS.flatMap(([step, label]) => {
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
  const note = rows.some(([, , , period]) => period !== '')
    ? paragraph(
        'A period ratio divides different leads by one another: it reconciles with a dashboard and is no conversion rate.',
        page,
        2,
        2,
      )
    : [];
  return section('Funnel', [...renderTable(COLUMNS, rows, page), ...winRate(report, page), ...note], page);
}

/** The last month that had ended: `2026-08: 14% (24/171)`. */
function periodText(report: Report, step: string): string {
  const ended = measuresBy(report, `funnel.${step}`, 'month', 'what').filter(
    ({segment, value}) =>
      segment['what'] === 'period' && value !== null && (segment['month'] ?? '') < report.as_of.slice(0, 7),
  );
  const last = ended.reduce<Measure | null>((a, b) => (a !== null && month(a) > month(b) ? a : b), null);
  if (last?.value == null || last.numerator === null || last.denominator === null) return '';
  return `${month(last)}: ${percent(last.value)} (${grouped(last.numerator)}/${grouped(last.denominator)})`;
}

function month({segment}: Measure): string {
  return segment['month'] ?? '';
}

function winRate(report: Report, page: Page): string[] {
  const rate = shownMeasure(report, 'pipeline.win_rate');
  return rate?.denominator
    ? paragraph(`Win rate, of deals decided in time: ${shareText(rate)}${page.care(rate)}.`, page, 2, 2)
    : [];
}
