import {clip} from '../report/width.ts';
import {duration} from '../words.ts';
import {colourLevel, type Env, isLive, widthFor} from './terminal.ts';

export interface Progress {
  /** A new stage of the run begins. */
  stage(text: string): void;
  /** How far it is: on a terminal only, since it comes in another order each time. */
  detail(text: string): void;
  /** Nothing moves any more; the line is gone. */
  stop(): void;
}

export interface ProgressOptions {
  quiet: boolean;
  /** How long after the beginning each stage began. */
  timed: boolean;
  colour: boolean;
  /** Percent done of the running query, or less than 0. */
  percent(): number;
}

const SILENT: Progress = {stage() {}, detail() {}, stop() {}};

/** On stderr: a moving line on a terminal, one plain line a stage elsewhere, nothing when quiet. */
export async function startProgress(stderr: NodeJS.WriteStream, env: Env, options: ProgressOptions): Promise<Progress> {
  if (options.quiet) return SILENT;
  return isLive(stderr, env) ? await spinner(stderr, env, options) : lines(stderr, options);
}

function lines(stderr: NodeJS.WriteStream, {timed}: ProgressOptions): Progress {
  const begun = Date.now();
  const write = (text: string) => {
    const after = timed ? ` (after ${((Date.now() - begun) / 1000).toFixed(1)} s)` : '';
    stderr.write(`handoff: ${text}${after}\n`);
  };
  return {stage: write, detail() {}, stop: timed ? () => write('done') : () => {}};
}

// ora takes 50 ms to load, and writes ANSI into a pipe: only for a terminal
async function spinner(stderr: NodeJS.WriteStream, env: Env, {colour, percent}: ProgressOptions): Promise<Progress> {
  const {default: ora} = await import('ora');
  const plain = colourLevel(stderr, env, colour) === 0;
  // enabled: ora would ask the process's own environment again, where isLive() has asked the one it was given
  const spinning = ora({
    stream: stderr,
    isEnabled: true,
    ...(plain ? {color: false} : {}),
    discardStdin: false,
  }).start();
  const begun = Date.now();
  let [current, further] = ['', ''];
  const show = () => {
    const done = percent();
    const seconds = (Date.now() - begun) / 1000;
    const text = [
      current,
      ...(done > 0 ? [`${Math.floor(done)}%`] : []),
      ...(seconds >= 1 ? [`(${duration(seconds)})`] : []),
      ...(further === '' ? [] : [`- ${further}`]),
    ].join(' ');
    // one line, behind the wheel and its blank
    spinning.text = clip(text, widthFor(stderr, env) - 3);
  };
  const timer = setInterval(show, 200);
  timer.unref();
  return {
    stage(text) {
      [current, further] = [text, ''];
      show();
    },
    detail(text) {
      further = text;
      show();
    },
    stop() {
      clearInterval(timer);
      spinning.stop();
    },
  };
}
