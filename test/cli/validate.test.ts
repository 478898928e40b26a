import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {CHECKS} from '../../src/checks/list.ts';
import {settingsDiagnostics} from '../../src/cli/validate/settings-diagnostics.ts';
import {formatDiagnostic} from '../../src/definitions/diagnostics.ts';
import {checkDefinitions} from '../../src/definitions/load.ts';
import {temporaryFolder} from './run.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

async function said(text: string): Promise<string[]> {
  writeFileSync(join(folder.path, 'h.yaml'), text);
  const checked = await checkDefinitions({
    file: 'h.yaml',
    cwd: folder.path,
    env: {},
    checks: CHECKS.map(({id}) => id),
  });
  return [...checked.diagnostics, ...settingsDiagnostics(checked)].map(formatDiagnostic);
}

test('problems of every stage at once: keys, values, checks there are none of, their settings, criteria', async () => {
  expect(
    await said(`version: 1
follow_up: {within: 5 days}
slaa: []
stages: {mql: {all: [{use: icq}]}}
checks:
  sla-complianse: {level: error}
  rejection-rate: {min_laeds: 3}
  unowned-leads: 5
`),
  ).toEqual([
    'h.yaml:2:13  follow_up.within: found "5 days", expected a duration such as 90s, 5m, 4h, 2d, 1w',
    'h.yaml:3:1  slaa: unknown key, did you mean sla?',
    expect.stringMatching(/^h\.yaml:4:\d+ {2}stages\.mql\.all\[0\]\.use: .*icq/),
    'h.yaml:6:3  checks.sla-complianse: no such check, did you mean sla-compliance?',
    'h.yaml:8:3  checks.unowned-leads: found 5, expected a map of settings',
    'h.yaml:7:20  checks.rejection-rate.min_laeds: there is no setting of rejection-rate min_laeds; did you mean min_leads?',
  ]);
});

test('nothing is said of what may refer to a part that could not be read', async () => {
  expect(await said('version: 1\nicp: 5\nstages: {mql: {use: icp}}\nchecks: {x: {}}\n')).toEqual([
    expect.stringMatching(/^h\.yaml:2:1 {2}icp: /),
    expect.stringMatching(/^h\.yaml:4:10 {2}checks\.x: no such check/),
  ]);
  expect(await said('version: 1\nextends: nope\nstages: {mql: {use: buyers}}\nchecks: {x: {}}\n')).toEqual([
    expect.stringMatching(/^h\.yaml:2:1 {2}extends: no preset/),
    expect.stringMatching(/^h\.yaml:4:10 {2}checks\.x: no such check/),
  ]);
});

test('what nobody knows by that name: a system, and the check of an accepted finding', async () => {
  const accepted = (finding: string) => `version: 1\naccepted: [{finding: ${finding}, because: known}]\n`;
  expect(await said('version: 1\nexport: {system: salesfrce}\n')).toEqual([
    'h.yaml:2:10  export.system: there is no such system; did you mean salesforce?',
  ]);
  expect(await said(accepted('unowned-lead/Partner'))).toEqual([
    'h.yaml:2:13  warning: accepted[0].finding: "unowned-lead/Partner" holds nothing back: there is no check "unowned-lead", did you mean unowned-leads?',
  ]);
  expect(await said(`${accepted('unowned-leads/Partner')}export: {system: salesforce}\n`)).toEqual([]);
});

test('a check may be off', async () => {
  expect(await said('version: 1\nchecks: {mql-to-sql: {level: off}}\n')).toEqual([]);
  expect(await said('version: 1\nchecks: {mql-to-sql: {level: none}}\n')).toEqual([
    'h.yaml:2:23  checks.mql-to-sql.level: found "none", expected one of error, warn, info, off',
  ]);
});
