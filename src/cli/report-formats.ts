import type {Report} from '../result.ts';
import {FILE_PAGE, pageOptions} from './terminal.ts';

export const REPORT_FORMATS = ['text', 'json', 'html'] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

export const REPORT_EXTENSIONS = {txt: 'text', json: 'json', html: 'html', htm: 'html'} as const;

/** A report in one format; what a format needs is loaded with it. */
export async function renderReport(
  report: Report,
  format: ReportFormat,
  shown: boolean,
  colour: boolean,
): Promise<string> {
  if (format === 'json') return (await import('../report/json.ts')).renderJson(report);
  if (format === 'html') return (await import('../report/html/render-html.tsx')).renderHtml(report);
  const page = shown ? pageOptions(process.stdout, process.env, colour) : FILE_PAGE;
  return (await import('../report/text/render-text.ts')).renderText(report, page);
}

/** To standard output or to files, each whole or not at all. */
export async function writeReport(
  report: Report,
  targets: readonly import('./outputs.ts').Target<ReportFormat>[],
  colour: boolean,
): Promise<void> {
  const {writeOutput} = await import('./outputs.ts');
  // everything is rendered before anything is written
  const texts = await Promise.all(
    targets.map(async ({path, format}) => ({path, text: await renderReport(report, format, path === null, colour)})),
  );
  for (const {path, text} of texts) {
    if (path === null) process.stdout.write(text);
    else writeOutput(path, text);
  }
}
