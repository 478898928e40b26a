import {type Command, Option} from 'commander';
import {FAIL_ON, type FailOn, given} from '../handoff/options.ts';
import {Problem} from '../problem.ts';
import {endingCleanly} from './interrupt.ts';
import {
  addExportOptions,
  addHidingOptions,
  addOutputOptions,
  collected,
  type ExportOptions,
  type GlobalOptions,
  type HidingOptions,
  refuseRejects,
  rejectsOption,
  wholeNumber,
} from './options.ts';
import {type Staged, targetsOf} from './outputs.ts';
import {REPORT_EXTENSIONS, REPORT_FORMATS, type ReportFormat, writeReport} from './report-formats.ts';
import {runOnExport} from './run-on-export.ts';
import {allSinks, collectRows} from './shown-rows.ts';
import {addStepSummary} from './step-summary.ts';

interface Options extends ExportOptions, GlobalOptions, HidingOptions {
  format?: ReportFormat;
  output?: string[];
  rejects?: string;
  failOn: FailOn;
  maxWarnings?: number;
  baseline?: string;
  includeRows?: true;
  history?: string;
  only?: string[];
  skip?: string[];
}

export function addAudit(program: Command): void {
  const command = program
    .command('audit <export>')
    .description('the audit: report on standard output, exit code by findings');
  addExportOptions(command);
  addHidingOptions(addOutputOptions(command, REPORT_FORMATS))
    .addOption(
      new Option('--fail-on <level>', 'exit 1 from this level of confirmed findings on')
        .choices(FAIL_ON)
        .default('error'),
    )
    .option('--max-warnings <n>', 'exit 1 where there are more confirmed warnings', wholeNumber(0))
    .option(
      '--baseline <report>',
      'an earlier JSON report, - for standard input: fail only on what is new or worse, beyond noise',
    )
    .option('--include-rows', 'single leads in the HTML report, up to 1,000: what can still be saved first')
    .option('--history <file>', 'append the measures to this DuckDB file, which handoff trend draws')
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
  $ handoff audit ./export -o report.html -o audit.json -o -
  $ handoff audit ./export -o audit.md -o audit.xlsx -o tables/    # a folder: CSV files, leads.csv to load back
  $ handoff audit ./export -o report.html --include-rows --anonymize-reps
  $ handoff audit ./export -o handoff.sarif -o -                # for code scanning, and the text here
  $ handoff audit ./export --baseline last.json --fail-on new
  $ handoff audit ./export --history history.duckdb             # then: handoff trend history.duckdb
  $ handoff audit ./export --fail-on warn --skip response-by-rep
  $ handoff audit ./export --only sla-compliance --format json`;

async function runAudit(path: string, options: Options): Promise<void> {
  const targets = targetsOf<ReportFormat>(options.output ?? [], options.format, 'text', REPORT_EXTENSIONS);
  const [{audit}, {requireChecks}, {withFolders}, {baselineOf, warnOfBaseline}, {checkHistory, stageHistory}] =
    await Promise.all([
      import('../handoff.ts'),
      import('./known-checks.ts'),
      import('./csv-folders.ts'),
      import('./baseline.ts'),
      import('./history.ts'),
    ]);
  requireChecks([...(options.only ?? []), ...(options.skip ?? [])]);
  const {failOn, maxWarnings, only, skip, rejects, redact, anonymizeReps} = options;
  refuseRejects(options);
  if (options.includeRows && !targets.some(({format}) => format === 'html'))
    throw new Problem('--include-rows is for an HTML report: add -o report.html');
  const shown = options.includeRows ? collectRows() : null;
  const baseline = await baselineOf(options);
  const {history} = options;
  if (history !== undefined) await checkHistory(history);
  const report = await endingCleanly(() =>
    withFolders(
      targets.flatMap(target => (target.format === 'csv' && target.path !== null ? [target.path] : [])),
      folders =>
        runOnExport(options, open =>
          audit(path, {
            ...open,
            failOn,
            ...given({
              maxWarnings,
              baseline,
              only,
              skip,
              rejects,
              redact,
              anonymizeReps,
              rows: allSinks(folders, shown?.sink),
            }),
          }),
        ),
      async (audited, folders) => {
        const others = history === undefined ? folders : [...folders, await stageHistory(history, audited)];
        await allOrNone(others, () =>
          writeReport(audited, targets, options.color, {baseline, others, rows: shown?.list() ?? null}),
        );
      },
    ),
  );
  warnOfBaseline(baseline, report, process.stderr);
  if (targets.some(({format}) => format === 'github')) addStepSummary(report, process.env);
  process.exitCode = report.summary.exit_code;
}

/** What was staged before a report that cannot be rendered goes with it. */
async function allOrNone(staged: readonly Staged[], write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    for (const one of staged) one.abandon();
    throw error;
  }
}
