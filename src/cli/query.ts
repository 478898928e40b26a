import {type Command, Option} from 'commander';
import {Problem} from '../problem.ts';
import {
  addExportOptions,
  addOutputOptions,
  type ExportOptions,
  type GlobalOptions,
  type HidingOptions,
} from './options.ts';
import {targetsOf, writeOutputs} from './outputs.ts';
import {runOnExport} from './run-on-export.ts';
import {widthFor} from './terminal.ts';

type Format = 'table' | 'csv' | 'json';

const EXTENSIONS = {txt: 'table', csv: 'csv', json: 'json'} as const;

interface Options extends ExportOptions, GlobalOptions, HidingOptions {
  format?: Format;
  output?: string[];
}

export function addQuery(program: Command): void {
  const command = program
    .command('query <export> <sql>')
    .description('read-only SQL on the model: leads, activities, ..., handoffs, responses, clock_ledger');
  addExportOptions(command);
  for (const flags of ['--redact', '--anonymize-reps']) command.addOption(new Option(flags, 'refused').hideHelp());
  addOutputOptions(command, ['table', 'csv', 'json'])
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, sql: string, _: unknown, self: Command) =>
      runQuery(path, sql, self.optsWithGlobals<Options>()),
    );
}

const EXAMPLES = `
Examples:
  $ handoff query ./export "show tables"
  $ handoff query ./export "describe handoffs"
  $ handoff query ./export "select fate, count(*) from handoffs group by fate order by 2 desc"
  $ handoff query ./export "from handoffs where sla_state = 'breached_open'" -o breaches.csv`;

/** A function around a name hides it from whoever looks for it: SQL of one's own cannot be redacted. */
const ANY_COLUMN =
  'a query shows any column as it is, and nothing could promise that nobody is named: select ids, counts and times without --redact and --anonymize-reps, or take the tables of `handoff audit <export> --redact -o tables/`';

async function runQuery(path: string, sql: string, options: Options): Promise<void> {
  if (options.redact || options.anonymizeReps) throw new Problem(ANY_COLUMN);
  const targets = targetsOf<Format>(options.output ?? [], options.format, 'table', EXTENSIONS);
  const [{withModel}, {askModel}, {refuseOtherThanReading}, {renderRows}] = await Promise.all([
    import('../handoff.ts'),
    import('../handoff/question.ts'),
    import('./query/read-only.ts'),
    import('./query/render-rows.ts'),
  ]);
  const statement = refuseOtherThanReading(sql);
  const table = await runOnExport(options, open => withModel(path, open, opened => askModel(opened, statement)));
  // a file has no width
  const widthOf = (file: string | null) => (file === null ? widthFor(process.stdout, process.env) : undefined);
  writeOutputs(
    targets.map(({path: file, format}) => ({path: file, content: renderRows(table, format, widthOf(file))})),
  );
}
