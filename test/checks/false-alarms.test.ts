import {describe, expect, test} from 'vitest';
import {type Draft, NO_LEADS} from '../../src/checks/define-check.ts';
import {CHECKS} from '../../src/checks/list.ts';
import {UNWATCHED} from '../../src/checks/weighed.ts';
import {smallModel} from './small-model.ts';

/** Companies in which nothing is the matter, drawn from one seed: how often does a check say that something is? */
const random = mulberry(20_261_124);

/** mulberry32: a published generator of 32 bits, enough for a simulation that repeats itself. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function between(low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

function successes(n: number, share: number): number {
  let x = 0;
  for (let trial = 0; trial < n; trial++) if (random() < share) x++;
  return x;
}

function judged(id: string, rows: readonly object[]): Draft[] {
  const check = CHECKS.find(check => check.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  return check.judge(rows as Parameters<typeof check.judge>[0], {
    settings: check.settings.parse({}),
    model: smallModel(),
    gates: new Map(),
    measures: [],
    trust: 'confirmed',
    weigh: UNWATCHED,
    person: id => id,
  });
}

/** Findings per audit, over many audits. */
function perAudit(audits: number, audit: () => number): number {
  let found = 0;
  for (let run = 0; run < audits; run++) found += audit();
  return found / audits;
}

function tell(what: string, rate: number, promised: string): void {
  process.stdout.write(`${what}: ${rate.toFixed(3)} per audit${promised === '' ? '' : ` (${promised})`}\n`);
}

/** METHODS 0.8, S3: 200 segments of 10 to 300 leads; `share` says what is true of each. */
function segments(share: (index: number) => number, n: (index: number) => number = () => between(10, 300)) {
  return Array.from({length: 200}, (_, index) => {
    const leads = n(index);
    return {name: `s${index}`, n: leads, x: successes(leads, share(index))};
  });
}

const ALIKE = 0.13;
const BAD = 10;

describe('two hundred segments that are all alike (METHODS 0.8 measured 0.09 false alarms per audit)', () => {
  test('conversion-by-segment', () => {
    const rate = perAudit(400, () => judged('conversion-by-segment', segments(() => ALIKE).map(bySource)).length);
    tell('conversion-by-segment', rate, 'METHODS 0.8: 0.09');
    expect(rate).toBeLessThan(0.25);
  });

  test('response-by-source', () => {
    const rate = perAudit(400, () => judged('response-by-source', segments(() => ALIKE).map(bySource)).length);
    tell('response-by-source, which raises the slower side only', rate, 'METHODS 0.8: 0.09 for both sides');
    expect(rate).toBeLessThan(0.25);
  });

  test('response-by-rep: 99.8% limits', () => {
    const rate = perAudit(400, () => judged('response-by-rep', segments(() => ALIKE).map(byRep)).length);
    tell('response-by-rep, which raises the slower side only', rate, 'METHODS 0.8: 0.15 for both sides');
    expect(rate).toBeLessThan(0.35);
  });
});

test('several kinds of segment at once are one family', () => {
  const rate = perAudit(200, () => {
    const leads = Array.from({length: 3000}, () => ({
      source: `s${between(1, 10)}`,
      team: `t${between(1, 6)}`,
      country: `c${between(1, 12)}`,
      x: random() < ALIKE ? 1 : 0,
    }));
    return judged('conversion-by-segment', crossed(leads)).length;
  });
  tell('conversion-by-segment, sources, teams and countries of 3,000 leads', rate, 'at most q = 0.10');
  expect(rate).toBeLessThan(0.25);
});

test('ten truly bad segments among two hundred are found (METHODS 0.8: 8.0 of 10, with 1.1 false ones)', () => {
  const audits = 200;
  let right = 0;
  let wrong = 0;
  for (let run = 0; run < audits; run++) {
    const rows = segments(
      index => (index < BAD ? 0.04 : ALIKE),
      index => (index < BAD ? 150 : between(10, 300)),
    );
    for (const {subject = ''} of judged('conversion-by-segment', rows.map(bySource)))
      if (Number(subject.replace('source s', '')) < BAD) right++;
      else wrong++;
  }
  tell('bad segments found, of 10', right / audits, 'METHODS 0.8: 8.0');
  tell('false ones beside them', wrong / audits, 'METHODS 0.8: 1.1');
  expect(right / audits).toBeGreaterThan(6.5);
  expect(wrong / audits).toBeLessThan(1.6);
});

describe('sla-trend in a company that keeps 85% of its promises for ever (METHODS 2.2 fixes the rule)', () => {
  test.each([
    {weeks: 14, low: 10, high: 60},
    {weeks: 26, low: 10, high: 60},
    {weeks: 26, low: 100, high: 300},
    {weeks: 104, low: 10, high: 60},
    {weeks: 104, low: 100, high: 300},
  ])('$weeks weeks of $low to $high leads', ({weeks, low, high}) => {
    const rate = perAudit(1000, () => {
      const rows = Array.from({length: weeks}, (_, index) => {
        const n = between(low, high);
        return {week: `w${String(index).padStart(3, '0')}`, n, met: successes(n, 0.85), leads: NO_LEADS};
      });
      return judged('sla-trend', rows).length;
    });
    tell(`sla-trend, ${weeks} weeks of ${low} to ${high} leads`, rate, '');
    // four recent weeks at 0.13% each, eight in a row at 0.4%, a trend at 0.5%; and more where the base itself varies
    expect(rate).toBeLessThan(0.05);
  });
});

function bySource({name, n, x}: {name: string; n: number; x: number}) {
  return {dimension: 'source', segment: name, source: name, n, x, strata: [{stratum: name, n, x}], leads: NO_LEADS};
}

function byRep({name, n, x}: {name: string; n: number; x: number}) {
  return {owner: name, policy_no: 1, n, kept: x, leads: NO_LEADS};
}

interface Stratum {
  stratum: string;
  n: number;
  x: number;
}

/** The rows that the check's SQL makes of these leads. */
function crossed(leads: readonly {source: string; team: string; country: string; x: number}[]) {
  const rows = new Map<string, {dimension: string; segment: string; strata: Stratum[]; leads: typeof NO_LEADS}>();
  for (const {x, ...lead} of leads)
    for (const dimension of ['source', 'team', 'country'] as const) {
      const segment = lead[dimension];
      const key = `${dimension} ${segment}`;
      const row = rows.get(key) ?? {dimension, segment, strata: [], leads: NO_LEADS};
      const stratum = row.strata.find(({stratum}) => stratum === lead.source);
      if (stratum === undefined) row.strata.push({stratum: lead.source, n: 1, x});
      else {
        stratum.n++;
        stratum.x += x;
      }
      rows.set(key, row);
    }
  return [...rows.values()];
}
