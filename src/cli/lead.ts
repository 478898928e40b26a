import type {Command} from 'commander';
import type {LeadStory} from '../handoff/story.ts';
import type {PageOptions} from '../report/text/page.ts';
import {addExportOptions, addOutputOptions, type ExportOptions, type GlobalOptions} from './options.ts';
import {targetsOf, writeOutput} from './outputs.ts';
import {runOnExport} from './run-on-export.ts';
import {FILE_PAGE, pageOptions} from './terminal.ts';

type Format = 'text' | 'json' | 'html';

const EXTENSIONS = {txt: 'text', json: 'json', html: 'html', htm: 'html'} as const;

interface Options extends ExportOptions, GlobalOptions {
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
  addOutputOptions(command, ['text', 'json', 'html'])
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, _: unknown, self: Command) => runLead(id, self.optsWithGlobals<Options>()));
}

const EXAMPLES = `
Examples:
  $ handoff lead 00Q5f000001 --export ./export
  $ handoff lead 00Q5f000001 --export ./export --format json
  $ handoff lead 00Q5f000001 --export ./export -o lead.html`;

async function runLead(id: string, options: Options): Promise<void> {
  const targets = targetsOf<Format>(options.output ?? [], options.format, 'text', EXTENSIONS);
  const [{withModel}, {readStory}] = await Promise.all([import('../handoff.ts'), import('../handoff/story.ts')]);
  const story = await runOnExport(options, open => withModel(options.export, open, opened => readStory(opened, id)));
  for (const {path, format} of targets) {
    const page = path === null ? pageOptions(process.stdout, process.env, options.color) : FILE_PAGE;
    const text = await renderStory(story, format, page);
    if (path === null) process.stdout.write(text);
    else writeOutput(path, text);
  }
}

async function renderStory(story: LeadStory, format: Format, page: PageOptions): Promise<string> {
  if (format === 'json') return `${JSON.stringify(story, null, 2)}\n`;
  if (format === 'html') return (await import('./lead/render-story-html.tsx')).renderStoryHtml(story);
  return (await import('./lead/render-story.ts')).renderStory(story, page);
}
