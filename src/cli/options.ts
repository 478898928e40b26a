import {type Command, InvalidArgumentError, Option} from 'commander';
import {checkDay, checkTime} from '../handoff/as-of.ts';
import {given, type OpenOptions} from '../handoff/options.ts';
import {Problem} from '../problem.ts';
import {kindOf} from './outputs.ts';

/** Options of every command that opens an export. */
export interface ExportOptions {
  definitions?: string;
  asOf?: string;
  since?: string;
  until?: string;
  sourceTimeZone?: string;
  system?: string;
  allowEmpty?: true;
  threads?: number;
  memoryLimit?: string;
  tempDir?: string;
}

/** Options of every command. */
export interface GlobalOptions {
  quiet?: true;
  verbose?: true;
  color: boolean;
  debug?: true;
}

export function definitionsOption(): Option {
  return new Option(
    '-d, --definitions <file>',
    'definitions (else HANDOFF_DEFINITIONS, ./handoff.yaml, the export’s, the default)',
  );
}

export function addExportOptions(command: Command): Command {
  return addReadingOptions(command.addOption(definitionsOption()));
}

/** The same for a command that has its definitions elsewhere. */
export function addReadingOptions(command: Command): Command {
  return command
    .option('--as-of <time>', 'the moment the export was taken; nothing later counts (else its latest event)')
    .option('--since <day>', 'only handoffs that start on this day or later')
    .option('--until <day>', 'only handoffs that start on this day or earlier')
    .option('--source-time-zone <zone>', 'zone of exported times without an offset, e.g. America/New_York')
    .option('--system <name>', 'read files as this system’s only, e.g. hubspot (else known by their headers)')
    .option('--allow-empty', 'an export without a single lead, or days on which no handoff starts, are fine')
    .option('--threads <n>', 'threads of the engine', wholeNumber(1))
    .option('--memory-limit <size>', 'memory of the engine, e.g. 4GB; beyond it it spills to disk', memorySize)
    .option('--temp-dir <dir>', 'where the private folder of a run is made');
}

/** Of the commands that account for every row. */
export function rejectsOption(): Option {
  return new Option('--rejects <dir>', 'write the rejected rows there: a CSV a file with line, reason and the row');
}

/** Of the commands whose output may name somebody. */
export interface HidingOptions {
  redact?: true;
  anonymizeReps?: true;
}

export function addHidingOptions(command: Command): Command {
  return command
    .option('--redact', 'no names, emails, phones and companies in any output; ids stay')
    .option('--anonymize-reps', 'Rep 1, Rep 2, ... for every rep, in any output');
}

/** Only an export knows names: without one nobody could hide any. */
export function refuseHidingWithout(exported: string | undefined, {redact, anonymizeReps}: HidingOptions): void {
  if (exported !== undefined || (!redact && !anonymizeReps)) return;
  const option = redact ? '--redact' : '--anonymize-reps';
  throw new Problem(`${option} hides the names that an export knows: add --export, or leave it out`);
}

/** Rejected rows go to a folder; as they are, they go ill together with names that are to be hidden. */
export function refuseRejects({redact, anonymizeReps, rejects}: HidingOptions & {rejects?: string}): void {
  if (rejects !== undefined && !['folder', 'none'].includes(kindOf(rejects)))
    throw new Problem(`--rejects ${rejects} is a file; name a folder`);
  if (rejects !== undefined && (redact || anonymizeReps))
    throw new Problem('--rejects writes the rows as they are: leave it out where names are to be hidden');
}

/** `-f` and `-o` of a command that writes one of these formats. */
export function addOutputOptions(command: Command, formats: readonly string[]): Command {
  return command
    .addOption(new Option('-f, --format <name>', 'format on standard output').choices(formats))
    .option(
      '-o, --output <file>',
      'write to a file in the format of its extension; repeatable, - is standard output',
      collected,
    );
}

export function collected(value: string, earlier: readonly string[] | undefined): string[] {
  return [...(earlier ?? []), value];
}

/** For Commander: a whole number from `least` on. */
export function wholeNumber(least: number): (text: string) => number {
  return text => {
    if (!/^\d+$/.test(text) || Number(text) < least)
      throw new InvalidArgumentError(`It is a whole number from ${least} on.`);
    return Number(text);
  };
}

function memorySize(text: string): string {
  if (!/^\d+(\.\d+)?\s*([KMGT]i?)?B$/i.test(text.trim()))
    throw new InvalidArgumentError('It is a size such as 500MB or 4GB.');
  return text.trim();
}

/** The options of the command line as the audit takes them; refuses what cannot be meant. */
export function openOptions(options: ExportOptions, cwd: string, env: OpenOptions['env']): OpenOptions {
  const {definitions, asOf, since, until, sourceTimeZone, allowEmpty, threads, memoryLimit, tempDir, system} = options;
  if (tempDir !== undefined && kindOf(tempDir) !== 'folder')
    throw new Problem(`--temp-dir ${tempDir} is no folder${kindOf(tempDir) === 'none' ? ': make it first' : ''}`);
  checkTime(asOf);
  checkDay('--since', since);
  checkDay('--until', until);
  if (since !== undefined && until !== undefined && since > until)
    throw new Problem(`--since ${since} is later than --until ${until}`);
  return {
    cwd,
    env,
    ...given({definitions, asOf, since, until, sourceTimeZone, system, allowEmpty, threads, memoryLimit, tempDir}),
  };
}
