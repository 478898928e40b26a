import type {Command} from 'commander';
import type {Derivation} from '../derive/result.ts';
import {Problem} from '../problem.ts';
import {
  addExportOptions,
  addHidingOptions,
  addOutputOptions,
  type ExportOptions,
  type GlobalOptions,
  type HidingOptions,
  wholeNumber,
} from './options.ts';
import {targetsOf, writeOutputs} from './outputs.ts';
import {runOnExport} from './run-on-export.ts';
import {FILE_PAGE, pageOptions} from './terminal.ts';

type Format = 'text' | 'json' | 'yaml';

const EXTENSIONS = {txt: 'text', json: 'json', yaml: 'yaml', yml: 'yaml'} as const;

interface Options extends ExportOptions, GlobalOptions, HidingOptions {
  format?: Format;
  output?: string[];
  wins: number;
}

export function addDerive(program: Command): void {
  const command = program
    .command('derive <export>')
    .description('works backward from closed-won to a candidate definition of an MQL, tested on wins it has not seen');
  addExportOptions(command);
  addHidingOptions(addOutputOptions(command, ['text', 'json', 'yaml']))
    .option('--wins <n>', 'look at the time of the last so many wins', wholeNumber(1), 100)
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, _: unknown, self: Command) => runDerive(path, self.optsWithGlobals<Options>()));
}

const EXAMPLES = `
Examples:
  $ handoff derive ./export
  $ handoff derive ./export -o - -o candidate.yaml
  $ handoff derive ./export --redact -o derived.txt
  $ handoff diff handoff.yaml candidate.yaml --export ./export

Below 25 wins it refuses, below 50 it calls what it finds exploratory. Where no definition is proposed no YAML is written, and who asked for
one gets exit code 2.`;

async function runDerive(path: string, options: Options): Promise<void> {
  const targets = targetsOf<Format>(options.output ?? [], options.format, 'text', EXTENSIONS);
  const [{withModel}, {deriveDefinition}, {hiddenDerivation}, {renderDerivation}, {renderYaml}] = await Promise.all([
    import('../handoff.ts'),
    import('../derive/derive.ts'),
    import('../handoff/privacy/hidden-answers.ts'),
    import('./derive/render-text.ts'),
    import('./derive/render-yaml.ts'),
  ]);
  const found = await runOnExport(options, open =>
    withModel(path, open, async opened => {
      const derived = await deriveDefinition(opened.session, opened.model, options.wins);
      const hidden = await hiddenDerivation(opened, derived, options);
      if (targets.some(({format}) => format === 'yaml')) refuseOtherRule(derived, hidden);
      return hidden;
    }),
  );
  const candidate = renderYaml(found);
  const outputs = targets.flatMap(({path: file, format}) => {
    const page = file === null ? pageOptions(process.stdout, process.env, options.color) : FILE_PAGE;
    if (format === 'yaml') return candidate === null ? [] : [{path: file, content: candidate}];
    const content = format === 'json' ? `${JSON.stringify(found, null, 2)}\n` : renderDerivation(found, page);
    return [{path: file, content}];
  });
  writeOutputs(outputs);
  // who asked for a definition and got none must not go on with an old one
  if (candidate === null && targets.some(({format}) => format === 'yaml'))
    throw new Problem(`no definition is proposed, so none is written: ${found.because}`);
}

/** A rule that names somebody is another one without the name, and would be taken as it is. */
function refuseOtherRule(derived: Derivation, hidden: Derivation): void {
  if (JSON.stringify(derived.rule?.criteria) !== JSON.stringify(hidden.rule?.criteria))
    throw new Problem(
      'the derived rule asks for a value that --redact or --anonymize-reps hides, and as YAML it would mean something else: leave that out, or write text or JSON',
    );
}
