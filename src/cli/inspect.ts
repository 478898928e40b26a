import type {Command} from 'commander';
import {given} from '../handoff/options.ts';
import {renderInspectionJson} from '../report/inspection/json.ts';
import {renderInspection} from '../report/inspection/render-inspection.ts';
import {
  addExportOptions,
  addHidingOptions,
  addOutputOptions,
  type ExportOptions,
  type GlobalOptions,
  type HidingOptions,
  refuseRejects,
  rejectsOption,
} from './options.ts';
import {targetsOf, writeOutputs} from './outputs.ts';
import {runOnExport} from './run-on-export.ts';
import {FILE_PAGE, pageOptions} from './terminal.ts';

type Format = 'text' | 'json';

const EXTENSIONS = {txt: 'text', json: 'json'} as const;

interface Options extends ExportOptions, GlobalOptions, HidingOptions {
  format?: Format;
  output?: string[];
  rejects?: string;
}

export function addInspect(program: Command): void {
  const command = program
    .command('inspect <export>')
    .description(
      'what was recognised: files, columns, rejected rows, data quality, what can be measured and what to add',
    );
  addExportOptions(command);
  addHidingOptions(addOutputOptions(command, ['text', 'json']))
    .addOption(rejectsOption())
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, _: unknown, self: Command) => runInspect(path, self.optsWithGlobals<Options>()));
}

const EXAMPLES = `
Examples:
  $ handoff inspect ./export
  $ handoff inspect ./export --source-time-zone America/New_York
  $ handoff inspect ./export --rejects ./rejected
  $ handoff inspect ./export --redact                      # examples of cells left out
  $ handoff inspect ./export --format json`;

async function runInspect(path: string, options: Options): Promise<void> {
  const targets = targetsOf<Format>(options.output ?? [], options.format, 'text', EXTENSIONS);
  refuseRejects(options);
  const {rejects, redact, anonymizeReps} = options;
  const {audit} = await import('../handoff.ts');
  const report = await runOnExport(options, open =>
    audit(path, {...open, failOn: 'never', ...given({rejects, redact, anonymizeReps})}),
  );
  const outputs = targets.map(({path: file, format}) => {
    const page = file === null ? pageOptions(process.stdout, process.env, options.color) : FILE_PAGE;
    return {path: file, content: format === 'json' ? renderInspectionJson(report) : renderInspection(report, page)};
  });
  writeOutputs(outputs);
}
