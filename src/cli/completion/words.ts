import type {Argument, Command, Option} from 'commander';

/** What can be typed after `handoff`, for the shells. */
export interface Words {
  /** Before or after any command. */
  options: readonly OptionWord[];
  commands: readonly CommandWords[];
}

export interface CommandWords {
  name: string;
  description: string;
  options: readonly OptionWord[];
  /** Of each positional argument the words it may be; empty: a file, or anything. */
  values: readonly (readonly string[])[];
}

export interface OptionWord {
  short: string | null;
  long: string;
  description: string;
  /** Null: it takes no value; empty: a file, or anything. */
  values: readonly string[] | null;
}

/** `known` has the words of an argument that has no choices of its own, by its name: `check` for `<check>`. */
export function wordsOf(program: Command, known: Readonly<Record<string, readonly string[]>>): Words {
  const commands = program.commands.map(command => ({
    name: command.name(),
    description: command.description(),
    options: [...command.options.filter(({hidden}) => !hidden).map(option => optionWord(option, known)), HELP],
    values: command.registeredArguments.map(argument => valuesOf(argument, known)),
  }));
  const help = {
    name: 'help',
    description: 'the help of a command',
    options: [],
    values: [commands.map(({name}) => name)],
  };
  return {
    options: [...program.options.map(option => optionWord(option, known)), HELP],
    commands: [...commands, help],
  };
}

const HELP: OptionWord = {short: '-h', long: '--help', description: 'this help', values: null};

type Known = Parameters<typeof wordsOf>[1];

function optionWord(option: Option, known: Known): OptionWord {
  const {short, long, flags, description, required, optional, argChoices} = option;
  const name = /<(\w+)>/.exec(flags)?.[1] ?? '';
  return {
    short: short ?? null,
    long: long ?? flags,
    description,
    values: required || optional ? (argChoices ?? known[name] ?? []) : null,
  };
}

function valuesOf(argument: Argument, known: Known): readonly string[] {
  return argument.argChoices ?? known[argument.name()] ?? [];
}
