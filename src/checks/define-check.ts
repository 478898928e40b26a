import {z} from 'zod';
import type {Definitions} from '../definitions/definitions.ts';
import type {Path} from '../definitions/diagnostics.ts';
import type {Session} from '../engine/session.ts';
import type {AskingPart} from '../model/lacks.ts';
import type {Model} from '../model/model.ts';
import type {Finding, Gate, Measure} from '../result.ts';
import type {Weigh} from './weighed.ts';

/** The order of the catalogue. */
export const FAMILIES = [
  'response',
  'sla',
  'funnel',
  'dispositions',
  'routing',
  'definitions',
  'context',
  'pipeline',
  'score',
] as const;

type Family = (typeof FAMILIES)[number];

/** One question about the handoff, with everything a reader may ask about it. */
export interface Check<Settings extends z.ZodObject = z.ZodObject, Row extends z.ZodObject = z.ZodObject> {
  /** The file's name: words, no verbs, no numbers. */
  id: string;
  family: Family;
  /** What a healthy company does. */
  title: string;
  /** What this one does where the check finds something. */
  failureTitle: string;
  why: string;
  how: string;
  misleads: string;
  remedy: string;
  /** What the export has to carry: `activities`, `users.team`, or alternatives, `leads.owner or owner_history`. */
  needs: readonly string[];
  /** The part of the definitions whose criteria it reads: it is skipped where the export lacks a field they ask for. */
  asks?: AskingPart;
  /** What it reads of the definitions beyond its settings: `follow_up.never_after`, or a section. */
  reads?: readonly string[];
  /** Gates (METHODS 9) it rests on: a hard one skips it, a soft one makes its findings likely at most. */
  gates: readonly string[];
  /** True where the verdict rests on measures, which must then be there, and not on rows alone. */
  judgesMeasures?: true;
  /** Each with a default and a description; bound to the SQL under their own names. */
  settings: Settings;
  /** One statement without `${}`; `$name` is a setting. */
  sql: string;
  /** The columns of the SELECT above. */
  row: Row;
  /** Why the question cannot be put to this company, e.g. no routing rules are written down; null where it can. */
  unasked?(model: Model): string | null;
  /** What of the definitions a finding is about, where that is more than its settings and the section of its family. */
  about?(subject: string, definitions: Definitions): Path;
  /** Creates a relation the SQL needs beyond the model. */
  prepare?(session: Session, model: Model): Promise<void>;
  /** Pure: rows in, findings out. */
  judge(rows: z.output<Row>[], context: Context<z.output<Settings>>): Draft[];
}

export interface Context<Settings> {
  settings: Settings;
  model: Model;
  gates: ReadonlyMap<string, Gate>;
  measures: readonly Measure[];
  /** `likely` where a gate that the check rests on is soft. */
  trust: Finding['strength'];
  /** To be told of every sample that is held against a threshold. */
  weigh: Weigh;
  /** A user's name for a text; the id where names are withheld. */
  person(id: string): string;
}

/** A finding before the runner adds what is the same for all of a check. */
export type Draft = Told & Judged;

interface Told {
  level: Finding['level'];
  strength: Finding['strength'];
  subject?: string;
  text: string;
  n?: number | null;
  interval?: Finding['interval'];
  leads: Finding['leads'];
  /** Where the check's own says too little. */
  remedy?: string;
}

/** A number is said in its unit. */
type Judged =
  | {value?: null; threshold?: null; unit?: null}
  | {value: number | null; threshold?: number | null; unit: NonNullable<Finding['unit']>};

/** Returns its argument and infers the types of rows and settings: a column renamed in `row` stops the compiler in `judge`. */
export function defineCheck<Settings extends z.ZodObject, Row extends z.ZodObject>(check: Check<Settings, Row>): Check {
  return check as unknown as Check;
}

/** A column made by the macro `concerned`. */
export const LEADS = z.object({count: z.int(), ids: z.array(z.string())});

export const NO_LEADS: Finding['leads'] = {count: 0, ids: []};
