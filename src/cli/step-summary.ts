import {appendFileSync} from 'node:fs';
import {Problem} from '../problem.ts';
import {renderMarkdown} from '../report/markdown/render-markdown.ts';
import type {Report} from '../result.ts';
import type {Env} from './terminal.ts';

/** On GitHub's runners the page of the run shows the report, beside the annotations. */
export function addStepSummary(report: Report, {GITHUB_STEP_SUMMARY: file}: Env): void {
  if (file === undefined || file === '') return;
  try {
    appendFileSync(file, renderMarkdown(report));
  } catch (error) {
    throw new Problem(
      `GITHUB_STEP_SUMMARY could not be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
