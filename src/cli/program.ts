import {Command} from 'commander';
import {packageVersion} from '../package-files.ts';
import {nearest} from '../problem.ts';
import {plain} from '../report/plain.ts';
import {addAudit} from './audit.ts';
import {addChecks} from './checks.ts';
import {addCompare} from './compare.ts';
import {addCompletion} from './completion.ts';
import {addDerive} from './derive.ts';
import {addDiff} from './diff.ts';
import {addExplain} from './explain.ts';
import {addInit} from './init.ts';
import {addInspect} from './inspect.ts';
import {addLead} from './lead.ts';
import {addQuery} from './query.ts';
import {addRender} from './render.ts';
import {addSchema} from './schema.ts';
import {addTrend} from './trend.ts';
import {addValidate} from './validate.ts';

/** Every command and nothing else; what a command needs it loads when it runs, so that --help is quick. */
export function createProgram(): Command {
  const program = new Command('handoff')
    .description(
      'Audits the handoff of leads from marketing to sales, from CRM exports, with evidence. Nothing leaves this machine.',
    )
    .version(packageVersion(), '--version', 'print the version')
    .option('-q, --quiet', 'no progress on stderr; warnings and errors stay')
    .option('--verbose', 'every stage and check with its time, on stderr')
    .option('--no-color', 'no colours (NO_COLOR and FORCE_COLOR are respected)')
    .option('--debug', 'the stack and the SQL of a fault')
    .helpOption('-h, --help', 'this help')
    .helpCommand('help [command]', 'the help of a command')
    .configureHelp({showGlobalOptions: true})
    .configureOutput({outputError: (text, write) => write(plain(usageError(text)).replaceAll('\\n', '\n'))})
    .exitOverride();
  const commands = [
    addAudit,
    addInspect,
    addInit,
    addValidate,
    addDiff,
    addCompare,
    addTrend,
    addDerive,
    addLead,
    addRender,
    addQuery,
    addChecks,
    addExplain,
    addSchema,
    addCompletion,
  ];
  for (const add of commands) add(program);
  program.addHelpText('after', EXAMPLES);
  return program;
}

const EXAMPLES = `
Start here:
  $ handoff audit ./export
  $ handoff inspect ./export
  $ handoff lead 00Q5f000001 --export ./export

Exit codes: 0 ran, 1 findings, 2 could not run, 3 a fault of handoff, 130 interrupted.`;

/** `error: unknown option '--formt'\n(Did you mean --format?)` as one line in our own manner. */
function usageError(text: string): string {
  const [first = '', ...rest] = text.trimEnd().split('\n');
  const hint = rest.join(' ').replace(/^\(Did you mean (.*)\?\)$/, '; did you mean $1?');
  // commander's own name for the value of an argument, and the argument's, are nobody's words
  const plainly = first
    .replace(/^error: /, 'handoff: ')
    .replace(/^handoff: command-argument value ('.*') is invalid for argument '.*?'/, 'handoff: $1 is invalid');
  return `${plainly}${hint}${choiceHint(first)}\n`;
}

/** ` Did you mean json?`, where one of the choices is near; of a format for files alone, how it is written. */
function choiceHint(error: string): string {
  const [, given, choices] = /'([^']*)' is invalid.* Allowed choices are (.*)\.$/.exec(error) ?? [];
  if (given === undefined || choices === undefined) return '';
  const file = error.includes('--format') && choices.includes('sarif') ? FILE_FORMATS[given] : undefined;
  if (file !== undefined) return ` ${given} is for files: ${file}`;
  const near = nearest(given, choices.split(', '));
  return near === null ? '' : ` Did you mean ${near}?`;
}

const FILE_FORMATS: Readonly<Record<string, string>> = {csv: 'handoff audit -o tables/', xlsx: '-o report.xlsx'};
