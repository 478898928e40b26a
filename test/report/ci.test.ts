import {expect, test} from 'vitest';
import {renderGithub} from '../../src/report/ci/github.ts';
import {renderJunit} from '../../src/report/ci/junit.ts';
import {poisoned} from './hostile.ts';
import {sampleReport} from './sample-report.ts';

test('a test report: a case per check, a failure where an error is confirmed', () => {
  const text = renderJunit(sampleReport);
  const {checks} = sampleReport;
  expect(text.match(/<testcase /g)).toHaveLength(checks.length);
  expect(text.match(/<failure /g)).toHaveLength(checks.filter(({status}) => status === 'error').length);
  expect(text.match(/<skipped /g)).toHaveLength(checks.filter(({status}) => status === 'skipped').length);
  expect(text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="handoff audit" tests="\d+"/);
});

test('annotations: a line a finding, the largest first, accepted ones held back', () => {
  const lines = renderGithub(sampleReport).trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(
    /^::notice title=handoff response-time::|^::error title=handoff sla-compliance\/Demo request::Of 120 demo requests/,
  );
  expect(lines.filter(line => line.startsWith('::error '))).toHaveLength(1);
  expect(lines.filter(line => line.startsWith('::warning '))[0]).toContain('::Likely: 44 of 104');
});

test.each([
  ']]></failure><script>',
  '"&<>',
  'a\n::set-env name=PATH::evil',
  'a\r::error::x',
  '\u001b[31m\u0000\uffff',
  '%0A::error::x',
  'a::b,title=c',
])('%j from an export is text', hostile => {
  const [junit, github] = [renderJunit(poisoned(hostile)), renderGithub(poisoned(hostile))];
  expect(junit).not.toMatch(/<script|[\0\u001b\uffff]|\]\]>/);
  expect(
    github
      .trimEnd()
      .split('\n')
      .filter(line => !/^::(error|warning|notice) title=[^:,]*::/.test(line)),
  ).toEqual([]);
  expect(github).not.toMatch(/[\r\0\u001b]|%0A::(error|set-env)/);
});
