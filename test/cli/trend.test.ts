import {existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'csv-parse/sync';
import stringWidth from 'string-width';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {FILE_PAGE} from '../../src/cli/terminal.ts';
import {renderCsv} from '../../src/cli/trend/render-csv.ts';
import {renderTrend} from '../../src/cli/trend/render-text.ts';
import {openDatabase} from '../../src/engine/session.ts';
import {appendRun} from '../../src/handoff/history/append.ts';
import {readTrend} from '../../src/handoff/history/trend.ts';
import type {Measure, Report} from '../../src/result.ts';
import {sampleReport, share} from '../report/sample-report.ts';
import {handoff as handoffHere} from './in-process.ts';
import {handoff, temporaryFolder} from './run.ts';
import {DEFINITIONS, writeSmallCompany} from './small-company.ts';

const folder = temporaryFolder();
const place = (name: string) => join(folder.path, name);
afterAll(folder.remove);

/** A run of this day with so many of 100 promises kept; the limits are written down, not computed. */
function run(day: string, kept: number | null, more: Partial<Report> = {}): Report {
  const limits = {low: (kept ?? 0) / 100 - 0.1, high: (kept ?? 0) / 100 + 0.1, method: 'by hand'};
  const compliance: Measure = {...share('sla.compliance', {}, kept ?? 0, 100), interval: limits};
  const blank = share('dispositions.blank', {reason: null}, 1, 50);
  return {
    ...sampleReport,
    as_of: `${day}T22:00:00Z`,
    measures: kept === null ? [blank] : [compliance, blank],
    ...more,
  };
}

async function history(name: string, runs: readonly Report[]): Promise<string> {
  const path = place(name);
  for (const [index, report] of runs.entries()) await appendRun(path, index === 0 ? 'new' : 'write', report);
  return path;
}

describe('a history', () => {
  test('has a row per measure and run; the same run again changes nothing', async () => {
    const twice = await history('twice.duckdb', [run('2026-03-01', 70), run('2026-03-01', 70)]);
    const {runs, series} = await readTrend(twice);
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({
      as_of: '2026-03-01T22:00:00Z',
      company: 'Bracken Analytics',
      errors: 1,
      accepted: 1,
    });
    expect(series).toEqual([
      {
        id: 'dispositions.blank',
        segment: {reason: null},
        unit: 'share',
        points: [expect.objectContaining({value: 0.02, n: 50})],
      },
      {
        id: 'sla.compliance',
        segment: {},
        unit: 'share',
        points: [{value: 0.7, n: 100, low: expect.closeTo(0.6), high: expect.closeTo(0.8), status: 'ok'}],
      },
    ]);
    // nothing is left beside it
    expect(readdirSync(folder.path).filter(name => name.startsWith('twice'))).toEqual(['twice.duckdb']);
  });

  test('the same run of another version of handoff takes its place', async () => {
    const newer = run('2026-03-01', 60, {tool: {name: 'handoff', version: '9.9.9'}});
    const {runs, series} = await readTrend(await history('version.duckdb', [run('2026-03-01', 70), newer]));
    expect(runs.map(({tool_version}) => tool_version)).toEqual(['9.9.9']);
    expect(series.find(({id}) => id === 'sla.compliance')?.points).toMatchObject([{value: 0.6}]);
  });

  test('runs stand in the order of their moments, and a measure that a run lacks is a gap', async () => {
    const path = await history('order.duckdb', [run('2026-05-01', 50), run('2026-03-01', 70), run('2026-04-01', null)]);
    const {runs, series} = await readTrend(path);
    expect(runs.map(({as_of}) => as_of.slice(0, 10))).toEqual(['2026-03-01', '2026-04-01', '2026-05-01']);
    const values = series.map(({id, points}) => [id, points.map(point => point?.value ?? null)]);
    expect(values).toEqual([
      ['dispositions.blank', [0.02, 0.02, 0.02]],
      ['sla.compliance', [0.7, null, 0.5]],
    ]);
    const newest = await readTrend(path, {last: 1, measures: ['sla.compliance']});
    expect(newest.series.map(({points}) => points.map(point => point?.value))).toEqual([[0.5]]);
  });

  test('other definitions, another window or other bytes are another run', async () => {
    const other = [
      run('2026-03-01', 70),
      run('2026-03-01', 60, {definitions: {path: 'handoff.yaml', sha256: 'b'.repeat(64)}}),
      run('2026-03-01', 50, {window: {since: '2026-01-01', until: null}}),
      run('2026-03-01', 40, {export: {...sampleReport.export, files: sampleReport.export.files.slice(1)}}),
    ];
    expect((await readTrend(await history('inputs.duckdb', other))).runs).toHaveLength(4);
  });
});

describe('a trend', () => {
  const drawn = async (width: number, ascii: boolean) => {
    const path = place(`drawn-${width}-${ascii}.duckdb`);
    if (!existsSync(path)) {
      const later = {definitions: {path: 'handoff.yaml', sha256: 'b'.repeat(64)}};
      // 70, 75 and 50 of 100: 50 + 10 points exclude 75
      const runs = [run('2026-03-01', 70), run('2026-04-01', 75, later), run('2026-05-01', 50, later)];
      await history(`drawn-${width}-${ascii}.duckdb`, runs);
    }
    return renderTrend(await readTrend(path), true, {...FILE_PAGE, width, ascii});
  };

  test('is a line a measure: its shape, the first, the newest with its interval, and whether that is more than noise', async () => {
    const text = await drawn(80, false);
    const line = text.split('\n').find(words => words.includes('sla.compliance'));
    expect(line?.trim().replace(/\s+/g, ' ')).toBe('sla.compliance ▇█▁ 70% 50% (40% to 60%) worse');
    expect(text).toMatch(
      /^handoff trend · Bracken Analytics\n3 runs from 2026-03-01 22:00 UTC to 2026-05-01 22:00 UTC\.\n/,
    );
    expect(text).toContain('Other definitions from the run of: 2026-04-01.');
  });

  test('a step to other definitions is neither better nor worse', async () => {
    const later = {definitions: {path: 'handoff.yaml', sha256: 'b'.repeat(64)}};
    const path = await history('defined.duckdb', [run('2026-03-01', 75), run('2026-04-01', 50, later)]);
    const text = renderTrend(await readTrend(path), true, {...FILE_PAGE, width: 80});
    expect(text).toMatch(/sla\.compliance .* definitions\n/);
    expect(text).not.toContain(' worse\n');
  });

  test('a percentile that fewer than that share reach is not reached, which is no silence and may be worse', async () => {
    const p90 = (value: number | null, low: number | null): Measure => ({
      ...share('response.p90', {clock: 'buyer', time: 'wall'}, 60, 100),
      unit: 'seconds',
      value,
      interval: {low, high: null, method: 'log-log'},
    });
    const silent = {...p90(null, null), status: 'not_measurable' as const, interval: null};
    const days = 86_400;
    for (const [newest, said] of [
      [p90(null, 20 * days), '14 d not reached (20 d or more) worse'],
      [p90(null, 10 * days), '14 d not reached (10 d or more)'],
      [{...p90(null, null), interval: null}, '14 d not reached'],
      [silent, '14 d not measured'],
    ] as const) {
      const runs = [
        run('2026-03-01', 70, {measures: [p90(14 * days, null)]}),
        run('2026-04-01', 70, {measures: [newest]}),
      ];
      const path = await history(`p90-${said.length}-${newest.status}.duckdb`, runs);
      const line = renderTrend(await readTrend(path), true, {...FILE_PAGE, width: 120})
        .split('\n')
        .find(one => one.includes('response.p90'));
      expect(line?.trim().replace(/\s+/g, ' ')).toContain(said);
      if (!said.endsWith('worse')) expect(line).not.toContain('worse');
    }
  });

  describe('money', () => {
    const stalled = (day: string, cents: number, currency: string | null): Report => {
      const measure: Measure = {...share('pipeline.stalled', {}, 3, 10), unit: 'cents', value: cents, interval: null};
      return run(day, 70, {measures: [measure], terms: {...sampleReport.terms, currency}});
    };
    const drawnOf = async (path: string) =>
      renderTrend(await readTrend(path), true, {...FILE_PAGE, width: 160}).replaceAll(/ +/g, ' ');

    test('is said in its currency', async () => {
      const path = await history('usd.duckdb', [
        stalled('2026-03-01', 120_000_000, 'USD'),
        stalled('2026-04-01', 150_000_000, 'USD'),
      ]);
      expect(await drawnOf(path)).toContain('pipeline.stalled ▁█ 1.2M USD 1.5M USD');
      const rows = parse(renderCsv(await readTrend(path)), {columns: true}) as Record<string, string>[];
      expect(rows.map(({unit, currency, value}) => [unit, currency, value])).toEqual([
        ['cents', 'USD', '120000000'],
        ['cents', 'USD', '150000000'],
      ]);
    });

    test('of another currency is no part of the line', async () => {
      const path = await history('eur.duckdb', [
        stalled('2026-03-01', 900_000_000, 'USD'),
        stalled('2026-04-01', 120_000_000, 'EUR'),
        stalled('2026-05-01', 150_000_000, 'EUR'),
      ]);
      const text = await drawnOf(path);
      expect(text).toContain('pipeline.stalled ▁█ 1.2M EUR 1.5M EUR');
      expect(text).toContain('not compared, from the run of: 2026-04-01.');
    });

    test('a file of before there were currencies is read, and written on', async () => {
      const path = await history('before.duckdb', [stalled('2026-03-01', 120_000_000, 'USD')]);
      const database = await openDatabase(path, 'write');
      await database.run('alter table runs drop column currency');
      database.close();
      expect((await readTrend(path)).runs.map(({currency}) => currency)).toEqual([null]);
      await appendRun(path, 'write', stalled('2026-04-01', 150_000_000, 'USD'));
      expect((await readTrend(path)).runs.map(({currency}) => currency)).toEqual([null, 'USD']);
    });
  });

  test('in ASCII, and at any width', async () => {
    const text = await drawn(60, true);
    expect(text).toMatch(/^[\x00-\x7f]*$/);
    expect(text).toMatch(/sla\.compliance +\*#_ /);
    expect(text.split('\n').filter(line => stringWidth(line) > 60)).toEqual([]);
  });

  test('as CSV: one row per measure and run, no formula', async () => {
    const path = await history('csv.duckdb', [
      run('2026-03-01', 70, {measures: [share('=x', {policy: '=1+1'}, 1, 2)]}),
    ]);
    const [row] = parse(renderCsv(await readTrend(path)), {columns: true}) as Record<string, string>[];
    expect(row).toMatchObject({
      as_of: '2026-03-01T22:00:00Z',
      id: "'=x",
      segment: '{"policy":"=1+1"}',
      value: '0.5',
      n: '2',
    });
  });
});

describe('the commands', () => {
  const inFolder = (...words: string[]) => handoffHere(words, {cwd: folder.path});

  test('a mistyped measure is answered with the nearest one that a run has', async () => {
    await history('typo.duckdb', [run('2026-03-01', 70)]);
    expect(await inFolder('trend', 'typo.duckdb', '--measure', 'sla.complianc')).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: 'handoff: typo.duckdb has no measure "sla.complianc"; did you mean sla.compliance?\n',
    });
  });
  beforeAll(() => {
    writeSmallCompany(place('export'));
    writeFileSync(place('handoff.yaml'), DEFINITIONS);
  });

  test('audit --history writes it, twice the same, and trend reads it as text, JSON and CSV', async () => {
    for (let time = 0; time < 2; time++)
      expect((await inFolder('audit', 'export', '-q', '--history', 'h.duckdb', '--fail-on', 'never')).code).toBe(0);
    const {code, stdout, stderr} = await inFolder('trend', 'h.duckdb', '-o', '-', '-o', 't.json', '-o', 't.csv');
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    expect(stdout).toMatch(/^handoff trend · Small & Co\n1 run, .*: a trend begins with the second\.\n/);
    const {schema, runs, series} = JSON.parse(readFileSync(place('t.json'), 'utf8'));
    expect([schema, runs.length]).toEqual(['handoff-trend/1', 1]);
    expect(readFileSync(place('t.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(series.length + 1);
  });

  test.runIf(existsSync('/dev/full'))(
    'another output that fails leaves the history as it was',
    async () => {
      const words = ['--history', 'fresh.duckdb', '-o', '/dev/full', '-f', 'json'];
      expect((await inFolder('audit', 'export', '-q', ...words)).code).toBe(2);
      expect(readdirSync(folder.path).filter(name => /fresh|part/.test(name))).toEqual([]);
    },
    60_000,
  );
});

describe('a file that is no history is one clear sentence, and nothing runs in it', () => {
  beforeAll(async () => {
    writeFileSync(place('text.duckdb'), 'no database at all, but longer than its head\n'.repeat(50));
    writeFileSync(place('empty.duckdb'), '');
    writeFileSync(place('sqlite.duckdb'), `SQLite format 3\0${'x'.repeat(5000)}`);
    mkdirSync(place('folder.duckdb'));
    const cut = await history('cut.duckdb', [run('2026-03-01', 70)]);
    truncateSync(cut, 20_000);
    const other = await openDatabase(place('other.duckdb'), 'new');
    await other.run('create table leads (id varchar)');
    other.close();
    const views = await openDatabase(place('views.duckdb'), 'new');
    await views.run('create view runs as select 1 as run');
    await views.run('create view measures as select * from range(100000000000) a, range(1000000) b');
    await views.run('create table handoff_history as select 1 as version');
    views.close();
    const path = await history('damaged.duckdb', [run('2026-03-01', 70)]);
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 12_288, bytes.length);
    writeFileSync(path, bytes);
  });

  test.each([
    ...['text', 'empty', 'sqlite', 'folder', 'other', 'nowhere'].map(name => [name, handoffHere] as const),
    // what could end or hold up the process that opens it
    ...['cut', 'damaged', 'views'].map(name => [name, handoff] as const),
  ])('%s', async (name, run) => {
    const {code, stdout, stderr} = await run(['trend', place(`${name}.duckdb`)]);
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
    expect(stderr).toMatch(/^handoff: [^\n]*\.duckdb is no history of handoff \([^\n]+\); name the file of [^\n]+\n$/);
  });

  test('audit refuses it before it computes anything, and leaves it alone', async () => {
    const before = readFileSync(place('other.duckdb'));
    const {code, stderr} = await handoffHere(['audit', 'nothing', '--history', place('other.duckdb')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/other\.duckdb is no history of handoff \(it has no handoff_history\.version\)/);
    expect(readFileSync(place('other.duckdb')).equals(before)).toBe(true);
  });
});
