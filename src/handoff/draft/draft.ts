import type {Definitions, SlaPolicy} from '../../definitions/definitions.ts';
import {plural, shortDuration} from '../../words.ts';
import type {Found} from './found.ts';

/** What the draft must carry so that the audit reads the export in the same way again. */
export interface Reading {
  /** Shown at the top: the export and the moment it was taken. */
  path: string;
  as_of: string;
  system: string | null;
  sourceTimeZone: string | null;
}

/** More sources or reasons than a person would decide on are not written out. */
const MOST = 60;

/**
 * A definitions file for this export: the built-in default with the company's own sources under its promises, its reasons under
 * the taxonomy, its queues, teams and zone. What a person has to decide is a comment. It validates, and the audit runs on it.
 */
export function draftDefinitions(found: Found, definitions: Definitions, reading: Reading): string {
  return [
    header(reading),
    company(found),
    icp(),
    promises(found, definitions),
    reasons(found, definitions),
    routing(found),
    exportSection(reading),
  ].join('\n');
}

function header({path, as_of}: Reading): string {
  return [
    '# yaml-language-server: $schema=./handoff.schema.json',
    `# Drafted by handoff init from ${note(path)} as of ${as_of}. Lines marked DECIDE wait for you.`,
    '# handoff schema definitions > handoff.schema.json gives your editor completion; handoff validate checks this file.',
    'version: 1',
    'extends: default                       # what is not written here comes from there; or strict, product-led, enterprise',
    '',
  ].join('\n');
}

function company({zones}: Found): string {
  const [most] = zones;
  const zone =
    most === undefined
      ? 'time_zone: UTC                         # DECIDE: the zone of your days, weeks and business hours, e.g. America/New_York'
      : `time_zone: ${quoted(most.zone)}   # the zone of ${plural(most.users, 'user')}; DECIDE`;
  return [
    'company: My company                    # DECIDE',
    zone,
    'business_hours:',
    '  days: [mon, tue, wed, thu, fri]',
    '  hours: 09:00-18:00                   # DECIDE',
    '  # holidays: [2026-12-25]             # without them business time is overstated on holidays',
    '',
  ].join('\n');
}

function icp(): string {
  return [
    '# DECIDE who you sell to. The built-in default asks for 50 to 2,000 employees.',
    '# icp:',
    '#   all:',
    '#     - {field: employees, between: [50, 2000]}',
    '#     - {field: country, in: [US, CA, GB]}',
    '',
  ].join('\n');
}

/** Every source under the policy that its words suggest; first match wins, the last takes what is left. */
function promises({sources}: Found, {sla}: Definitions): string {
  const rest = sla.at(-1);
  const shown = sources.slice(0, MOST);
  const named = sla.slice(0, -1).flatMap(policy => {
    const own = shown.filter(source => source.policy === policy.name);
    return own.length === 0
      ? []
      : [
          ...own.map(counted),
          promise(
            policy,
            own.map(({source}) => source),
          ),
        ];
  });
  const others = shown.filter(({policy}) => !sla.slice(0, -1).some(({name}) => name === policy));
  return [
    '# DECIDE what each source is promised. Sources found, with their handoffs, under the promise that their words suggest.',
    'sla:',
    ...named,
    ...others.map(counted),
    ...(sources.length > MOST ? [`  # and ${plural(sources.length - MOST, 'rarer source')}`] : []),
    ...(rest === undefined ? [] : [promise(rest, null)]),
    '',
  ].join('\n');
}

function counted({source, handoffs}: Found['sources'][number]): string {
  return `  # ${note(source)}: ${plural(handoffs, 'handoff')}`;
}

function promise({name, respond_within: within, clock, target}: SlaPolicy, sources: readonly string[] | null): string {
  const when = sources === null ? '' : `when: {field: source, in: [${sources.map(quoted).join(', ')}]}, `;
  const text = `{name: ${quoted(name)}, ${when}respond_within: ${shortDuration(within)}, clock: ${clock}, target: ${target * 100}%}`;
  return `  - ${text}${sources === null ? '   # everything else' : ''}`;
}

function reasons({reasons: found}: Found, {dispositions}: Definitions): string {
  const byCode = new Map<string, Found['reasons']>();
  for (const reason of found.slice(0, MOST)) {
    const code =
      reason.code ??
      codeFor(
        reason.reason,
        byCode,
        dispositions.reasons.map(each => each.code),
      );
    byCode.set(code, [...(byCode.get(code) ?? []), reason]);
  }
  if (byCode.size === 0) return '# No closed lead carries a reason.\n';
  const entries = [...byCode].flatMap(([code, own]) => {
    const known = dispositions.reasons.find(each => each.code === code);
    const closes = own.reduce((sum, each) => sum + each.closes, 0);
    const kind = known === undefined ? `, kind: ${own[0]?.kind ?? 'rejected'}` : '';
    const decide =
      known === undefined ? "; DECIDE its kind, and whether the lead's own data can prove it (true_if)" : '';
    return [
      `    # ${plural(closes, 'close')}${decide}`,
      `    ${code}: {labels: [${own.map(({reason}) => quoted(reason)).join(', ')}]${kind}}`,
    ];
  });
  return [
    '# Reasons found on closed leads. A reason that nobody can act on is `vague: true`.',
    'dispositions:',
    '  reasons:',
    ...entries,
    ...(found.length > MOST ? [`    # and ${plural(found.length - MOST, 'rarer reason')}`] : []),
    '',
  ].join('\n');
}

/** `MQL rejected - wrong person` is wrong_person; unique, and never a code that the default gives another meaning. */
function codeFor(reason: string, taken: ReadonlyMap<string, unknown>, known: readonly string[]): string {
  const words = reason
    .normalize('NFKD')
    .toLowerCase()
    .replace(/^mql (rejected|disqualified) - /, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40);
  const stem = /^[a-z]/.test(words) ? words : `reason_${words}`;
  for (let count = 1; ; count++) {
    const code = count === 1 ? stem : `${stem}_${count}`;
    if (!taken.has(code) && !known.includes(code)) return code;
  }
}

function routing({queues, teams}: Found): string {
  const named = queues.slice(0, MOST);
  return [
    '# DECIDE how leads are routed: write the rules of your CRM in their order, and handoff audits them.',
    ...teams.slice(0, MOST).map(({team, users}) => `# team ${note(team)}: ${plural(users, 'user')}`),
    'routing:',
    ...named.map(one => `  # ${note(one.owner)}: ${plural(one.leads, 'lead')}${whose(one)}`),
    `  queues: [${named.flatMap(one => (isPerson(one) ? [] : [quoted(one.owner)])).join(', ')}]`,
    '  # rules:',
    '  #   - {name: Enterprise, when: {field: employees, gte: 1000}, to: {team: enterprise}}',
    '  #   - {name: Everyone else, to: {team: inbound}, distribute: round_robin}',
    '  # capacity: {open_leads: 60}',
    '  # out_of_office: {to: {team: inbound}}',
    '  # escalate: {unworked_after: 4h, clock: business, to: manager}',
    '',
  ].join('\n');
}

function whose(owner: Found['queues'][number]): string {
  if (owner.known) return '';
  return isPerson(owner)
    ? ' of an owner who calls or writes, and whom no user matches: no queue; add the user to the export'
    : ' of an owner that no user matches; DECIDE: a queue, or a user to add to the export';
}

/** Nobody's queue picks up the telephone: somebody who left, whom the export of users does not have. */
function isPerson({known, acts}: Found['queues'][number]): boolean {
  return !known && acts;
}

function exportSection({system, sourceTimeZone}: Reading): string {
  if (system === null && sourceTimeZone === null) return '';
  return [
    'export:',
    ...(system === null ? [] : [`  system: ${quoted(system)}`]),
    ...(sourceTimeZone === null ? [] : [`  source_time_zone: ${quoted(sourceTimeZone)}`]),
    '',
  ].join('\n');
}

/** As a double-quoted YAML scalar: JSON's escapes are YAML's. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Text from the export within a comment: one line, no control characters, not too long. */
function note(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
