import type {Report} from '../../result.ts';
import {grouped, percent} from '../../words.ts';
import {shownMeasure} from '../measures.ts';
import {type Page, paragraph, section} from './page.ts';
import {renderTable} from './table.ts';

const STAGES = [
  ['mql', 'MQL'],
  ['sql', 'SQL'],
] as const;

const CELLS = ['supported', 'unsupported', 'missed', 'neither'] as const;

/** The 2 x 2 of label and written definition by stage, before any figure that sums it up (METHODS 6); the score by quarter. */
export function labels(report: Report, page: Page): string[] {
  const rows = STAGES.flatMap(([stage, label]) => {
    const counts = CELLS.map(cell => shownMeasure(report, 'definitions.agreement', {stage, cell}));
    if (counts.some(count => count?.value == null)) return [];
    const unknown = ['undetermined_stamped', 'undetermined_unstamped']
      .map(cell => shownMeasure(report, 'definitions.agreement', {stage, cell})?.value ?? 0)
      .reduce((sum, value) => sum + value, 0);
    return [[label, ...counts.map(count => grouped(count?.value ?? 0) + page.care(count)), grouped(unknown)]];
  });
  const columns = [
    {title: 'label'},
    {title: 'and meets it', align: 'right'},
    {title: 'does not', align: 'right'},
    {title: 'meets, no label', align: 'right'},
    {title: 'neither', align: 'right'},
    {title: 'unknown', align: 'right'},
  ] as const;
  const table = rows.length === 0 ? [] : renderTable(columns, rows, page);
  const summed = STAGES.flatMap(([stage, label]) => agreement(report, stage, label));
  const lines = [...table, ...[...summed, ...score(report)].flatMap(text => paragraph(text, page, 2, 2))];
  return section('Labels against the definitions', lines, page);
}

/** Kappa falls with prevalence at the same agreement: never alone, and without an adjective. */
function agreement(report: Report, stage: string, label: string): string[] {
  const [jaccard, kappa, pabak] = ['jaccard', 'kappa', 'pabak'].map(
    what => shownMeasure(report, 'definitions.agreement', {stage, what})?.value ?? null,
  );
  if (jaccard == null || kappa == null || pabak == null) return [];
  return [
    `${label}: of the leads with the label or the definition ${percent(jaccard)} have both (Jaccard). Beyond chance the two agree by ${kappa.toFixed(2)}, where 1 is always and 0 is chance (kappa; adjusted for prevalence ${pabak.toFixed(2)}).`,
  ];
}

function score(report: Report): string[] {
  const quarters = report.measures.filter(
    ({id, segment, value}) =>
      id === 'score.auc' && segment['what'] === 'sql' && segment['quarter'] !== undefined && value !== null,
  );
  if (quarters.length === 0) return [];
  const parts = quarters.map(({segment, value, interval, status, reason}) => {
    const range =
      interval?.low == null || interval.high == null
        ? ''
        : ` (${interval.low.toFixed(2)} to ${interval.high.toFixed(2)})`;
    return `${segment['quarter']} ${(value ?? 0).toFixed(2)}${range}${status === 'pending' ? ` of those old enough, without ${reason}` : ''}`;
  });
  return [
    `In what share of pairs of an SQL and a lead that became none the SQL had the higher score, where a coin has 0.50 (AUC): ${parts.join('; ')}.`,
  ];
}
