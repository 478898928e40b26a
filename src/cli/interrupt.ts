import {rmSync} from 'node:fs';
import type {Session} from '../engine/session.ts';

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

/** Queries stop within 40 ms to 1 s (LIBRARIES.md); what then still runs is cut off, so that Ctrl-C holds its second. */
const PATIENCE_MS = 700;

/** Ctrl-C stops the running query and every one after it, so that the run ends by itself and cleans up on its way. */
export function onInterrupt(): Interrupt {
  let requested: keyof typeof CODES | null = null;
  let session: Session | null = null;
  let repeat: NodeJS.Timeout | undefined;
  let limit: NodeJS.Timeout | undefined;
  const signals = Object.keys(CODES) as (keyof typeof CODES)[];
  const stop = (signal: NodeJS.Signals) => {
    if (requested !== null) return;
    requested = signal as keyof typeof CODES;
    session?.interrupt();
    repeat = setInterval(() => session?.interrupt(), 50);
    limit = setTimeout(() => {
      if (session !== null) rmSync(session.folder, {recursive: true, force: true});
      release();
      process.kill(process.pid, signal);
    }, PATIENCE_MS);
    // a run that has ended by itself need not wait for these
    repeat.unref();
    limit.unref();
  };
  const release = () => {
    clearInterval(repeat);
    clearTimeout(limit);
    session = null;
    for (const signal of signals) process.removeListener(signal, stop);
  };
  for (const signal of signals) process.on(signal, stop);
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
