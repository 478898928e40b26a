import type {Definitions} from '../../definitions/definitions.ts';
import type {Session} from '../../engine/session.ts';
import {createSmallTable} from '../../model/small-table.ts';
import {readSql} from '../../package-files.ts';
import type {Charts, Finding, Measure, Report} from '../../result.ts';
import type {ModelRow} from '../rows.ts';
import {namedUsers} from './named.ts';
import {anyOf, ENDS, mapTexts, piecesOf, textsIn} from './texts.ts';

export interface PrivacyOptions {
  /** No names, emails, phones and companies; ids stay. */
  redact?: boolean | undefined;
  /** Every rep is `Rep 1`, `Rep 2`, ... wherever an id or a name would stand. */
  anonymizeReps?: boolean | undefined;
}

interface Rep {
  id: string;
  name: string | null;
  email: string | null;
  number: number;
}

/** What is to be hidden in a report and in rows of single leads. */
export interface Privacy {
  report(report: Report): Report;
  measures(measures: readonly Measure[]): Measure[];
  row(row: ModelRow): ModelRow;
  /** Anything else that is told, but for the values of these keys. */
  told<T>(value: T, kept?: ReadonlySet<string>): T;
}

export interface Reps {
  list: readonly Rep[];
  /** What stands for whom, by id. */
  aliases: ReadonlyMap<string, string>;
  /** What stands for a user as definitions spell one. */
  named: ReadonlyMap<string, string>;
  /** What stands for a user in a text. */
  person(id: string): string;
}

/** Null where nobody is to be hidden. With definitions that are told from, users are hidden as they spell them, too. */
export async function readReps(
  session: Session,
  options: PrivacyOptions,
  told: readonly Definitions[] = [],
): Promise<Reps | null> {
  if (!options.redact && !options.anonymizeReps) return null;
  const list = await session.rows<Rep>(readSql('handoff/privacy/reps'));
  const hidden = list.filter(({id}) => options.anonymizeReps || isTelling(id));
  const aliases = new Map(hidden.map(({id, number}) => [id, `Rep ${number}`]));
  const named = await namedUsers(session, told, list, (id, text) => {
    if (id !== null) return aliases.get(id) ?? id;
    return options.anonymizeReps || isTelling(text) ? '[name]' : text;
  });
  return {list, aliases, named, person: id => aliases.get(id) ?? id};
}

/** An id that is a name or an email itself, as exports without users have it. */
function isTelling(id: string): boolean {
  return isWhole(id) || !/\d/.test(id);
}

/** Made when it is known what will be told: whose names are in it is asked of the export, once. */
export async function createPrivacy(
  session: Session,
  reps: Reps,
  draft: unknown,
  {redact = false}: PrivacyOptions,
): Promise<Privacy> {
  const told = await session.rows<{text: string}>(
    'select distinct unnest([source, reason, sla_policy, routing_rule]) as text from handoffs order by text nulls last',
  );
  const free = told.flatMap(({text}) => (text === null ? [] : [text]));
  const known = redact ? await knownIn(session, [...textsIn(draft), ...free]) : new Map<string, string>();
  const hide = hider(reps, known, redact);
  const alias = (text: string) => reps.aliases.get(text) ?? hide(text);
  const aliasOrNull = (text: string | null) => (text === null ? null : alias(text));
  const measures = (told: readonly Measure[]) => shuffled(told, reps, measure => measureOf(measure, aliasOrNull, hide));
  return {
    report: report => ({
      ...mapTexts(report, hide),
      company: redact ? null : report.company,
      tool: report.tool,
      terms: {...mapTexts(report.terms, hide), people: []},
      definitions: report.definitions,
      export: exportOf(report, hide, redact),
      measures: measures(report.measures),
      charts: chartsOf(report.charts, alias, hide),
      findings: report.findings.map(finding => findingOf(finding, reps, hide, redact)),
    }),
    measures,
    row: row => mapTexts(row, alias),
    told: (value, kept) => mapTexts(value, alias, kept),
  };
}

/** Names, companies, emails and phones of the export that stand in these texts, and what each is. */
async function knownIn(session: Session, texts: readonly string[]): Promise<Map<string, string>> {
  const pieces = piecesOf(texts).map(piece => ({piece}));
  await createSmallTable(session, 'report_pieces', {piece: 'varchar'}, pieces);
  const found = await session.rows<{piece: string; kind: string}>(readSql('handoff/privacy/known'), {ends: ENDS});
  return new Map(found.map(({piece, kind}) => [piece, `[${kind}]`]));
}

export const EMAIL = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu;

/** With a plus or in at least three groups; a date is none. */
const PHONE = /(?<![\w.:-])(?!\d{4}-\d\d-\d\d)(?:\+\d[\d ().-]{6,}\d|\(?\d{2,4}\)?[ .-]\d{2,4}[ .-]\d{3,5})(?![\w:-])/g;

function hider(reps: Reps, known: ReadonlyMap<string, string>, redact: boolean): (text: string) => string {
  const people = new Map<string, string>();
  for (const {id, name, email} of reps.list) {
    const stands = reps.aliases.get(id) ?? id;
    for (const text of [name, email]) if (text !== null && text !== id) people.set(text, stands);
    // a short number in a sentence is no id
    if (stands !== id && !/^\d{1,5}$/.test(id)) people.set(id, stands);
  }
  for (const [text, stands] of reps.named) people.set(text, stands);
  // who writes a full name or an address in other letters means the same person; Will and will are two things
  const [whole, words] = [[...people.keys()].filter(isWhole), [...people.keys()].filter(text => !isWhole(text))];
  const lower = new Map(whole.map(text => [text.toLowerCase(), people.get(text)]));
  const [full, ours, theirs] = [anyOf(whole, 'giu'), anyOf(words), anyOf([...known.keys()])];
  return text => {
    let hidden = full === null ? text : text.replace(full, found => lower.get(found.toLowerCase()) ?? '[name]');
    if (ours !== null) hidden = hidden.replace(ours, found => people.get(found) ?? '[name]');
    if (!redact) return hidden;
    if (theirs !== null) hidden = hidden.replace(theirs, found => known.get(found) ?? '[name]');
    return hidden.replace(EMAIL, '[email]').replace(PHONE, '[phone]');
  };
}

function isWhole(text: string): boolean {
  return /[@\s]/.test(text);
}

/** Hashes and paths stay; cells that could not be read are somebody's data. */
function exportOf({export: exported}: Report, hide: (text: string) => string, redact: boolean): Report['export'] {
  return {
    ...exported,
    notes: exported.notes.map(hide),
    drafts: mapTexts(exported.drafts, hide),
    draft_section: exported.draft_section.map(hide),
    files: exported.files.map(file => ({
      ...file,
      rejects: file.rejects.map(({line, reason}) => ({line, reason: hide(reason)})),
    })),
    mapping: exported.mapping.map(column => ({...column, examples: redact ? [] : column.examples.map(hide)})),
  };
}

/** Measures of reps stand in the order of their ids, which would tell who is who: they are put in the order of what they are called. */
function shuffled(measures: readonly Measure[], {aliases}: Reps, hidden: (measure: Measure) => Measure): Measure[] {
  const isAboutRep = ({segment}: Measure) => Object.values(segment).some(value => value !== null && aliases.has(value));
  const waiting = new Map<string, Measure[]>();
  for (const measure of measures.filter(isAboutRep))
    waiting.set(measure.id, [...(waiting.get(measure.id) ?? []), hidden(measure)]);
  const name = ({segment}: Measure) => JSON.stringify(Object.entries(segment).sort(([a], [b]) => (a < b ? -1 : 1)));
  for (const group of waiting.values()) group.sort((a, b) => (name(a) < name(b) ? 1 : -1));
  return measures.map(measure => (isAboutRep(measure) ? (waiting.get(measure.id)?.pop() ?? measure) : hidden(measure)));
}

function measureOf(
  measure: Measure,
  alias: (text: string | null) => string | null,
  hide: (text: string) => string,
): Measure {
  const {segment, reason} = measure;
  return {
    ...measure,
    segment: Object.fromEntries(Object.entries(segment).map(([key, value]) => [key, alias(value)])),
    reason: reason === null ? null : hide(reason),
  };
}

/** Reps of the same number of promises stand in the order of what they are called, too. */
function chartsOf(charts: Charts, alias: (text: string) => string, hide: (text: string) => string): Charts {
  const reps = charts.reps.reps
    .map(rep => ({...rep, owner: alias(rep.owner)}))
    .sort((a, b) => b.n - a.n || (a.owner < b.owner ? -1 : 1));
  return {...mapTexts(charts, hide), reps: {...mapTexts(charts.reps, hide), reps}};
}

/** A rep may be the whole subject or a word of it: `U03`, `one-and-done U03`. */
function findingOf(finding: Finding, reps: Reps, hide: (text: string) => string, redact: boolean): Finding {
  const {check, leads, text, remedy, accepted, place} = finding;
  const words = finding.subject.split(/(\s+)/).map(word => reps.aliases.get(word) ?? word);
  const subject = reps.aliases.get(finding.subject) ?? hide(words.join(''));
  return {
    ...finding,
    subject,
    key: subject === '' ? check : `${check}/${subject}`,
    text: hide(text),
    remedy: hide(remedy),
    // a reason or a setting may be called after somebody; where it stands is no more than its line
    place: place === null ? null : {path: hide(place.path), at: place.at},
    accepted: accepted === null ? null : hide(accepted),
    leads: redact ? {count: leads.count, ids: leads.ids.map(id => id.replace(EMAIL, '[email]'))} : leads,
  };
}
