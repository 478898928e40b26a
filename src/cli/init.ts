import {existsSync} from 'node:fs';
import type {Command} from 'commander';
import {Problem} from '../problem.ts';
import {addExportOptions, type ExportOptions, type GlobalOptions} from './options.ts';
import {checkWritable, writeOutputs} from './outputs.ts';
import {runOnExport} from './run-on-export.ts';

interface Options extends ExportOptions, GlobalOptions {
  output: string;
  force?: true;
}

export function addInit(program: Command): void {
  const command = program
    .command('init <export>')
    .description(
      'drafts a definitions file from an export: its sources, reasons, queues and teams, with what to decide',
    );
  addExportOptions(command)
    .option('-o, --output <file>', 'where the draft goes; - is standard output', 'handoff.yaml')
    .option('--force', 'write over a file that is there')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, _: unknown, self: Command) => runInit(path, self.optsWithGlobals<Options>()));
}

const EXAMPLES = `
Examples:
  $ handoff init ./export
  $ handoff init ./export --source-time-zone America/New_York -o team/handoff.yaml
  $ handoff init ./export -o -`;

async function runInit(path: string, options: Options): Promise<void> {
  const {output} = options;
  if (output !== '-' && existsSync(output) && options.force !== true)
    throw new Problem(`${output} is there already; name another file with -o, or write over it with --force`);
  if (output !== '-') checkWritable(output);
  const {draftOf} = await import('../handoff/draft/draft-of.ts');
  const text = await runOnExport(options, open => draftOf(path, open));
  writeOutputs([{path: output === '-' ? null : output, content: text}]);
  if (output === '-') return;
  process.stderr.write(`handoff: wrote ${output}; decide what it marks, then: handoff audit ${path} -d ${output}\n`);
}
