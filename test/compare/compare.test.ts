import {describe, expect, test} from 'vitest';
import {renderMarkdown} from '../../src/cli/compare/render-markdown.ts';
import {renderComparison} from '../../src/cli/compare/render-text.ts';
import {measureName, nowText} from '../../src/cli/compare/values.ts';
import {compareReports} from '../../src/compare/compare.ts';
import {compareFindings, newOrWorse} from '../../src/compare/findings.ts';
import {compareMeasures} from '../../src/compare/measures.ts';
import {countMoved, moved} from '../../src/compare/noise.ts';
import {readStored} from '../../src/compare/stored.ts';
import {renderJson} from '../../src/report/json.ts';
import type {Finding, Interval, Report} from '../../src/result.ts';
import {poisoned} from '../report/hostile.ts';
import {finding, sampleReport, share} from '../report/sample-report.ts';

const interval = (low: number | null, high: number | null): Interval => ({low, high, method: 'wilson'});

describe('beyond noise', () => {
  test.each([
    ['within', 0.5, 0.55, interval(0.45, 0.65), 0],
    ['at the limit', 0.45, 0.55, interval(0.45, 0.65), 0],
    ['above', 0.4, 0.55, interval(0.45, 0.65), 1],
    ['below', 0.7, 0.55, interval(0.45, 0.65), -1],
    ['an open limit excludes nothing', 9000, 7000, interval(5000, null), 0],
    ['no interval', 0.4, 0.9, null, 0],
    ['an interval of something else', 0.4, 0.1, interval(-0.8, -0.7), 0],
  ] as const)('%s', (_, old, now, limits, expected) => {
    expect(moved({value: old, interval: null}, {value: now, interval: limits})).toBe(expected);
  });

  test.each([
    ['none of 10, then 1 of 22: the old limits reach to 28%', [0, 0, 0.278], [1 / 22, 0.008, 0.218], 0],
    ['none of 100, then 5 of 100', [0, 0, 0.037], [0.05, 0.022, 0.112], 1],
    ['all of 12, then 20 of 22', [1, 0.757, 1], [20 / 22, 0.722, 0.975], 0],
    ['an old interval of something else says nothing', [0.4, 0.05, 0.1], [0.08, 0.02, 0.2], -1],
  ] as const)('both ways: %s', (_, [old, low, high], [now, newLow, newHigh], expected) => {
    expect(moved({value: old, interval: interval(low, high)}, {value: now, interval: interval(newLow, newHigh)})).toBe(
      expected,
    );
  });

  // 47 against 60: 13 is less than 1.96 * sqrt(107) = 20.3; against 80: 33 is more than 1.96 * sqrt(127) = 22.1
  test.each([
    [47, 60, 0],
    [47, 80, 1],
    [80, 47, -1],
    [0, 3, 0],
    [0, 4, 1],
  ] as const)('a count of %i that becomes %i', (old, now, expected) => {
    expect(countMoved(old, now)).toBe(expected);
  });
});

describe('a percentile that is no longer reached', () => {
  const p90 = (value: number | null, low: number | null) => ({
    ...share('response.p90', {clock: 'buyer'}, 60, 100),
    unit: 'seconds' as const,
    value,
    interval: low === null ? null : interval(low, null),
  });
  const days = 86_400;

  test('is worse where its lower limit lies beyond the time it was', () => {
    const {changed} = compareMeasures([p90(14 * days, 12 * days)], [p90(null, 20 * days)], {money: true});
    expect(changed).toMatchObject([{old: 14 * days, now: null, verdict: 'worse'}]);
    expect(changed.map(change => nowText(change))).toEqual(['not reached (20 d or more)']);
  });

  test.each([
    ['its limit lies before', 10 * days],
    ['it has none: the export may be short', null],
  ])('and no change where %s', (_, low) => {
    expect(compareMeasures([p90(14 * days, 12 * days)], [p90(null, low)], {money: true}).changed).toEqual([]);
  });
});

describe('findings', () => {
  const kept = (value: number, limits: Interval | null, more: Partial<Finding> = {}) =>
    finding('sla-compliance', 'error', 'Web', `${value} kept`, 10, {value, threshold: 0.9, interval: limits, ...more});
  const side = (...findings: Finding[]) => ({
    findings,
    checks: [{id: 'sla-compliance', family: 'sla', title: '', status: 'error' as const, reason: null, help: null}],
  });

  test.each([
    ['the same', kept(0.6, interval(0.5, 0.7)), kept(0.62, interval(0.52, 0.72)), 'same', 0],
    ['further below its target', kept(0.8, interval(0.7, 0.9)), kept(0.6, interval(0.5, 0.7)), 'worse', 1],
    ['nearer to it', kept(0.4, interval(0.3, 0.5)), kept(0.6, interval(0.5, 0.7)), 'better', 0],
    ['a warning that is an error now', kept(0.6, null, {level: 'warn'}), kept(0.6, null), 'worse', 1],
    ['likely only', kept(0.8, null), kept(0.6, interval(0.5, 0.7), {strength: 'likely'}), 'worse', 0],
  ] as const)('%s', (_, old, now, group, failing) => {
    const changes = compareFindings(side(old), side(now));
    expect(changes[group]).toEqual([{old, now}]);
    expect(newOrWorse(changes)).toHaveLength(failing);
  });

  test('a new one fails, a fixed one is told, one of a check that did not run is not fixed', () => {
    const found = kept(0.6, interval(0.5, 0.7));
    const appeared = compareFindings(side(), side(found));
    expect([appeared.appeared, newOrWorse(appeared)]).toEqual([[found], [found]]);
    expect(compareFindings(side(found), side()).fixed).toEqual([found]);
    const skipped = {findings: [], checks: []};
    expect(compareFindings(side(found), skipped)).toMatchObject({fixed: [], unchecked: [found]});
  });

  test('one that a sister check has come to say of the same rule is not fixed; of another subject or family it is', () => {
    const checks = [
      ['misrouted', 'routing'],
      ['rule-drift', 'routing'],
      ['sla-compliance', 'sla'],
    ].map(([id = '', family = '']) => ({id, family, title: '', status: 'warn' as const, reason: null, help: null}));
    const told = (check: string, subject: string) => finding(check, 'warn', subject, 'told', 10, {value: 10});
    const old = {
      findings: [told('misrouted', 'Desk'), told('misrouted', 'EMEA'), told('sla-compliance', 'Desk')],
      checks,
    };
    const now = {findings: [told('rule-drift', 'Desk')], checks};
    const {fixed, appeared} = compareFindings(old, now);
    expect(fixed.map(({key}) => key)).toEqual(['misrouted/EMEA', 'sla-compliance/Desk']);
    expect(appeared.map(({key}) => key)).toEqual(['rule-drift/Desk']);
  });

  test('one that is accepted now is neither fixed nor new; one whose acceptance ended is new', () => {
    const found = kept(0.6, interval(0.5, 0.7));
    const held = {...found, accepted: 'known'};
    expect(compareFindings(side(found), side(held))).toMatchObject({fixed: [], unchecked: [], appeared: [], same: []});
    expect(compareFindings(side(held), side(found)).appeared).toEqual([found]);
  });
});

describe('two reports', () => {
  const withShare = (kept: number): Report => ({
    ...sampleReport,
    measures: sampleReport.measures.map(measure =>
      measure.id === 'sla.compliance' && Object.keys(measure.segment).length === 0
        ? share('sla.compliance', {}, kept, 128)
        : measure,
    ),
  });
  // 66 of 128 is 52% (43 to 60%), 96 of 128 is 75%
  const comparison = compareReports(withShare(96), withShare(66));

  test('a measure that fell below noise is worse, the others are as before', () => {
    expect(comparison.measures.changed).toMatchObject([
      {id: 'sla.compliance', segment: {}, old: 0.75, now: 66 / 128, verdict: 'worse'},
    ]);
    expect(comparison.findings).toMatchObject({appeared: [], worse: [], better: [], fixed: []});
    expect(comparison.notes).toEqual([]);
  });

  test('other definitions are said', () => {
    const other = {...sampleReport, definitions: {path: 'x', sha256: '0'.repeat(64)}, company: 'Other'};
    expect(compareReports(sampleReport, other).notes).toHaveLength(2);
  });

  test('a finding is named by its key, which its text does not say again', () => {
    const late = finding('sla-compliance', 'warn', 'Demo request', 'Demo request: 69% were answered.', 3);
    const left = finding('inactive-owner', 'warn', 'U06', '68 open leads belong to Fay Lund.', 3);
    const was = finding('sla-compliance', 'error', 'Trial', 'Trial: 40% were answered.', 3);
    const findings = {
      ...comparison.findings,
      appeared: [late, left],
      worse: [{old: {...was, text: 'Trial: 50%.'}, now: was}],
    };
    const shown = [
      renderComparison({...comparison, findings}, {width: 80, colour: 0, ascii: false}),
      renderMarkdown({...comparison, findings}),
    ];
    for (const text of shown) {
      expect(text).toContain('68 open leads belong to Fay Lund.');
      expect(text).toMatch(/sla-compliance\/Demo request\W+69% were answered\./);
      expect(text).toMatch(/sla-compliance\/Trial\W+40% were answered\./);
      expect(text).toMatch(/(before\W+|answered\. \| )50%\./);
    }
  });

  test('in text', () => {
    const text = renderComparison(comparison, {width: 80, colour: 0, ascii: false});
    expect(text).toMatch(/worse {2}sla\.compliance {2}75% {2}52% \(43% to 60%\)/);
    expect(text).toMatch(/0 new, 0 worse, 0 better, 0 fixed, 2 as before\./);
  });

  describe('money', () => {
    const withMoney = (cents: number, currency: string | null): Report => ({
      ...sampleReport,
      terms: {...sampleReport.terms, currency},
      measures: [
        {
          ...share('pipeline.at_risk', {what: 'money'}, 40, 128),
          unit: 'cents',
          value: cents,
          interval: {low: cents * 0.9, high: cents * 1.1, method: 'x'},
        },
      ],
    });
    const compared = (old: string | null, now: string | null) =>
      compareReports(withMoney(50_000_000, old), withMoney(90_000_000, now));

    test('has the currency of both', () => {
      const texts = [renderComparison(compared('EUR', 'EUR'), {width: 120, colour: 0, ascii: false})];
      texts.push(renderMarkdown(compared('EUR', 'EUR')));
      for (const text of texts) {
        expect(text).toContain('500k EUR');
        expect(text).toContain('900k EUR (810k to 990k)');
      }
      expect(compared('EUR', 'EUR')).toMatchObject({currency: 'EUR', notes: []});
    });

    test('has none where the reports name none', () => {
      expect(compared(null, null)).toMatchObject({currency: null, notes: [], measures: {changed: [{now: 90_000_000}]}});
    });

    test.each([
      ['EUR', 'USD', 'Amounts in EUR, and in USD: money is not compared.'],
      [null, 'USD', 'Amounts in no one currency, and in USD: money is not compared.'],
    ])('of %s and %s is not compared', (old, now, note) => {
      expect(compared(old, now)).toMatchObject({currency: null, notes: [note], measures: {changed: [], same: 0}});
    });
  });

  test('a rep is named', () => {
    const measure = {id: 'sla.compliance', segment: {owner: 'U03'}};
    expect(measureName(measure, comparison.people)).toBe('sla.compliance (rep Dana Cole)');
    expect(measureName(measure)).toBe('sla.compliance (rep U03)');
  });

  test('hostile texts are text', () => {
    const hostile = compareReports(sampleReport, poisoned('<script>\u001b[31m | [x](y)'));
    expect(renderComparison(hostile, {width: 80, colour: 0, ascii: false})).not.toContain('\u001b');
    expect(renderMarkdown(hostile).replace(/`[^`\n]*`/g, '')).not.toMatch(/<script|(?<!\\)\[x/);
  });

  test('a stored report is read again; anything else is refused with what to do', () => {
    expect(readStored(renderJson(sampleReport), 'a.json').findings).toHaveLength(sampleReport.findings.length);
    expect(() => readStored('{"schema": "handoff-report/2"}', 'b.json')).toThrow(
      /b\.json was written by another version of handoff \(schema handoff-report\/2, this one reads handoff-report\/1\)/,
    );
    expect(() => readStored('nonsense', 'c.json')).toThrow(/c\.json is no JSON/);
  });

  test('one of an earlier version, which has less to say of a finding and a check, is read as it is', () => {
    const earlier = JSON.parse(renderJson(sampleReport));
    for (const one of earlier.findings) for (const later of ['unit', 'place']) delete one[later];
    for (const one of earlier.checks) delete one.help;
    const read = readStored(JSON.stringify(earlier), 'a.json');
    expect(read.findings.map(({key}) => key)).toEqual(sampleReport.findings.map(({key}) => key));
    expect(newOrWorse(compareFindings(read, sampleReport))).toEqual([]);
  });
});
