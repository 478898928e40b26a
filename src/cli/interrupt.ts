import {rmSync} from 'node:fs';
import type {Session} from '../engine/session.ts';
import {removeUnfinished} from './unfinished.ts';

/** Thrown where a run stops because somebody asked for it. */
export class Interrupted extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super('interrupted');
    this.name = 'Interrupted';
    this.exitCode = exitCode;
  }
}

export interface Interrupt {
  /** The session to stop; one at a time. */
  watch(session: Session): void;
  /** Throws once somebody has asked to stop. */
  check(): void;
  /** The exit code asked for, or null. */
  readonly requested: number | null;
  release(): void;
}

const CODES = {SIGINT: 130, SIGTERM: 143} as const;

const SIGNALS = Object.keys(CODES) as (keyof typeof CODES)[];

/** Queries stop within 40 ms to 1 s (LIBRARIES.md); what then still runs is cut off, so that Ctrl-C holds its second. */
const PATIENCE_MS = 700;

/** True while a run is watched: it is asked to stop and ends by itself. */
let watching = false;

/** Ctrl-C stops the running query and every one after it, so that the run ends by itself and cleans up on its way. */
export function onInterrupt(): Interrupt {
  let requested: keyof typeof CODES | null = null;
  let session: Session | null = null;
  let repeat: NodeJS.Timeout | undefined;
  let limit: NodeJS.Timeout | undefined;
  const stop = (signal: NodeJS.Signals) => {
    if (requested !== null) return;
    requested = signal as keyof typeof CODES;
    session?.interrupt();
    repeat = setInterval(() => session?.interrupt(), 50);
    limit = setTimeout(() => {
      if (session !== null) rmSync(session.folder, {recursive: true, force: true});
      release();
      endAtOnce(signal);
    }, PATIENCE_MS);
    // a run that has ended by itself need not wait for these
    repeat.unref();
    limit.unref();
  };
  const release = () => {
    clearInterval(repeat);
    clearTimeout(limit);
    session = null;
    watching = false;
    for (const signal of SIGNALS) process.removeListener(signal, stop);
  };
  watching = true;
  for (const signal of SIGNALS) process.on(signal, stop);
  return {
    watch(watched) {
      session = watched;
    },
    check() {
      if (requested !== null) throw new Interrupted(CODES[requested]);
    },
    get requested() {
      return requested === null ? null : CODES[requested];
    },
    release,
  };
}

/** While outputs are made of what a run has found, Ctrl-C takes away those that are not in their places. */
export async function endingCleanly<T>(work: () => Promise<T>): Promise<T> {
  const stop = (signal: NodeJS.Signals) => {
    if (!watching) endAtOnce(signal);
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    return await work();
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, stop);
  }
}

function endAtOnce(signal: NodeJS.Signals): void {
  removeUnfinished();
  process.stderr.write('handoff: interrupted\n');
  for (const each of SIGNALS) process.removeAllListeners(each);
  process.kill(process.pid, signal);
}
