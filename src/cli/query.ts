import type {Command} from 'commander';
import {addExportOptions, addOutputOptions, type ExportOptions, type GlobalOptions} from './options.ts';
import {targetsOf, writeOutputs} from './outputs.ts';
import {runOnExport} from './run-on-export.ts';

type Format = 'table' | 'csv' | 'json';

const EXTENSIONS = {txt: 'table', csv: 'csv', json: 'json'} as const;

interface Options extends ExportOptions, GlobalOptions {
  format?: Format;
  output?: string[];
}

export function addQuery(program: Command): void {
  const command = program
    .command('query <export> <sql>')
    .description('read-only SQL on the model: leads, activities, ..., handoffs, responses, clock_ledger');
  addExportOptions(command);
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

async function runQuery(path: string, sql: string, options: Options): Promise<void> {
  const targets = targetsOf<Format>(options.output ?? [], options.format, 'table', EXTENSIONS);
  const [{withModel}, {askModel}, {refuseOtherThanReading}, {renderRows}] = await Promise.all([
    import('../handoff.ts'),
    import('../handoff/question.ts'),
    import('./query/read-only.ts'),
    import('./query/render-rows.ts'),
  ]);
  const statement = refuseOtherThanReading(sql);
  const table = await runOnExport(options, open => withModel(path, open, opened => askModel(opened, statement)));
  writeOutputs(targets.map(({path: file, format}) => ({path: file, content: renderRows(table, format)})));
}
