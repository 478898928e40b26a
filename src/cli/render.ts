import type {Command} from 'commander';
import {addOutputOptions, type GlobalOptions} from './options.ts';
import {REPORT_FORMATS, type ReportFormat, STORED_EXTENSIONS} from './report-formats.ts';

interface Options extends GlobalOptions {
  format?: ReportFormat;
  output?: string[];
}

export function addRender(program: Command): void {
  addOutputOptions(
    program.command('render <report.json>').description('a stored JSON report in any format, without the export'),
    REPORT_FORMATS,
  )
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, _: unknown, self: Command) => runRender(path, self.optsWithGlobals<Options>()));
}

const EXAMPLES = `
<report.json> is what handoff audit -f json wrote, - for standard input.

Examples:
  $ handoff render audit.json -o report.html
  $ handoff render audit.json -f text
  $ handoff audit ./export -f json | handoff render - -o report.html -o report.txt

Exit codes: 0 ran, whatever the report found; 2 could not run.`;

async function runRender(path: string, options: Options): Promise<void> {
  const [{refuseInputs, targetsOf}, {writeReport}, {readReport}] = await Promise.all([
    import('./outputs.ts'),
    import('./report-formats.ts'),
    import('./stored-report.ts'),
  ]);
  const targets = targetsOf<ReportFormat>(options.output ?? [], options.format, 'text', STORED_EXTENSIONS);
  refuseInputs(options.output ?? [], [path]);
  await writeReport(await readReport(path, process.stdin), targets, options.color);
}
