import type {CheckResult, Finding, Report} from '../../result.ts';
import {plainly} from '../plain.ts';
import {open} from '../ranking.ts';

/** A test report: a suite per family, a case per check. Only a confirmed error fails a case, as it fails the run. */
export function renderJunit(report: Report): string {
  const safe = plainly(report);
  const families = [...new Set(safe.checks.map(({family}) => family))];
  const suites = families.map(family => suite(family, safe));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="handoff audit"${counts(safe.checks)}>\n${suites.join('')}</testsuites>\n`;
}

function suite(family: string, report: Report): string {
  const checks = report.checks.filter(check => check.family === family);
  const cases = checks.map(check =>
    testcase(
      check,
      open(report).filter(finding => finding.check === check.id),
    ),
  );
  return `  <testsuite name="${xml(family)}"${counts(checks)} timestamp="${xml(report.as_of)}">\n${cases.join('')}  </testsuite>\n`;
}

function counts(checks: readonly CheckResult[]): string {
  const count = (wanted: CheckResult['status']) => checks.filter(({status}) => status === wanted).length;
  return ` tests="${checks.length}" failures="${count('error')}" errors="${count('broken')}" skipped="${count('skipped')}"`;
}

function testcase({id, family, title, status, reason}: CheckResult, findings: readonly Finding[]): string {
  const lines = findings.map(({level, strength, key, text}) => `${strength} ${level} ${key}: ${text}`).join('\n');
  const body = {
    error: `<failure message="${xml(title)}">${xml(lines)}</failure>`,
    broken: `<error message="${xml(reason ?? '')}"/>`,
    skipped: `<skipped message="${xml(reason ?? '')}"/>`,
    warn: `<system-out>${xml(lines)}</system-out>`,
    info: `<system-out>${xml(lines)}</system-out>`,
    pass: '',
  }[status];
  const head = `    <testcase classname="${xml(family)}" name="${xml(id)}"`;
  return body === '' ? `${head}/>\n` : `${head}>\n      ${body}\n    </testcase>\n`;
}

function xml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replace(/[\ufffe\uffff]/g, '\ufffd');
}
