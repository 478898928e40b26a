import {type Command, Option} from 'commander';
import type {Diagnostic} from '../definitions/diagnostics.ts';
import {PRESETS} from '../definitions/find.ts';
import {Problem} from '../problem.ts';
import {plural} from '../words.ts';
import {
  addExportOptions,
  addHidingOptions,
  type ExportOptions,
  type GlobalOptions,
  type HidingOptions,
  refuseHidingWithout,
} from './options.ts';

interface Options extends ExportOptions, GlobalOptions, HidingOptions {
  export?: string;
  format: 'text' | 'json';
}

export function addValidate(program: Command): void {
  const command = program
    .command('validate [file]')
    .description('checks a definitions file: every problem at once, each with line and column')
    .option(
      '--export <export>',
      'also against data: names the leads do not know, rules that match nothing, thresholds out of reach',
    );
  addHidingOptions(addExportOptions(command))
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
  refuseHidingWithout(options.export, options);
  const [{checkDefinitions}, {formatDiagnostic}, {CHECKS}, {settingsDiagnostics}] = await Promise.all([
    import('../definitions/load.ts'),
    import('../definitions/diagnostics.ts'),
    import('../checks/list.ts'),
    import('./validate/settings-diagnostics.ts'),
  ]);
  const named = file ?? options.definitions;
  const checked = await checkDefinitions({
    file: named,
    givenBy: file === undefined ? '-d' : null,
    exportPath: options.export,
    cwd: process.cwd(),
    env: process.env,
    checks: CHECKS.map(({id}) => id),
  });
  if (checked.loaded?.by === 'built_in' && options.export === undefined)
    throw new Problem(
      'there are no definitions here: name a file, or write one with handoff init; the built-in ones are rules/default.yaml of the package',
    );
  const told = new Set(checked.diagnostics.map(({path}) => path));
  const settings = settingsDiagnostics(checked).filter(({path}) => !told.has(path));
  const own = inOrder([...checked.diagnostics, ...settings], checked.path);
  const errors = own.filter(({level}) => level === 'error').length;
  if (errors > 0 && (options.redact || options.anonymizeReps))
    throw new Problem(
      `${checked.path} has ${plural(errors, 'error')}, so it cannot be held against the export, which alone knows whom to hide: mend it first, without --redact and --anonymize-reps`,
    );
  const unjudged = options.export !== undefined && errors > 0 ? notJudged(options.export, errors) : null;
  const diagnostics =
    options.export === undefined || unjudged !== null ? own : await withData(own, options.export, named, options);
  if (options.format === 'json') {
    const judged = options.export === undefined ? {} : {export: {path: options.export, not_judged: unjudged}};
    process.stdout.write(`${JSON.stringify({path: checked.path, diagnostics, ...judged}, null, 2)}\n`);
  } else {
    const last = [verdict(checked.path, diagnostics, errors), ...(unjudged === null ? [] : [unjudged])];
    process.stdout.write([...diagnostics.map(formatDiagnostic), ...last].map(line => `${line}\n`).join(''));
  }
  process.exitCode = errors > 0 ? 2 : 0;
}

/** The same with what the data say. */
async function withData(
  own: readonly Diagnostic[],
  path: string,
  definitions: string | undefined,
  options: Options,
): Promise<readonly Diagnostic[]> {
  const [{withModel}, {dataDiagnostics}, {hiddenDiagnostics}, {runOnExport}] = await Promise.all([
    import('../handoff.ts'),
    import('../handoff/against-data/data-issues.ts'),
    import('../handoff/privacy/hidden-answers.ts'),
    import('./run-on-export.ts'),
  ]);
  const asked = definitions === undefined ? options : {...options, definitions};
  // its warnings are among the diagnostics already
  return runOnExport(asked, open =>
    withModel(path, {...open, onWarning: () => {}}, async opened =>
      hiddenDiagnostics(opened, [...own, ...(await dataDiagnostics(opened))], options),
    ),
  );
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
