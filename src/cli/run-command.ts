import {type Command, CommanderError} from 'commander';
import {exitCodeFor, reportFailure} from './failure.ts';
import {createProgram} from './program.ts';
import {guardStreams} from './streams.ts';

/** A mistyped command is told so where its help is asked for as well: commander would print the help of handoff itself. */
function askedCommand(words: readonly string[], program: Command): readonly string[] {
  const [first = '', second = ''] = words;
  const known = (name: string) => name.startsWith('-') || program.commands.some(command => command.name() === name);
  if (first === 'help' && second !== '' && second !== 'help' && !known(second)) return [second];
  return first === '' || first === 'help' || known(first) ? words : [first];
}

/** One command from its words to its exit code. Sets process.exitCode and lets the streams drain: exiting cuts a pipe off. */
export async function runCommand(words: readonly string[]): Promise<void> {
  guardStreams();
  try {
    const program = createProgram();
    await program.parseAsync(askedCommand(words, program), {from: 'user'});
  } catch (error) {
    // help and version are answers; commander has written its messages already
    if (!(error instanceof CommanderError)) reportFailure(error, process.stderr, words.includes('--debug'));
    process.exitCode = exitCodeFor(error);
  }
}
