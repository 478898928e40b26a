import type {Compared} from '../compare/stored.ts';
import type {LoadedDefinitions} from '../definitions/load.ts';
import type {Session, SessionOptions} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import type {PrivacyOptions} from './privacy/privacy.ts';
import type {RowSink} from './rows.ts';

/** How an export is opened; everything from outside arrives here. */
export interface OpenOptions extends SessionOptions {
  /** The definitions file; found where absent. */
  definitions?: string | undefined;
  /** An instant; a time without an offset is the company's, a date its first moment. */
  asOf?: string | undefined;
  /** Days of the start in the company's zone, inclusive. */
  since?: string | undefined;
  until?: string | undefined;
  sourceTimeZone?: string | undefined;
  system?: string | undefined;
  allowEmpty?: boolean | undefined;
  /** Folder for the rejected rows, one CSV a file. */
  rejects?: string | undefined;
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  onStage?: (text: string) => void;
  /** How far the stage is, for whoever watches; the order is not the same twice. */
  onDetail?: (text: string) => void;
  onWarning?: (text: string) => void;
  /** The files a run reads, as soon as they are known: what writes must not write over them. */
  onInputs?: (paths: readonly string[]) => void;
  /** The engine of this run, for whoever may have to stop it. */
  onSession?: (session: Session) => void;
}

export interface AuditOptions extends OpenOptions, PrivacyOptions {
  failOn: FailOn;
  /** More confirmed warnings than this fail the run. */
  maxWarnings?: number | undefined;
  /** An earlier report: only what is new or worse than there fails the run (SPEC 11). */
  baseline?: Compared | undefined;
  only?: readonly string[];
  skip?: readonly string[];
  onCheck?: (id: string) => void;
  /** Where the rows of single leads go; without it nobody gets any. */
  rows?: RowSink;
}

export const FAIL_ON = ['error', 'warn', 'new', 'never'] as const;

/** From which level of confirmed findings on the exit code is 1. */
export type FailOn = (typeof FAIL_ON)[number];

/** What a question to the model needs. */
export interface Opened {
  session: Session;
  model: Model;
  loaded: LoadedDefinitions;
}

/** The same without what is undefined, for options that tell absent from undefined. */
export function given<T extends object>(options: T): {[K in keyof T]?: Exclude<T[K], undefined>} {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as {[K in keyof T]?: Exclude<T[K], undefined>};
}
