import {describe, expect, test} from 'vitest';
import {measureResponse} from '../../src/measures/response.ts';
import {BUCKETS} from '../../src/measures/response-counts.ts';
import {DAY, find, gate, HOUR, model, NO_GATES, withHandoffs} from './handoffs-table.ts';

const answered = (wall_seconds: number, more = {}) => ({
  outcome: 'responded',
  wall_seconds,
  business_seconds: Math.floor(wall_seconds / 2),
  rep_wall: wall_seconds,
  rep_business: Math.floor(wall_seconds / 2),
  ...more,
});

const untouched = (follow_wall: number, more = {}) => ({follow_wall, never_after: follow_wall > 30 * DAY, ...more});

const measured = (
  rows: Parameters<typeof withHandoffs>[0],
  ...[without = [], gates = NO_GATES]: [string[]?, typeof NO_GATES?]
) => withHandoffs(rows, session => measureResponse(session, model({}, without), gates));

describe('time to first response', () => {
  test('a lead still waiting is censored, not forgotten', async () => {
    // S: 1 h 7/8, 2 h 6/8, then one leaves at 3 h; 4 h 6/8 x 4/5 = 0.6, 5 h 0.45 and so on
    const rows = [1, 2, 4, 5]
      .map(hours => answered(hours * HOUR))
      .concat([untouched(3 * HOUR), untouched(90 * DAY), untouched(90 * DAY), untouched(90 * DAY)] as never);
    const measures = await measured(rows);
    const half = find(measures, 'response.p50', {clock: 'buyer', time: 'wall'});
    expect(half).toMatchObject({value: 5 * HOUR, unit: 'seconds', n: 8, numerator: 4, denominator: 8, status: 'ok'});
    expect(half.interval?.method).toBe('log-log');
    expect(find(measures, 'response.p50', {clock: 'buyer', time: 'business'}).value).toBe(2.5 * HOUR);
    expect(find(measures, 'response.p75', {clock: 'buyer', time: 'wall'})).toMatchObject({
      value: null,
      status: 'small_n',
    });
    expect(find(measures, 'response.within', {clock: 'buyer', time: 'wall', edge: '4h'}).value).toBeCloseTo(0.4, 12);
  });

  test('a closed-untouched lead stays at risk to as_of', async () => {
    const rows = [
      answered(60),
      answered(60),
      answered(60),
      {outcome: 'closed_untouched', closed_at: '2026-03-02T14:00:30'},
    ];
    const measures = await measured(rows);
    expect(find(measures, 'response.within', {clock: 'buyer', time: 'wall', edge: '5m'})).toMatchObject({
      value: 0.75,
      n: 4,
    });
  });

  test('nobody is followed for two days: the edge cannot be told', async () => {
    const measures = await measured([answered(60, {follow_wall: DAY}), untouched(DAY)]);
    expect(find(measures, 'response.within', {clock: 'buyer', time: 'wall', edge: '48h'})).toMatchObject({
      value: null,
      status: 'pending',
    });
    expect(find(measures, 'response.within', {clock: 'buyer', time: 'wall', edge: '24h'}).value).toBe(0.5);
  });

  test('segments carry blanks as null, and each its own curve', async () => {
    const rows = [
      answered(60),
      answered(120),
      answered(600, {source: null}),
      answered(600, {source: null, team: null}),
    ];
    const measures = await measured(rows);
    const p50 = (segment: object) => find(measures, 'response.p50', {clock: 'buyer', time: 'wall', ...segment});
    expect(p50({source: 'Demo'})).toMatchObject({value: 60, n: 2, status: 'small_n'});
    expect(p50({source: null})).toMatchObject({value: 600, n: 2});
    expect(p50({team: null}).n).toBe(1);
    expect(p50({owner: 'ann'}).n).toBe(4);
    expect(p50({week: '2026-W10'}).n).toBe(4);
  });

  test('what is off the curve is counted, by reason', async () => {
    const rows = [
      answered(60),
      answered(60, {excluded: 'bulk_import'}),
      answered(60, {excluded: 'already_working'}),
      {outcome: 'self_booked'},
      {outcome: 'unlogged'},
      answered(60, {on_rep_clock: false}),
    ];
    const measures = await measured(rows);
    expect(find(measures, 'response.p50', {clock: 'buyer', time: 'wall'})).toMatchObject({
      n: 2,
      excluded: {already_working: 1, bulk_import: 1, before_activities: 0, self_booked: 1, unlogged: 1},
    });
    expect(find(measures, 'response.p50', {clock: 'rep', time: 'wall'})).toMatchObject({
      n: 1,
      excluded: {not_assigned: 1},
    });
  });
});

describe('counts', () => {
  test.each([
    [0, '0-5m'],
    [300, '0-5m'],
    [301, '5-30m'],
    [1800, '5-30m'],
    [3600, '30m-1h'],
    [14_400, '1-4h'],
    [86_400, '4-24h'],
    [172_800, '24-48h'],
    [172_801, '>48h'],
  ])('an answer after %i s is in %s', async (seconds, bucket) => {
    const measures = await measured([answered(seconds)]);
    expect(find(measures, 'response.bucket', {bucket})).toMatchObject({value: 1, numerator: 1, denominator: 1, n: 1});
  });

  test('buckets sum to n, which leaves out self-booked and excluded handoffs', async () => {
    const rows = [
      answered(60),
      answered(5 * DAY),
      {outcome: 'closed_untouched'},
      {outcome: 'unlogged'},
      {outcome: 'self_booked'},
      untouched(31 * DAY),
      untouched(DAY),
      answered(60, {excluded: 'already_working'}),
    ];
    const measures = await measured(rows);
    const counts = BUCKETS.map(bucket => find(measures, 'response.bucket', {bucket}));
    expect(counts.reduce((sum, {value}) => sum + (value ?? 0), 0)).toBe(6);
    expect(counts.every(({n}) => n === 6)).toBe(true);
    expect(find(measures, 'response.bucket', {bucket: 'never'}).value).toBe(1);
    expect(find(measures, 'response.bucket', {bucket: 'waiting'}).value).toBe(1);
    expect(find(measures, 'response.self_booked')).toMatchObject({value: 1, denominator: 7});
  });

  test('never: open or closed untouched, of all on the curve, both older than never_after', async () => {
    const rows = [
      answered(60),
      untouched(31 * DAY),
      untouched(DAY),
      {outcome: 'closed_untouched'},
      {outcome: 'unlogged'},
    ];
    expect(find(await measured(rows), 'response.never')).toMatchObject({
      numerator: 2,
      denominator: 3,
      value: 2 / 3,
      status: 'small_n',
    });
  });

  test('the flattering figures are of responded leads only', async () => {
    const measures = await measured([answered(100), answered(201), answered(31 * DAY), untouched(90 * DAY)]);
    expect(find(measures, 'response.naive_median')).toMatchObject({value: 201, n: 3});
    expect(find(measures, 'response.mean_30d')).toMatchObject({value: 150.5, n: 2, numerator: 301, denominator: 2});
  });

  test('routing and reps share the waiting; nobody owned one lead before its answer', async () => {
    const rows = [
      answered(1000, {first_human_owner_at: '2026-03-02T14:05:00'}),
      answered(500, {first_human_owner_at: null}),
      answered(500, {first_human_owner_at: '2026-03-02T15:00:00'}),
    ];
    const measures = await measured(rows);
    expect(find(measures, 'response.routing_delay')).toMatchObject({
      numerator: 1300,
      denominator: 2000,
      value: 0.65,
      n: 3,
    });
    expect(find(measures, 'response.rep_delay').value).toBe(0.35);
  });

  test('an automated touch has its own median and acknowledges', async () => {
    const rows = Array.from({length: 10}, (_, index) =>
      untouched(90 * DAY, {automated_seconds: index < 6 ? 30 : null, start_from: 'inquiry'}),
    );
    const measures = await measured(rows);
    expect(find(measures, 'response.automated_p50')).toMatchObject({value: 30, numerator: 6, n: 10});
    expect(find(measures, 'response.acknowledged')).toMatchObject({numerator: 6, denominator: 10, value: 0.6});
  });

  test('a lead of the last five minutes may yet be acknowledged, and is in neither number', async () => {
    const raised = (follow_wall: number, automated_seconds: number | null) =>
      untouched(follow_wall, {follow_wall, automated_seconds, start_from: 'inquiry', never_after: false});
    const measures = await measured([raised(3600, 30), raised(3600, null), raised(300, 30), raised(300, null)]);
    expect(find(measures, 'response.acknowledged')).toMatchObject({
      numerator: 1,
      denominator: 2,
      excluded: {young: 2},
    });
  });
});

describe('factors', () => {
  const rows = (owner: (index: number) => string) =>
    Array.from({length: 60}, (_, index) => answered(index < 30 ? 60 + index : 6000 + index, {owner: owner(index)}));

  test('a rep who answers everything late carries the variation', async () => {
    const measures = await measured(rows(index => (index < 30 ? 'ann' : 'bob')));
    const rep = find(measures, 'response.factors', {what: 'rep'});
    expect(rep.value).toBeGreaterThan(0.7);
    expect(rep).toMatchObject({n: 60, status: 'ok'});
    expect(find(measures, 'response.factors', {what: 'source'})).toMatchObject({value: null});
  });

  test('two who answer alike carry nothing', async () => {
    const measures = await measured(rows(index => (index % 2 === 0 ? 'ann' : 'bob')));
    expect(find(measures, 'response.factors', {what: 'rep'}).value).toBe(0);
  });
});

describe('what is missing', () => {
  test('without activities nothing is said of responses', async () => {
    const measures = await measured([untouched(DAY)], ['activities']);
    expect(measures.every(({status, value}) => status === 'not_measurable' && value === null)).toBe(true);
    expect(find(measures, 'response.never').reason).toBe('add activities to the export');
  });

  test('without a history of owners there is no rep’s clock', async () => {
    const measures = await measured([answered(60)], ['owner_history']);
    expect(find(measures, 'response.p50', {clock: 'rep', time: 'wall'})).toMatchObject({
      value: null,
      status: 'not_measurable',
      reason: 'add owner_history to the export',
    });
    expect(find(measures, 'response.p50', {clock: 'buyer', time: 'wall'}).value).toBe(60);
  });

  test('bare dates forbid minutes and allow days', async () => {
    const rows = Array.from({length: 12}, () => answered(60));
    const measures = await measured(rows, [], gate('G1', 'hard', 'Dates without a time of day.'));
    const within = (edge: string) => find(measures, 'response.within', {clock: 'buyer', time: 'wall', edge});
    expect(within('4h')).toMatchObject({status: 'not_measurable', value: null});
    expect(within('4h').reason).toContain('G1');
    expect(within('24h')).toMatchObject({status: 'degraded'});
    expect(find(measures, 'response.bucket')).toMatchObject({status: 'not_measurable'});
  });

  test('a soft gate is said in the same line', async () => {
    const measures = await measured(
      Array.from({length: 12}, () => answered(60)),
      [],
      gate('G8', 'soft', 'Half the work is logged.'),
    );
    expect(find(measures, 'response.p50', {clock: 'buyer', time: 'wall'})).toMatchObject({
      value: 60,
      status: 'degraded',
      reason: 'G8: Half the work is logged.',
    });
  });
});
