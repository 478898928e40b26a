import type {CommandWords, OptionWord, Words} from './words.ts';

export function zshScript({options, commands}: Words): string {
  const described = commands.map(({name, description}) => `    ${quoted(`${name}:${description}`)}`);
  return `#compdef handoff
# zsh completion of handoff: handoff completion zsh > "\${fpath[1]}/_handoff"
_handoff() {
  local curcontext="$curcontext" state line
  typeset -A opt_args
  local -a commands
  commands=(
${described.join('\n')}
  )
  _arguments -C \\
${options.map(option => `    ${specOf(option)} \\`).join('\n')}
    '1: :->command' '*:: :->rest'
  case $state in
    command) _describe command commands ;;
    rest)
      case $words[1] in
${commands.map(command => caseOf(command, options)).join('\n')}
      esac ;;
  esac
}
if [ "$funcstack[1]" = _handoff ]; then _handoff "$@"; else compdef _handoff handoff; fi
`;
}

function caseOf({name, options, values}: CommandWords, everywhere: readonly OptionWord[]): string {
  const longs = new Set(options.map(({long}) => long));
  const specs = [...options, ...everywhere.filter(({long}) => !longs.has(long))].map(specOf);
  const places = values.map((words, index) => `'${index + 1}: :${actionOf(words)}'`);
  return `        ${name})\n          _arguments \\\n${[...specs, ...places].map(spec => `            ${spec}`).join(' \\\n')} ;;`;
}

/** `{-f,--format}'[format]: :(text json)'`. Every option may come again: zsh then needs no list of exclusions. */
function specOf({short, long, description, values}: OptionWord): string {
  const names = short === null ? `'*'${long}` : `'*'{${short},${long}}`;
  const help = `[${description.replace(/[[\]\\:]/g, sign => `\\${sign}`)}]`;
  return `${names}${quoted(`${help}${values === null ? '' : `: :${actionOf(values)}`}`)}`;
}

function actionOf(words: readonly string[]): string {
  return words.length === 0 ? '_files' : `(${words.join(' ')})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
