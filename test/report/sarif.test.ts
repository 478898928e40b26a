import {createHash} from 'node:crypto';
import {expect, test} from 'vitest';
import {z} from 'zod';
import {renderSarif} from '../../src/report/ci/sarif.ts';
import {renderJson} from '../../src/report/json.ts';
import {reportSchema} from '../../src/report/schema.ts';
import {poisoned} from './hostile.ts';
import {sampleReport} from './sample-report.ts';

const message = z.strictObject({text: z.string().min(1)});
const logicalLocations = z.array(z.strictObject({fullyQualifiedName: z.string(), kind: z.literal('member')})).length(1);

/** What SARIF 2.1.0 asks of the parts we write, by hand from its sections 3.13 to 3.35. */
const sarif = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.tuple([
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string(),
          version: z.string(),
          rules: z.array(
            z.strictObject({
              id: z.string(),
              shortDescription: message,
              fullDescription: message.optional(),
              help: message.optional(),
              properties: z.strictObject({tags: z.array(z.string())}),
            }),
          ),
        }),
      }),
      invocations: z.array(
        z.strictObject({
          executionSuccessful: z.boolean(),
          exitCode: z.int(),
          toolExecutionNotifications: z.array(
            z.strictObject({
              level: z.literal('error'),
              message,
              associatedRule: z.strictObject({id: z.string()}),
            }),
          ),
        }),
      ),
      columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: z.int().min(0).optional(),
          level: z.enum(['none', 'note', 'warning', 'error']),
          message,
          locations: z
            .array(
              z.strictObject({
                physicalLocation: z
                  .strictObject({
                    artifactLocation: z.strictObject({uri: z.string().regex(/^[\w\-.~:/%!$&'()*+,;=@]+$/)}),
                    region: z.strictObject({startLine: z.int().min(1), startColumn: z.int().min(1)}),
                  })
                  .optional(),
                logicalLocations,
              }),
            )
            .max(1),
          partialFingerprints: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
          suppressions: z
            .array(
              z.strictObject({kind: z.literal('external'), status: z.literal('accepted'), justification: z.string()}),
            )
            .optional(),
          properties: z.strictObject({key: z.string(), strength: z.enum(['confirmed', 'likely'])}),
        }),
      ),
      properties: z.record(z.string(), z.unknown()),
    }),
  ]),
});

const logOf = (report = sampleReport) => sarif.parse(JSON.parse(renderSarif(report))).runs[0];

test('the log is the same as the one read by hand, and from a stored report', async () => {
  await expect(renderSarif(sampleReport)).toMatchFileSnapshot('../golden/report.sarif');
  const stored = reportSchema.parse(JSON.parse(renderJson(sampleReport)));
  expect(renderSarif(stored)).toBe(renderSarif(sampleReport));
});

test('a rule for every check, and every result has its rule', () => {
  const {tool, results} = logOf();
  expect(tool.driver.rules.map(({id}) => id)).toEqual(sampleReport.checks.map(({id}) => id));
  for (const {ruleId, ruleIndex} of results) expect(tool.driver.rules[ruleIndex ?? -1]?.id).toBe(ruleId);
});

test('a finding stands where the company wrote what it is about, and in no file where the default says it', () => {
  const {results} = logOf();
  const at = (key: string) => results.find(({properties}) => properties.key === key)?.locations;
  expect(at('sla-compliance/Demo request')).toEqual([
    {
      physicalLocation: {artifactLocation: {uri: 'handoff.yaml'}, region: {startLine: 12, startColumn: 5}},
      logicalLocations: [{fullyQualifiedName: 'sla[0]', kind: 'member'}],
    },
  ]);
  expect(at('rejection-reasons')).toEqual([
    {logicalLocations: [{fullyQualifiedName: 'dispositions.reasons', kind: 'member'}]},
  ]);
  expect(at('response-time')).toEqual([]);
});

test('levels, fingerprints by key alone, and what is accepted is suppressed with its reason', () => {
  const results = logOf().results.map(({level, suppressions, properties, partialFingerprints}) => ({
    key: properties.key,
    level,
    because: suppressions?.[0]?.justification,
    hashed: partialFingerprints['handoffKey/v1'] === createHash('sha256').update(properties.key).digest('hex'),
  }));
  expect(results).toEqual([
    {key: 'response-time', level: 'note', because: undefined, hashed: true},
    {key: 'rejection-reasons', level: 'warning', because: undefined, hashed: true},
    {key: 'sla-compliance/Demo request', level: 'error', because: undefined, hashed: true},
    {
      key: 'unowned-leads/Partner',
      level: 'warning',
      because: 'partner desk works them by phone (until 2027-01-31)',
      hashed: true,
    },
  ]);
});

test('a check that broke is told, and is no result', () => {
  expect(logOf().invocations[0]?.toolExecutionNotifications).toEqual([
    {level: 'error', message: {text: 'Binder Error: no such column'}, associatedRule: {id: 'duplicates'}},
  ]);
});

test('no id of a lead', () => {
  expect(renderSarif(sampleReport)).not.toMatch(/L-\d/);
});

test.each([
  ['handoff.yaml', 'handoff.yaml'],
  ['conf/my handoff.yaml', 'conf/my%20handoff.yaml'],
  ['../a#b?.yaml', '../a%23b%3F.yaml'],
  ['/srv/é.yaml', 'file:///srv/%C3%A9.yaml'],
  ['C:\\crm\\handoff.yaml', 'file:///C:/crm/handoff.yaml'],
])('the file %s is %s', (file, uri) => {
  const [finding] = sampleReport.findings;
  if (finding === undefined) throw new Error('the sample has findings');
  const placed = {...finding, place: {path: 'sla', at: {file, line: 1, column: 1}}};
  const [location] = logOf({...sampleReport, findings: [placed]}).results[0]?.locations ?? [];
  expect(location?.physicalLocation?.artifactLocation.uri).toBe(uri);
});

test.each(['[x](javascript:alert(1))', '"}],"runs":[', '\u001b[31m\u0000\ud800', 'a\u202eb'])(
  '%j from an export is text',
  hostile => {
    const text = renderSarif(poisoned(hostile));
    const {runs} = sarif.parse(JSON.parse(text));
    expect(text).not.toMatch(/[\0\u001b\u202e]/);
    expect(runs[0].results.map(({message}) => message.text).join()).not.toContain('](');
  },
);
