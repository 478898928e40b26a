import {createHash} from 'node:crypto';
import type {CheckResult, Finding, Report} from '../../result.ts';
import {plural} from '../../words.ts';
import {plainly} from '../plain.ts';

/**
 * SARIF 2.1.0 for code scanning: a rule per check, a result per finding, where the company's definitions say what it is about.
 * Ids of leads are left out: a log that is uploaded need not carry them.
 */
export function renderSarif(report: Report): string {
  const safe = plainly(report);
  const order = new Map(safe.checks.map(({id}, index) => [id, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: safe.tool.name,
            version: safe.tool.version,
            rules: safe.checks.map(ruleOf),
          },
        },
        invocations: [
          {
            executionSuccessful: true,
            exitCode: safe.summary.exit_code,
            toolExecutionNotifications: safe.checks.filter(({status}) => status === 'broken').map(notificationOf),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: safe.findings.map(finding => resultOf(finding, order.get(finding.check))),
        properties: {as_of: safe.as_of, time_zone: safe.time_zone, definitions: safe.definitions},
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf({id, family, title, help}: CheckResult) {
  const properties = {tags: [family]};
  if (help === null) return {id, shortDescription: message(title), properties};
  const {healthy, why, how, misleads, remedy} = help;
  const parts = {Why: why, 'How it is computed': how, 'When it misleads': misleads, 'What to do': remedy};
  return {
    id,
    shortDescription: {text: healthy},
    fullDescription: {text: why},
    help: {
      text: Object.entries(parts)
        .map(([head, text]) => `${head}: ${text}`)
        .join('\n'),
    },
    properties,
  };
}

/** A check that failed itself: no finding of anybody's definitions. */
function notificationOf({id, reason}: CheckResult) {
  return {level: 'error', message: message(reason ?? 'broken'), associatedRule: {id}};
}

function resultOf(finding: Finding, ruleIndex: number | undefined) {
  const {check, level, strength, text, leads, remedy, key, accepted, place} = finding;
  const count = leads.count === 0 ? '' : ` (${plural(leads.count, 'lead')})`;
  return {
    ruleId: check,
    ...(ruleIndex === undefined ? {} : {ruleIndex}),
    level: level === 'info' ? 'note' : level === 'error' && strength === 'confirmed' ? 'error' : 'warning',
    message: message(`${strength === 'likely' ? 'Likely: ' : ''}${text}${count}\n${remedy}`),
    locations: place === null ? [] : [locationOf(place)],
    partialFingerprints: fingerprintsOf(key),
    ...(accepted === null ? {} : {suppressions: [{kind: 'external', status: 'accepted', justification: accepted}]}),
    properties: {key, strength},
  };
}

/** `[text](target)` in a message is a link, and a text of an export shall not be one. */
function message(text: string) {
  return {text: text.replaceAll('](', '] (')};
}

/** What the built-in default says stands in no file of the company's: it has a name and no line. */
function locationOf({path, at}: NonNullable<Finding['place']>) {
  const logicalLocations = [{fullyQualifiedName: path, kind: 'member'}];
  if (at === null) return {logicalLocations};
  const physicalLocation = {
    artifactLocation: {uri: uriOf(at.file)},
    region: {startLine: at.line, startColumn: at.column},
  };
  return {physicalLocation, logicalLocations};
}

/** A relative path stays one, so that the reader of the log finds it in the repository. */
function uriOf(path: string): string {
  const parts = path
    .replaceAll('\\', '/')
    .split('/')
    .map(part => encodeURIComponent(part));
  const drive = /^[A-Za-z]:/.test(path);
  if (drive) return `file:///${[path.slice(0, 2), ...parts.slice(1)].join('/')}`;
  return `${path.startsWith('/') ? 'file://' : ''}${parts.join('/')}`;
}

/** The finding is the same tomorrow where its key is, whatever line it stands on; GitHub looks at the first alone. */
function fingerprintsOf(key: string) {
  const hash = createHash('sha256').update(key).digest('hex');
  return {primaryLocationLineHash: hash, 'handoffKey/v1': hash};
}
