import {type Command, InvalidArgumentError} from 'commander';
import {nearest, Problem} from '../problem.ts';
import {addOutputOptions, collected, type GlobalOptions, wholeNumber} from './options.ts';
import {kindOf, refuseInputs, targetsOf, writeOutputs} from './outputs.ts';
import {FILE_PAGE, pageOptions} from './terminal.ts';

type Format = 'text' | 'json' | 'csv';

const EXTENSIONS = {txt: 'text', json: 'json', csv: 'csv'} as const;

interface Options extends GlobalOptions {
  format?: Format;
  output?: string[];
  measure?: string[];
  last?: number;
}

export function addTrend(program: Command): void {
  const command = program
    .command('trend <file>')
    .description('how the measures went from run to run, from the file that handoff audit --history writes')
    .option('--measure <id>', 'only this measure, in all its segments; repeatable', measureId)
    .option('--last <n>', 'only the newest runs', wholeNumber(1));
  addOutputOptions(command, ['text', 'json', 'csv'])
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, _: unknown, self: Command) => runTrend(path, self.optsWithGlobals<Options>()));
}

const EXAMPLES = `
Examples:
  $ handoff audit ./export --history history.duckdb
  $ handoff trend history.duckdb
  $ handoff trend history.duckdb --measure sla.compliance --last 12
  $ handoff trend history.duckdb -o trend.csv                   # every measure, one row per measure and run`;

function measureId(id: string, earlier: readonly string[] | undefined): string[] {
  if (!/^[a-z]+(\.\w+)?$/.test(id)) throw new InvalidArgumentError('It is the id of a measure such as sla.compliance.');
  return collected(id, earlier);
}

async function runTrend(path: string, options: Options): Promise<void> {
  const targets = targetsOf<Format>(options.output ?? [], options.format, 'text', EXTENSIONS);
  refuseInputs(options.output ?? [], [path]);
  const kind = kindOf(path);
  if (path === '-' && kind === 'none')
    throw new Problem(
      '- is no file, and a history is a database, which standard input cannot be: name the file of handoff audit --history',
    );
  if (kind === 'none' || kind === 'folder')
    throw new Problem(
      `${path} is no history of handoff (${kind === 'none' ? 'it is not there' : 'it is a folder'}); name the file of handoff audit --history`,
    );
  const {readTrend} = await import('../handoff/history/trend.ts');
  const trend = await readTrend(path, {last: options.last, measures: options.measure});
  for (const id of options.measure ?? [])
    if (trend.runs.length > 0 && !trend.series.some(one => one.id === id)) throw await noMeasure(path, id, readTrend);
  const outputs = targets.map(async ({path: file, format}) => {
    if (format === 'json') return {path: file, content: `${JSON.stringify(trend, null, 2)}\n`};
    if (format === 'csv') return {path: file, content: (await import('./trend/render-csv.ts')).renderCsv(trend)};
    const page = file === null ? pageOptions(process.stdout, process.env, options.color) : FILE_PAGE;
    const {renderTrend} = await import('./trend/render-text.ts');
    return {path: file, content: renderTrend(trend, options.measure === undefined, page)};
  });
  writeOutputs(await Promise.all(outputs));
}

async function noMeasure(
  path: string,
  id: string,
  read: typeof import('../handoff/history/trend.ts').readTrend,
): Promise<Problem> {
  const {series} = await read(path);
  const near = nearest(id, [...new Set(series.map(one => one.id))]);
  const hint = near === null ? `handoff trend ${path} -f csv lists all there are` : `did you mean ${near}?`;
  return new Problem(`${path} has no measure ${JSON.stringify(id)}; ${hint}`);
}
