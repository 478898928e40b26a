import {type Command, Option} from 'commander';
import {FAIL_ON, type FailOn, given} from '../handoff/options.ts';
import {Problem} from '../problem.ts';
import {renderGithub} from '../report/ci/github.ts';
import {renderJunit} from '../report/ci/junit.ts';
import {renderJson} from '../report/json.ts';
import {renderMarkdown} from '../report/markdown/render-markdown.ts';
import type {PageOptions} from '../report/text/page.ts';
import {renderText} from '../report/text/render-text.ts';
import type {Report} from '../result.ts';
import {
  addExportOptions,
  addOutputOptions,
  collected,
  type ExportOptions,
  type GlobalOptions,
  rejectsOption,
  wholeNumber,
} from './options.ts';
import {targetsOf, writeOutput} from './outputs.ts';
import {runOnExport} from './run-on-export.ts';
import {addStepSummary} from './step-summary.ts';
import {FILE_PAGE, pageOptions} from './terminal.ts';

type Format = 'text' | 'json' | 'markdown' | 'csv' | 'xlsx' | 'junit' | 'github';

const EXTENSIONS = {txt: 'text', json: 'json', md: 'markdown', xlsx: 'xlsx', xml: 'junit', '/': 'csv'} as const;

interface Options extends ExportOptions, GlobalOptions {
  format?: Format;
  output?: string[];
  rejects?: string;
  failOn: FailOn;
  maxWarnings?: number;
  baseline?: string;
  redact?: true;
  anonymizeReps?: true;
  only?: string[];
  skip?: string[];
}

export function addAudit(program: Command): void {
  const command = program
    .command('audit <export>')
    .description('the audit: report on standard output, exit code by findings');
  addExportOptions(command);
  addOutputOptions(command, ['text', 'json', 'markdown', 'junit', 'github'])
    .addOption(
      new Option('--fail-on <level>', 'exit 1 from this level of confirmed findings on')
        .choices(FAIL_ON)
        .default('error'),
    )
    .option('--max-warnings <n>', 'exit 1 where there are more confirmed warnings', wholeNumber(0))
    .option('--baseline <report>', 'an earlier JSON report: fail only on what is new or worse, beyond noise')
    .option('--redact', 'no names, emails, phones and companies in any output; ids stay')
    .option('--anonymize-reps', 'Rep 1, Rep 2, ... for every rep, in any output')
    .option('--only <check>', 'only this check; repeatable', collected)
    .option('--skip <check>', 'without this check; repeatable', collected)
    .addOption(rejectsOption())
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, _: unknown, self: Command) => runAudit(path, self.optsWithGlobals<Options>()));
}

const EXAMPLES = `
Examples:
  $ handoff audit ./export
  $ handoff audit ./export -d handoff.yaml --as-of 2026-09-30T18:00:00Z
  $ handoff audit ./export -o audit.json -o audit.txt -o -
  $ handoff audit ./export -o audit.md -o audit.xlsx -o tables/    # a folder: CSV files, leads.csv to load back
  $ handoff audit ./export --baseline last.json --fail-on new
  $ handoff audit ./export --fail-on warn --skip response-by-rep
  $ handoff audit ./export --only sla-compliance --format json`;

async function runAudit(path: string, options: Options): Promise<void> {
  const targets = targetsOf<Format>(options.output ?? [], options.format, 'text', EXTENSIONS);
  const [{audit}, {requireChecks}, {withFolders}, {againstBaseline, baselineOf}] = await Promise.all([
    import('../handoff.ts'),
    import('./known-checks.ts'),
    import('./csv-folders.ts'),
    import('./baseline.ts'),
  ]);
  requireChecks([...(options.only ?? []), ...(options.skip ?? [])]);
  const {failOn, maxWarnings, only, skip, rejects, redact, anonymizeReps} = options;
  if (rejects !== undefined && (redact || anonymizeReps))
    throw new Problem('--rejects writes the rows as they are: leave it out where names are to be hidden');
  const baseline = baselineOf(options);
  const report = await withFolders(
    targets.flatMap(target => (target.format === 'csv' && target.path !== null ? [target.path] : [])),
    rows =>
      runOnExport(options, open =>
        audit(path, {
          ...open,
          failOn,
          ...given({maxWarnings, baseline, only, skip, rejects, redact, anonymizeReps, rows}),
        }),
      ),
  );
  for (const target of targets) {
    if (target.format === 'csv') continue;
    if (target.format === 'xlsx' && target.path !== null) {
      writeOutput(target.path, await (await import('../report/xlsx/render-xlsx.ts')).renderXlsx(report));
      continue;
    }
    const page = target.path === null ? pageOptions(process.stdout, process.env, options.color) : FILE_PAGE;
    const text = render(report, target.format, page) + againstBaseline(baseline, report, target.format, page);
    if (target.path === null) process.stdout.write(text);
    else writeOutput(target.path, text);
  }
  if (targets.some(({format}) => format === 'github')) addStepSummary(report, process.env);
  process.exitCode = report.summary.exit_code;
}

function render(report: Report, format: Format, page: PageOptions): string {
  if (format === 'json') return renderJson(report);
  if (format === 'junit') return renderJunit(report);
  if (format === 'github') return renderGithub(report);
  if (format === 'markdown') return renderMarkdown(report);
  return renderText(report, page);
}
