import type {Command} from 'commander';
import {
  addExportOptions,
  addHidingOptions,
  addOutputOptions,
  type ExportOptions,
  type GlobalOptions,
  type HidingOptions,
} from './options.ts';
import {targetsOf, writeOutputs} from './outputs.ts';
import {runOnExport} from './run-on-export.ts';
import {FILE_PAGE, pageOptions} from './terminal.ts';

type Format = 'text' | 'json';

const EXTENSIONS = {txt: 'text', json: 'json'} as const;

interface Options extends ExportOptions, GlobalOptions, HidingOptions {
  export: string;
  format?: Format;
  output?: string[];
}

export function addLead(program: Command): void {
  const command = program
    .command('lead <id>')
    .description(
      'one lead’s whole story: timeline, clocks, owners, promise and fate, and why; file and record of each fact',
    )
    .requiredOption('--export <export>', 'the export: a folder or one file');
  addExportOptions(command);
  addHidingOptions(addOutputOptions(command, ['text', 'json']))
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, _: unknown, self: Command) => runLead(id, self.optsWithGlobals<Options>()));
}

const EXAMPLES = `
Examples:
  $ handoff lead 00Q5f000001 --export ./export
  $ handoff lead 00Q5f000001 --export ./export --format json
  $ handoff lead 00Q5f000001 --export ./export --redact --anonymize-reps -o lead.txt`;

async function runLead(id: string, options: Options): Promise<void> {
  const targets = targetsOf<Format>(options.output ?? [], options.format, 'text', EXTENSIONS);
  const [{withModel}, {readHiddenStory}, {renderStory}] = await Promise.all([
    import('../handoff.ts'),
    import('../handoff/privacy/hidden-story.ts'),
    import('./lead/render-story.ts'),
  ]);
  const story = await runOnExport(options, open =>
    withModel(options.export, open, opened => readHiddenStory(opened, id, options)),
  );
  const outputs = targets.map(({path, format}) => {
    const page = path === null ? pageOptions(process.stdout, process.env, options.color) : FILE_PAGE;
    return {path, content: format === 'json' ? `${JSON.stringify(story, null, 2)}\n` : renderStory(story, page)};
  });
  writeOutputs(outputs);
}
