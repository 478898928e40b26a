import {CommanderError} from 'commander';
import {describe, expect, test} from 'vitest';
import {exitCodeFor, reportFailure} from '../../src/cli/failure.ts';
import {Interrupted} from '../../src/cli/interrupt.ts';
import {refuseOtherThanReading} from '../../src/cli/query/read-only.ts';
import {renderRows} from '../../src/cli/query/render-rows.ts';
import {colourLevel, isLive, pageOptions, widthFor} from '../../src/cli/terminal.ts';
import {SqlFailure} from '../../src/engine/session.ts';
import {exitCode} from '../../src/handoff/exit-code.ts';
import {Problem} from '../../src/problem.ts';
import {guardFormula} from '../../src/report/csv/guard.ts';
import {widthOf} from '../../src/report/width.ts';

const terminal = {isTTY: true, columns: 100};
const pipe = {};

describe('colours, decided per stream', () => {
  test.each([
    ['a pipe', pipe, {}, true, 0],
    ['a terminal', terminal, {TERM: 'xterm'}, true, 1],
    ['256 colours', terminal, {TERM: 'xterm-256color'}, true, 2],
    ['true colour', terminal, {TERM: 'xterm', COLORTERM: 'truecolor'}, true, 3],
    ['a dumb terminal', terminal, {TERM: 'dumb'}, true, 0],
    ['NO_COLOR', terminal, {NO_COLOR: '1'}, true, 0],
    ['an empty NO_COLOR says nothing', terminal, {NO_COLOR: '', TERM: 'xterm'}, true, 1],
    ['FORCE_COLOR in a pipe', pipe, {FORCE_COLOR: ''}, true, 1],
    ['FORCE_COLOR=0 on a terminal', terminal, {FORCE_COLOR: '0'}, true, 0],
    ['FORCE_COLOR=3', pipe, {FORCE_COLOR: '3'}, true, 3],
    ['--no-color wins over FORCE_COLOR', pipe, {FORCE_COLOR: '3'}, false, 0],
  ] as const)('%s', (_, stream, env, wanted, level) => {
    expect(colourLevel(stream, env, wanted)).toBe(level);
  });
});

describe('the width', () => {
  test.each([
    ['of a terminal', terminal, {}, 100],
    ['of a wide terminal ends where a table does', {isTTY: true, columns: 300}, {}, 200],
    ['of a tiny terminal', {isTTY: true, columns: 20}, {}, 60],
    ['of a pipe', pipe, {}, 80],
    ['of a pipe with COLUMNS', pipe, {COLUMNS: '110'}, 110],
    ['with COLUMNS that says nothing', pipe, {COLUMNS: 'wide'}, 80],
  ] as const)('%s', (_, stream, env, width) => {
    expect(widthFor(stream, env)).toBe(width);
  });
});

test('a moving line is for a terminal that somebody watches', () => {
  expect([isLive(terminal, {}), isLive(terminal, {CI: 'true'}), isLive(pipe, {})]).toEqual([true, false, false]);
  expect(isLive({isTTY: true, columns: 0}, {})).toBe(false);
  expect(pageOptions(terminal, {TERM: 'linux'}, true)).toMatchObject({ascii: true});
  expect(pageOptions(terminal, {TERM: 'xterm', LANG: 'C'}, true)).toMatchObject({ascii: true});
  expect(pageOptions(terminal, {TERM: 'xterm', LC_ALL: 'POSIX', LANG: 'en_US.UTF-8'}, true)).toMatchObject({
    ascii: true,
  });
  expect(pageOptions(terminal, {TERM: 'xterm', LC_ALL: '', LANG: 'C.UTF-8'}, true)).toMatchObject({ascii: false});
  expect(pageOptions(terminal, {TERM: 'xterm', LANG: 'de_DE.utf8'}, true)).toMatchObject({ascii: false});
  expect(pageOptions(pipe, {LANG: 'C'}, true)).toMatchObject({ascii: false});
});

describe('a table of rows', () => {
  const row = {id: 'L1', n: 1234567, note: 'a text of several words that is longer than its share of the page'};

  test.each([60, 80])('is no wider than %i columns, and loses nothing', width => {
    const wide = Object.fromEntries(Array.from({length: 30}, (_, index) => [`column_${index}`, 'x'.repeat(index * 4)]));
    for (const one of [row, wide]) {
      const text = renderRows({columns: Object.keys(one), rows: [one]}, 'table', width);
      expect(text.split('\n').filter(line => widthOf(line) > width)).toEqual([]);
      const crosses = (value: string) => value.replace(/[^x]/g, '').length;
      expect(crosses(text)).toBe(crosses(JSON.stringify(one)));
    }
  });

  test('texts give way, numbers do not; too many columns stand one a line', () => {
    expect(renderRows({columns: Object.keys(row), rows: [row]}, 'table', 60)).toMatch(/│ 1234567 │/);
    const many = Object.fromEntries(Array.from({length: 8}, (_, index) => [`n${index}`, 1e9 + index]));
    expect(renderRows({columns: Object.keys(many), rows: [many]}, 'table', 60)).toMatch(
      /^── row 1 ──\nn0 {2}1000000000\nn1 {2}1000000001\n[\s\S]*1 row\n$/,
    );
  });

  test('csv and json stay whole', () => {
    expect(renderRows({columns: Object.keys(row), rows: [row]}, 'csv', 60)).toContain(row.note);
    expect(JSON.parse(renderRows({columns: Object.keys(row), rows: [row]}, 'json', 60))).toEqual([row]);
  });
});

describe('a query reads', () => {
  test.each([
    ['select 1', 'select 1'],
    ['select 1;', 'select 1'],
    ["select ';' as a -- ; nothing\n", "select ';' as a -- ; nothing\n"],
    ['/* drop */ FROM handoffs', '/* drop */ FROM handoffs'],
    ['(select 1)', '(select 1)'],
    ['explain analyze select 1', 'explain analyze select 1'],
    ['select "a;b" from $$x;y$$', 'select "a;b" from $$x;y$$'],
  ])('%s', (sql, statement) => {
    expect(refuseOtherThanReading(sql)).toBe(statement);
  });

  test.each([
    ['drop table handoffs', /"drop"/],
    ['-- select\ninsert into handoffs values (1)', /"insert"/],
    ['explain delete from handoffs', /explain delete/],
    ['select 1; drop table handoffs', /2 statements/],
    ["copy handoffs to 'x.csv'", /"copy"/],
    ["attach 'x.db'", /"attach"/],
    ['set threads = 8', /"set"/],
    ['pragma database_list', /"pragma"/],
    [' ;; -- nothing', /empty/],
  ])('%s is refused', (sql, message) => {
    expect(() => refuseOtherThanReading(sql)).toThrow(message);
  });
});

describe('a cell that a spreadsheet would run', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-cmd', "'-cmd"],
    ['+cmd', "'+cmd"],
    ['\t=1', "'\t=1"],
    ['\n=1', "'\n=1"],
    ['＝1+1', "'＝1+1"],
    ['-5.00', '-5.00'],
    ['+4917012345', '+4917012345'],
    ['+49 (170) 123-45', '+49 (170) 123-45'],
    ['plain', 'plain'],
    ['', ''],
  ])('%j becomes %j', (text, safe) => {
    expect(guardFormula(text)).toBe(safe);
  });
});

describe('the exit code', () => {
  const counts = {error: 0, warn: 0, info: 5, likely: 3, accepted: 2};
  test.each([
    ['nothing confirmed', counts, {failOn: 'warn'}, 0],
    ['an error', {...counts, error: 1}, {failOn: 'error'}, 1],
    ['a warning', {...counts, warn: 1}, {failOn: 'error'}, 0],
    ['a warning, failing on them', {...counts, warn: 1}, {failOn: 'warn'}, 1],
    ['too many warnings', {...counts, warn: 3}, {failOn: 'error', maxWarnings: 2}, 1],
    ['as many as allowed', {...counts, warn: 2}, {failOn: 'error', maxWarnings: 2}, 0],
    ['never', {...counts, error: 9, warn: 9}, {failOn: 'never', maxWarnings: 0}, 0],
  ] as const)('of a run with %s', (_, found, thresholds, code) => {
    expect(exitCode(found, thresholds)).toBe(code);
  });

  test.each([
    ['usage', new CommanderError(1, 'commander.unknownOption', ''), 2],
    ['help', new CommanderError(0, 'commander.helpDisplayed', ''), 0],
    ['a problem', new Problem('no'), 2],
    ['an interruption', new Interrupted(130), 130],
    ['a fault of ours', new TypeError('x is undefined'), 3],
    ['a failing relation', new SqlFailure('Binder Error', 'select x'), 3],
  ] as const)('of %s', (_, error, code) => {
    expect(exitCodeFor(error)).toBe(code);
  });
});

describe('what failed, in words', () => {
  const told = (error: unknown, debug = false) => {
    const lines: string[] = [];
    reportFailure(error, {write: (text: string) => lines.push(text)} as unknown as NodeJS.WritableStream, debug);
    return lines.join('');
  };

  test('a problem is its sentence and its details, harmless to a terminal', () => {
    expect(told(new Problem('leads\u001b[2J.csv is empty', ['line 1']))).toBe(
      'handoff: leads\\x1b[2J.csv is empty\n  line 1\n',
    );
  });

  test('a fault of ours is one line, and everything with --debug', () => {
    const fault = new SqlFailure('Binder Error: no column\nLINE 1', 'select nothing');
    expect(told(fault)).toMatch(/^handoff: Binder Error: no column \(.*report.*--debug.*\)\n$/);
    expect(told(fault, true)).toMatch(/SqlFailure[\s\S]*select nothing\n$/);
  });
});
