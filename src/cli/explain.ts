import {type Command, Option} from 'commander';
import {definitionsOption, type GlobalOptions} from './options.ts';
import {pageOptions} from './terminal.ts';

interface Options extends GlobalOptions {
  definitions?: string;
  format: 'text' | 'json';
}

export function addExplain(program: Command): void {
  program
    .command('explain <check>')
    .description('a check in full: what it asks, why, how, when it misleads, what to do, its settings and its SQL')
    .addOption(definitionsOption())
    .addOption(new Option('-f, --format <name>', 'format').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      '\nExamples:\n  $ handoff explain sla-compliance\n  $ handoff explain rejection-rate -d handoff.yaml',
    )
    .action(async (id: string, _: unknown, self: Command) => runExplain(id, self.optsWithGlobals<Options>()));
}

async function runExplain(id: string, options: Options): Promise<void> {
  const [{checkIds, requireCheck}, {loadDefinitions}, {explanationOf}, {renderExplanation}] = await Promise.all([
    import('./known-checks.ts'),
    import('../definitions/load.ts'),
    import('./explain/explanation.ts'),
    import('./explain/render-explanation.ts'),
  ]);
  const check = requireCheck(id);
  const loaded = await loadDefinitions({
    file: options.definitions,
    cwd: process.cwd(),
    env: process.env,
    checks: checkIds(),
  });
  const explanation = explanationOf(check, loaded);
  process.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify(explanation, null, 2)}\n`
      : renderExplanation(explanation, pageOptions(process.stdout, process.env, options.color)),
  );
}
