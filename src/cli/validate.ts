import {type Command, Option} from 'commander';
import type {Diagnostic} from '../definitions/diagnostics.ts';
import {PRESETS} from '../definitions/find.ts';
import {Problem} from '../problem.ts';
import {plural} from '../words.ts';
import {addExportOptions, type ExportOptions, type GlobalOptions} from './options.ts';

interface Options extends ExportOptions, GlobalOptions {
  export?: string;
  format: 'text' | 'json';
}

export function addValidate(program: Command): void {
  const command = program
    .command('validate [file]')
    .description('checks a definitions file: every problem at once, each with line and column')
    .option('--export <export>', 'also against data: names the leads do not know, rules that match nothing');
  addExportOptions(command)
    .addOption(new Option('-f, --format <name>', 'format').choices(['text', 'json']).default('text'))
    .addHelpText('after', EXAMPLES)
    .action(async (file: string | undefined, _: unknown, self: Command) =>
      runValidate(file, self.optsWithGlobals<Options>()),
    );
}

const EXAMPLES = `
Examples:
  $ handoff validate
  $ handoff validate handoff.yaml
  $ handoff validate handoff.yaml --export ./export
  $ handoff validate team/emea.yaml --format json

\`extends:\` takes a relative path or a preset: ${PRESETS.join(', ')}.

Exit codes: 0 no errors (there may be warnings), 2 errors.`;

async function runValidate(file: string | undefined, options: Options): Promise<void> {
  const [{checkDefinitions}, {formatDiagnostic}, {CHECKS}, {settingsDiagnostics}] = await Promise.all([
    import('../definitions/load.ts'),
    import('../definitions/diagnostics.ts'),
    import('../checks/list.ts'),
    import('./validate/settings-diagnostics.ts'),
  ]);
  const named = file ?? options.definitions;
  const checked = await checkDefinitions({
    file: named,
    exportPath: options.export,
    cwd: process.cwd(),
    env: process.env,
    checks: CHECKS.map(({id}) => id),
  });
  if (checked.loaded?.by === 'built_in' && options.export === undefined)
    throw new Problem(
      'there are no definitions here: name a file, or write one with handoff init; the built-in ones are rules/default.yaml of the package',
    );
  const own = inOrder([...checked.diagnostics, ...settingsDiagnostics(checked)], checked.path);
  const errors = own.filter(({level}) => level === 'error').length;
  const unjudged = options.export !== undefined && errors > 0 ? notJudged(options.export, errors) : null;
  const data = options.export === undefined || unjudged !== null ? [] : await against(options.export, named, options);
  const diagnostics = [...own, ...data];
  if (options.format === 'json') {
    const judged = options.export === undefined ? {} : {export: {path: options.export, not_judged: unjudged}};
    process.stdout.write(`${JSON.stringify({path: checked.path, diagnostics, ...judged}, null, 2)}\n`);
  } else {
    const last = [verdict(checked.path, diagnostics, errors), ...(unjudged === null ? [] : [unjudged])];
    process.stdout.write([...diagnostics.map(formatDiagnostic), ...last].map(line => `${line}\n`).join(''));
  }
  process.exitCode = errors > 0 ? 2 : 0;
}

async function against(path: string, definitions: string | undefined, options: Options): Promise<Diagnostic[]> {
  const [{withModel}, {dataDiagnostics}, {runOnExport}] = await Promise.all([
    import('../handoff.ts'),
    import('../handoff/against-data/data-issues.ts'),
    import('./run-on-export.ts'),
  ]);
  const asked = definitions === undefined ? options : {...options, definitions};
  // its warnings are among the diagnostics already
  return runOnExport(asked, open => withModel(path, {...open, onWarning: () => {}}, dataDiagnostics));
}

/** As one reads: the file itself, then what it extends, each from the top. */
function inOrder(diagnostics: readonly Diagnostic[], path: string): Diagnostic[] {
  const files = [...new Set([path, ...diagnostics.map(({file}) => file)])];
  return diagnostics.toSorted(
    (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column,
  );
}

/** A file that cannot be used cannot be held against data. */
function notJudged(path: string, errors: number): string {
  return `${path} was not judged: definitions with errors cannot be held against data; mend the ${plural(errors, 'error')} above first`;
}

function verdict(path: string, diagnostics: readonly Diagnostic[], errors: number): string {
  const warnings = diagnostics.length - errors;
  if (diagnostics.length === 0) return `${path} is valid`;
  return `${path}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`;
}
