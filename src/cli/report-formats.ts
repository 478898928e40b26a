import type {Compared} from '../compare/stored.ts';
import type {LeadRows} from '../report/html/lead-rows.ts';
import type {Report} from '../result.ts';
import type {Staged, Target} from './outputs.ts';
import {FILE_PAGE, pageOptions} from './terminal.ts';

/** Formats on standard output; `csv` and `xlsx` are for `-o` alone. */
export const REPORT_FORMATS = ['text', 'json', 'html', 'markdown', 'junit', 'sarif', 'github'] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number] | 'csv' | 'xlsx';

/** What `handoff render` makes of a stored report: the rows of single leads are not in it, so no folder of CSV files. */
export const STORED_EXTENSIONS = {
  txt: 'text',
  json: 'json',
  html: 'html',
  htm: 'html',
  md: 'markdown',
  xlsx: 'xlsx',
  xml: 'junit',
  sarif: 'sarif',
} as const;

export const REPORT_EXTENSIONS = {...STORED_EXTENSIONS, '/': 'csv'} as const;

interface Shown {
  /** On standard output, or in a file. */
  shown: boolean;
  colour: boolean;
  baseline: Compared | undefined;
  rows: LeadRows | null;
}

/** A report in one format; what a format needs is loaded with it. */
async function renderReport(
  report: Report,
  format: ReportFormat,
  {shown, colour, baseline, rows}: Shown,
): Promise<string | Uint8Array> {
  if (format === 'json') return (await import('../report/json.ts')).renderJson(report);
  if (format === 'html') return (await import('../report/html/render-html.tsx')).renderHtml(report, rows);
  if (format === 'junit') return (await import('../report/ci/junit.ts')).renderJunit(report);
  if (format === 'sarif') return (await import('../report/ci/sarif.ts')).renderSarif(report);
  if (format === 'github') return (await import('../report/ci/github.ts')).renderGithub(report);
  if (format === 'xlsx') return (await import('../report/xlsx/render-xlsx.ts')).renderXlsx(report);
  const page = shown ? pageOptions(process.stdout, process.env, colour) : FILE_PAGE;
  const text =
    format === 'markdown'
      ? (await import('../report/markdown/render-markdown.ts')).renderMarkdown(report)
      : (await import('../report/text/render-text.ts')).renderText(report, page);
  if (baseline === undefined) return text;
  return text + (await import('./baseline.ts')).againstBaseline(baseline, report, format, page);
}

/** To standard output or to files, all or none; folders of CSV files were written while the export was open, and are finished here. */
export async function writeReport(
  report: Report,
  targets: readonly Target<ReportFormat>[],
  colour: boolean,
  {
    baseline,
    others,
    rows = null,
  }: {baseline?: Compared | undefined; others?: readonly Staged[]; rows?: LeadRows | null} = {},
): Promise<void> {
  const {writeOutputs} = await import('./outputs.ts');
  const contents = targets
    .filter(({format}) => format !== 'csv')
    .map(async ({path, format}) => ({
      path,
      content: await renderReport(report, format, {shown: path === null, colour, baseline, rows}),
    }));
  writeOutputs(await Promise.all(contents), others);
}
