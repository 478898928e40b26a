import {CommanderError} from 'commander';
import {exitCodeFor, reportFailure} from './failure.ts';
import {createProgram} from './program.ts';
import {guardStreams} from './streams.ts';

/** One command from its words to its exit code. Sets process.exitCode and lets the streams drain: exiting cuts a pipe off. */
export async function runCommand(words: readonly string[]): Promise<void> {
  guardStreams();
  try {
    await createProgram().parseAsync(words, {from: 'user'});
  } catch (error) {
    // help and version are answers; commander has written its messages already
    if (!(error instanceof CommanderError)) reportFailure(error, process.stderr, words.includes('--debug'));
    process.exitCode = exitCodeFor(error);
  }
}
