import {type Command, Option} from 'commander';
import {Problem} from '../problem.ts';
import {
  addExportOptions,
  addHidingOptions,
  type ExportOptions,
  type GlobalOptions,
  type HidingOptions,
} from './options.ts';
import {pageOptions} from './terminal.ts';

interface Options extends ExportOptions, GlobalOptions, HidingOptions {
  export?: string;
  format: 'text' | 'json' | 'sql';
}

export function addExplain(program: Command): void {
  const command = program
    .command('explain <check>')
    .description('a check in full: what it asks, why, how, when it misleads, what to do, its settings and its SQL')
    .option('--export <export>', 'with the definitions beside it; there measures are explained too');
  addHidingOptions(addExportOptions(command))
    .addOption(new Option('-f, --format <name>', 'format').choices(['text', 'json', 'sql']).default('text'))
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, _: unknown, self: Command) => runExplain(id, self.optsWithGlobals<Options>()));
}

const EXAMPLES = `
Examples:
  $ handoff explain sla-compliance
  $ handoff explain rejection-rate -d handoff.yaml
  $ handoff explain sla.compliance --export ./export
  $ handoff explain sla.compliance --export ./export --anonymize-reps
  $ handoff query ./export "$(handoff explain sla-compliance --export ./export -f sql)"

The SQL is printed with the settings in force and runs in \`handoff query\` as it is.`;

/** No export is read: nobody knows which words of the definitions are names. */
const AS_WRITTEN =
  'a check is explained by the definitions as they are written, and no export is read that would tell names from other words: leave out --redact and --anonymize-reps, which hide names in the numbers and the SQL of a measure';

async function runExplain(id: string, options: Options): Promise<void> {
  const {checkIds, requireCheck} = await import('./known-checks.ts');
  // a measure is a family and a name: response.p50
  const measure = /[._]/.test(id) || id === 'ledger';
  if (measure && !checkIds().includes(id)) return explainMeasure(id, options);
  const [{CHECKS}, {requireValidSettings}, {loadDefinitions}, {explanationOf}, {renderExplanation}] = await Promise.all(
    [
      import('../checks/list.ts'),
      import('../checks/settings.ts'),
      import('../definitions/load.ts'),
      import('./explain/explanation.ts'),
      import('./explain/render-explanation.ts'),
    ],
  );
  const check = requireCheck(id);
  if (options.redact || options.anonymizeReps) throw new Problem(AS_WRITTEN);
  const loaded = await loadDefinitions({
    file: options.definitions,
    exportPath: options.export,
    cwd: process.cwd(),
    env: process.env,
    checks: checkIds(),
  });
  requireValidSettings(CHECKS, loaded.definitions);
  const explanation = explanationOf(check, loaded);
  print(options, explanation, explanation.sql, () => renderExplanation(explanation, page(options)));
}

/** What the export and the definitions allow decides what a measure asks. */
async function explainMeasure(id: string, options: Options): Promise<void> {
  const {export: path} = options;
  if (path === undefined) throw new Problem(`the measure ${id} is explained on an export: add --export <export>`);
  const [{withModel}, {explainMeasure: explain}, {hiddenMeasure}, {renderMeasure}, {runOnExport}] = await Promise.all([
    import('../handoff.ts'),
    import('../handoff/measure-sql.ts'),
    import('../handoff/privacy/hidden-answers.ts'),
    import('./explain/render-measure.ts'),
    import('./run-on-export.ts'),
  ]);
  const explanation = await runOnExport(options, open =>
    withModel(path, open, async opened => {
      const told = await hiddenMeasure(opened, await explain(opened, id), options);
      return {definitions: opened.loaded.path, ...told};
    }),
  );
  print(options, explanation, explanation.sql.join(';\n\n'), () => renderMeasure(explanation, page(options)));
}

function print({format}: Options, explanation: object, sql: string, render: () => string): void {
  if (format === 'json') process.stdout.write(`${JSON.stringify(explanation, null, 2)}\n`);
  else process.stdout.write(format === 'sql' ? `${sql}\n` : render());
}

function page({color}: Options) {
  return pageOptions(process.stdout, process.env, color);
}
