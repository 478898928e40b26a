import type {CommandWords, OptionWord, Words} from './words.ts';

/** Where nothing is known the shell offers files. */
export function fishScript({options, commands}: Words): string {
  const lines = [
    '# fish completion of handoff: handoff completion fish > ~/.config/fish/completions/handoff.fish',
    'complete -c handoff -n __fish_use_subcommand -f',
    ...options.map(option => optionLine(option, '')),
    ...commands.map(
      ({name, description}) => `complete -c handoff -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
    ),
    ...commands.flatMap(linesOf),
  ];
  return `${lines.join('\n')}\n`;
}

function linesOf({name, options, values}: CommandWords): string[] {
  const here = ` -n '__fish_seen_subcommand_from ${name}'`;
  const words = values.flat();
  return [
    ...options.filter(({long}) => long !== '--help').map(option => optionLine(option, here)),
    ...(words.length === 0 ? [] : [`complete -c handoff${here} -f -a ${quoted(words.join(' '))}`]),
  ];
}

/** `-r` takes a value, `-x` takes one that is no file. */
function optionLine({short, long, description, values}: OptionWord, here: string): string {
  const takes = values === null ? '' : values.length === 0 ? ' -r' : ` -x -a ${quoted(values.join(' '))}`;
  const letter = short === null ? '' : ` -s ${short.slice(1)}`;
  return `complete -c handoff${here}${letter} -l ${long.slice(2)}${takes} -d ${quoted(description)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
