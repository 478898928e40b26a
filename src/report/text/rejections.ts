import type {Report} from '../../result.ts';
import {grouped, percent, shortDuration} from '../../words.ts';
import {DISPOSITION_SHARES} from '../labels.ts';
import {measuresBy, shownMeasure} from '../measures.ts';
import {shareText} from '../numbers.ts';
import {bar, type Page, section} from './page.ts';
import {renderTable} from './table.ts';

/** Reasons beyond these say nothing on a first screen. */
const MOST_REASONS = 8;

/** How many are sent back, why, and whether that is true. */
export function rejections(report: Report, page: Page): string[] {
  const within = report.terms.horizons['rejection'];
  const shares = DISPOSITION_SHARES.flatMap(([id, label]) => {
    const measure = shownMeasure(report, id);
    const words = label.replace(
      'in time',
      within === undefined || within === null ? 'in time' : `within ${shortDuration(within)}`,
    );
    return !measure?.denominator ? [] : [[words, shareText(measure) + page.care(measure)]];
  });
  const lines = [
    ...renderTable([{title: ''}, {title: ''}], [...shares, ...verified(report, page)], page),
    ...reasons(report, page),
  ];
  return section('Rejections', shares.length === 0 ? [] : lines, page);
}

function verified(report: Report, page: Page): string[][] {
  return ['supported', 'contradicted', 'undetermined'].flatMap(verdict => {
    const measure = shownMeasure(report, 'dispositions.verified', {verdict});
    return measure?.denominator
      ? [[`reason ${verdict} by the lead's data`, shareText(measure) + page.care(measure)]]
      : [];
  });
}

function reasons(report: Report, page: Page): string[] {
  const found = measuresBy(report, 'dispositions.reasons', 'reason');
  const counted = found
    .map(({segment, numerator, denominator}) => ({
      reason: segment['reason'] ?? '(blank)',
      count: numerator ?? 0,
      of: denominator ?? 0,
    }))
    .filter(({count}) => count > 0)
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  if (counted.length === 0) return [];
  const most = counted[0]?.count ?? 0;
  const rows = counted
    .slice(0, MOST_REASONS)
    .map(({reason, count, of}) => [
      reason,
      grouped(count),
      of >= 10 ? percent(count / of) : '',
      bar(count, most, page.reading - 56, page.glyphs),
    ]);
  const more = counted.length - rows.length;
  const columns = [
    {title: 'reason', flexible: true},
    {title: 'closes', align: 'right'},
    {title: 'share', align: 'right'},
    {title: ''},
  ] as const;
  return ['', ...renderTable(columns, rows, page), ...(more > 0 ? [`  and ${more} more reasons`] : [])];
}
