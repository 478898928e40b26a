import {type Command, Option} from 'commander';
import type {Comparison} from '../compare/compare.ts';
import {Problem} from '../problem.ts';
import {addOutputOptions, type GlobalOptions} from './options.ts';
import {refuseInputs, targetsOf, writeOutputs} from './outputs.ts';
import {FILE_PAGE, pageOptions} from './terminal.ts';

type Format = 'text' | 'json' | 'markdown';

const EXTENSIONS = {txt: 'text', json: 'json', md: 'markdown'} as const;

interface Options extends GlobalOptions {
  format?: Format;
  output?: string[];
  failOn: 'new' | 'never';
}

export function addCompare(program: Command): void {
  const command = program
    .command('compare <old> <new>')
    .description('two JSON reports: what got better, worse, appeared and vanished, beyond noise');
  addOutputOptions(command, ['text', 'json', 'markdown'])
    .addOption(
      new Option('--fail-on <what>', 'exit 1 where a confirmed finding is new or worse')
        .choices(['new', 'never'])
        .default('never'),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (old: string, now: string, _: unknown, self: Command) =>
      runCompare(old, now, self.optsWithGlobals<Options>()),
    );
}

const EXAMPLES = `
One of the two may be -, for standard input.

Examples:
  $ handoff compare march.json april.json
  $ handoff audit ./export -f json --fail-on never | handoff compare march.json -
  $ handoff compare main.json branch.json -f markdown --fail-on new`;

async function runCompare(oldPath: string, newPath: string, options: Options): Promise<void> {
  const targets = targetsOf<Format>(options.output ?? [], options.format, 'text', EXTENSIONS);
  if (oldPath === '-' && newPath === '-')
    throw new Problem('compare - -: standard input holds one report; name a file for the other');
  refuseInputs(options.output ?? [], [oldPath, newPath]);
  const [{compareReports}, {newOrWorse}, {storedReport}] = await Promise.all([
    import('../compare/compare.ts'),
    import('../compare/findings.ts'),
    import('./stored-compared.ts'),
  ]);
  const comparison = compareReports(await storedReport(oldPath), await storedReport(newPath));
  const outputs = targets.map(async ({path, format}) => ({
    path,
    content: await rendered(comparison, format, path === null, options.color),
  }));
  writeOutputs(await Promise.all(outputs));
  if (options.failOn === 'new' && newOrWorse(comparison.findings).length > 0) process.exitCode = 1;
}

async function rendered(comparison: Comparison, format: Format, shown: boolean, colour: boolean): Promise<string> {
  if (format === 'json') return `${JSON.stringify(comparison, null, 2)}\n`;
  if (format === 'markdown') return (await import('./compare/render-markdown.ts')).renderMarkdown(comparison);
  const page = shown ? pageOptions(process.stdout, process.env, colour) : FILE_PAGE;
  return (await import('./compare/render-text.ts')).renderComparison(comparison, page);
}
