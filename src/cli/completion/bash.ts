import type {CommandWords, OptionWord, Words} from './words.ts';

/** For bash 3.2, which macOS has, and later. Where nothing is known the shell offers files. */
export function bashScript({options, commands}: Words): string {
  const names = commands.map(({name}) => name).join(' ');
  return `# bash completion of handoff: eval "$(handoff completion bash)"
_handoff() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command='' place=0 takes='' i
  # --format=json is three words to bash
  if [ "$cur" = '=' ]; then cur=''; elif [ "$prev" = '=' ]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [ -n "$takes" ]; then takes=''; continue; fi
    case "\${COMP_WORDS[i]}" in
      =) ;;
      -*) case "$command \${COMP_WORDS[i]}" in ${takers(options, commands)}) takes=1 ;; esac ;;
      *) if [ -z "$command" ]; then command=\${COMP_WORDS[i]}; else place=$((place + 1)); fi ;;
    esac
  done
  COMPREPLY=()
  case "$command $prev" in
${commands.flatMap(optionValues).join('\n')}
  esac
  if [ -z "$command" ]; then
    case "$cur" in
      -*) COMPREPLY=($(compgen -W '${flagsOf(options)}' -- "$cur")) ;;
      *) COMPREPLY=($(compgen -W '${names}' -- "$cur")) ;;
    esac
    return
  fi
  case "$cur" in
    -*)
      case "$command" in
${commands.map(({name, options: own}) => `        ${name}) COMPREPLY=($(compgen -W '${flagsOf([...own, ...options])}' -- "$cur")) ;;`).join('\n')}
      esac ;;
    *)
      case "$command $place" in
${commands.flatMap(argumentValues).join('\n')}
      esac ;;
  esac
}
complete -o default -F _handoff handoff
`;
}

/** Options followed by a value, which is no argument of the command. */
function takers(options: readonly OptionWord[], commands: readonly CommandWords[]): string {
  const patterns = commands.flatMap(({name, options: own}) =>
    [...own, ...options]
      .filter(({values}) => values !== null)
      .flatMap(spellings)
      .map(spelling => `'${name} ${spelling}'`),
  );
  return patterns.join('|');
}

function optionValues({name, options}: CommandWords): string[] {
  return options.flatMap(option => {
    if (option.values === null) return [];
    const patterns = spellings(option).map(spelling => `'${name} ${spelling}'`);
    const reply =
      option.values.length === 0 ? '' : ` COMPREPLY=($(compgen -W '${option.values.join(' ')}' -- "$cur"));`;
    return [`    ${patterns.join('|')})${reply} return ;;`];
  });
}

function argumentValues({name, values}: CommandWords): string[] {
  return values.flatMap((words, place) =>
    words.length === 0
      ? []
      : [`        '${name} ${place}') COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$cur")) ;;`],
  );
}

function flagsOf(options: readonly OptionWord[]): string {
  return [...new Set(options.flatMap(spellings))].join(' ');
}

function spellings({short, long}: OptionWord): string[] {
  return short === null ? [long] : [short, long];
}
