import type {OpenOptions} from '../handoff/options.ts';
import {plain} from '../report/plain.ts';
import {onInterrupt} from './interrupt.ts';
import {type ExportOptions, type GlobalOptions, openOptions} from './options.ts';
import {refuseInputs} from './outputs.ts';
import {startProgress} from './progress.ts';

/** Runs what needs the engine: with progress on stderr, and so that Ctrl-C ends it cleanly. */
export async function runOnExport<T>(
  options: ExportOptions & GlobalOptions & {output?: readonly string[] | string},
  use: (open: OpenOptions & {onCheck?: (id: string) => void}) => Promise<T>,
): Promise<T> {
  const open = openOptions(options, process.cwd(), process.env);
  const interrupt = onInterrupt();
  let percent = () => -1;
  const progress = await startProgress(process.stderr, process.env, {
    quiet: options.quiet === true,
    timed: options.verbose === true,
    colour: options.color,
    percent: () => percent(),
  });
  const stage = (text: string) => {
    interrupt.check();
    progress.stage(plain(text));
  };
  try {
    const result = await use({
      ...open,
      onStage: stage,
      onDetail: text => progress.detail(plain(text)),
      onWarning: text => void process.stderr.write(`handoff: warning: ${plain(text)}\n`),
      // one that is no list is init’s, which writes over nothing without --force
      onInputs: paths => refuseInputs(Array.isArray(options.output) ? options.output : [], paths),
      onSession(session) {
        interrupt.watch(session);
        percent = () => session.progress();
      },
      onCheck(id) {
        interrupt.check();
        if (options.verbose) progress.stage(`check ${id}`);
        else progress.detail(id);
      },
    });
    interrupt.check();
    return result;
  } catch (error) {
    // a query that was stopped fails in its own words
    interrupt.check();
    throw error;
  } finally {
    progress.stop();
    interrupt.release();
  }
}
