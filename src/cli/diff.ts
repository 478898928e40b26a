import type {Command} from 'commander';
import {
  addHidingOptions,
  addOutputOptions,
  addReadingOptions,
  type ExportOptions,
  type GlobalOptions,
  type HidingOptions,
  refuseHidingWithout,
} from './options.ts';
import {pageOptions} from './terminal.ts';

type Format = 'text' | 'json' | 'markdown';

interface Options extends ExportOptions, GlobalOptions, HidingOptions {
  export?: string;
  leads?: true;
  format?: Format;
  output?: string[];
  exitCode?: true;
}

const EXTENSIONS = {txt: 'text', json: 'json', md: 'markdown'} as const;

export function addDiff(program: Command): void {
  const command = program
    .command('diff <definitions...>')
    .usage('[options] <old> <new>')
    .description('what changed between two definitions files, by meaning, and with --export what it does to real leads')
    .option('--export <export>', 'judge the leads of this export by both: who leaves, who enters, what they became')
    .option('--leads', 'with --export: the ids of the leads that change sides');
  addReadingOptions(command);
  addHidingOptions(addOutputOptions(command, ['text', 'json', 'markdown']))
    .option('--exit-code', 'exit with 1 where there is any change, a wording too')
    .addHelpText('after', EXAMPLES)
    .action(async (words: string[], _: unknown, self: Command) => runDiff(words, self.optsWithGlobals<Options>()));
}

const EXAMPLES = `
<old> and <new> are files, - for standard input, or REV:path as in git show.

Examples:
  $ handoff diff main:handoff.yaml handoff.yaml
  $ handoff diff handoff.yaml team/emea.yaml --exit-code
  $ handoff diff main:handoff.yaml handoff.yaml --export ./export
  $ handoff diff main:handoff.yaml handoff.yaml --export ./export --leads --redact -o diff.md
  $ sed 's/^extends: .*/extends: strict/' handoff.yaml | handoff diff handoff.yaml -
  $ handoff diff HEAD~1:handoff.yaml HEAD:handoff.yaml -f markdown
  $ git config diff.handoff.command 'handoff diff'    # with *.yaml diff=handoff in .gitattributes

Exit codes: 0 ran, 1 with --exit-code: there are changes, 2 could not run.`;

async function runDiff(words: readonly string[], options: Options): Promise<void> {
  const [{externalDiff}, {loadFile, loadSide}, {targetsOf}, {Problem}, {plain}] = await Promise.all([
    import('./diff/external.ts'),
    import('./diff/sources.ts'),
    import('./outputs.ts'),
    import('../problem.ts'),
    import('../report/plain.ts'),
  ]);
  const targets = targetsOf(options.output ?? [], options.format, 'text', EXTENSIONS);
  refuseHidingWithout(options.export, options);
  const cwd = process.cwd();
  const [first = '', ...others] = words;
  // git tells its driver so; everybody else forgot the second file
  if (others.length === 0 && process.env['GIT_DIFF_PATH_TOTAL'] !== undefined) {
    process.stdout.write(`${plain(first)} is not merged: nothing to compare yet\n`);
    return;
  }
  const git = externalDiff(words);
  if (git !== null) {
    const {oldPath, newPath, oldFile, newFile} = git;
    try {
      // what they extend is read from the working tree: git does not say which revision a file is from
      await compare(
        loadFile(`a/${oldPath}`, oldFile, cwd, oldPath),
        loadFile(`b/${newPath}`, newFile, cwd, newPath),
        targets,
        options,
      );
    } catch (error) {
      // git stops at a driver that fails, and an old broken version should not end a git log
      if (!(error instanceof Problem) || options.exitCode) throw error;
      const lines = [`handoff diff: ${error.message}`, ...error.details.map(detail => `  ${detail}`)];
      process.stdout.write(lines.map(line => `${plain(line)}\n`).join(''));
    }
    return;
  }
  const [old = '', now = ''] = words;
  if (options.leads && options.export === undefined)
    throw new Problem('--leads lists leads of an export: add --export');
  if (old === '-' && now === '-') throw new Problem('standard input is one file: only one of the two can be -');
  await compare(await loadSide(old, cwd, process.stdin), await loadSide(now, cwd, process.stdin), targets, options);
}

type Loaded = import('../definitions/load.ts').LoadedDefinitions;
type DiffResult = import('./diff/schema.ts').DiffResult;
type Target = import('./outputs.ts').Target<Format>;

async function compare(old: Loaded, now: Loaded, targets: readonly Target[], options: Options): Promise<void> {
  const [{diffDefinitions}, {refuseInputs, writeOutputs}, {FILE_PAGE}] = await Promise.all([
    import('../diff/diff.ts'),
    import('./outputs.ts'),
    import('./terminal.ts'),
  ]);
  refuseInputs(options.output ?? [], [...old.files, ...now.files]);
  const changed = diffDefinitions(old, now);
  const diff: DiffResult =
    options.export === undefined
      ? changed
      : {
          ...changed,
          ...(await (await import('./diff/impact.ts')).impactOn(options.export, {old, now, diff: changed}, options)),
        };
  const outputs = targets.map(async ({path, format}) => {
    const page = path === null ? pageOptions(process.stdout, process.env, options.color) : FILE_PAGE;
    return {path, content: await rendered(diff, format, page)};
  });
  writeOutputs(await Promise.all(outputs));
  if (options.exitCode && diff.changes.length > 0) process.exitCode = 1;
}

async function rendered(
  diff: DiffResult,
  format: Format,
  page: import('../report/text/page.ts').PageOptions,
): Promise<string> {
  if (format === 'json') return `${JSON.stringify(diff, null, 2)}\n`;
  if (format === 'markdown') return (await import('./diff/render-markdown.ts')).renderMarkdown(diff);
  return (await import('./diff/render-text.ts')).renderDiff(diff, page);
}
