import type {Command} from 'commander';
import type {LeadStory} from '../handoff/story.ts';
import type {PageOptions} from '../report/text/page.ts';
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

type Format = 'text' | 'json' | 'html';

const EXTENSIONS = {txt: 'text', json: 'json', html: 'html', htm: 'html'} as const;

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
  addHidingOptions(addOutputOptions(command, ['text', 'json', 'html']))
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, _: unknown, self: Command) => runLead(id, self.optsWithGlobals<Options>()));
}

const EXAMPLES = `
Examples:
  $ handoff lead 00Q5f000001 --export ./export
  $ handoff lead 00Q5f000001 --export ./export --format json
  $ handoff lead 00Q5f000001 --export ./export -o lead.html
  $ handoff lead 00Q5f000001 --export ./export --redact --anonymize-reps -o lead.txt`;

async function runLead(id: string, options: Options): Promise<void> {
  const targets = targetsOf<Format>(options.output ?? [], options.format, 'text', EXTENSIONS);
  const [{withModel}, {readHiddenStory}] = await Promise.all([
    import('../handoff.ts'),
    import('../handoff/privacy/hidden-story.ts'),
  ]);
  const story = await runOnExport(options, open =>
    withModel(options.export, open, opened => readHiddenStory(opened, id, options)),
  );
  const outputs = targets.map(async ({path, format}) => {
    const page = path === null ? pageOptions(process.stdout, process.env, options.color) : FILE_PAGE;
    return {path, content: await renderStory(story, format, page)};
  });
  writeOutputs(await Promise.all(outputs));
}

async function renderStory(story: LeadStory, format: Format, page: PageOptions): Promise<string> {
  if (format === 'json') return `${JSON.stringify(story, null, 2)}\n`;
  if (format === 'html') return (await import('./lead/render-story-html.tsx')).renderStoryHtml(story);
  return (await import('./lead/render-story.ts')).renderStory(story, page);
}
