import type {Diagnostic, Issue, Path} from '../../definitions/diagnostics.ts';
import {formatPath} from '../../definitions/diagnostics.ts';
import type {LoadedDefinitions} from '../../definitions/load.ts';
import type {Opened} from '../options.ts';
import {leafIssues} from './leaves.ts';
import {nameIssues} from './names.ts';
import {ruleIssues} from './rules.ts';
import {thresholdDiagnostics} from './thresholds.ts';

/** What the data of an export say against a definitions file that is valid by itself, by line. All are warnings: data change. */
export async function dataDiagnostics(opened: Opened): Promise<Diagnostic[]> {
  const issues = [...(await leafIssues(opened)), ...(await ruleIssues(opened)), ...(await nameIssues(opened))];
  const own = issues.flatMap(issue => placed(issue, opened.loaded));
  return [...own, ...(await thresholdDiagnostics(opened))].sort(
    (a, b) => a.line - b.line || a.column - b.column || (a.message < b.message ? -1 : 1),
  );
}

/** What the data have and the file does not stands at the list that lacks it. What the file inherits is not this file's fault. */
function placed({level, path, message}: Issue, {path: file, locate}: LoadedDefinitions): Diagnostic[] {
  const place = locate(path) ?? (isLacking(path) ? (locate(path.slice(0, 1)) ?? {line: 1, column: 1}) : null);
  return place === null ? [] : [{level, file, path: formatPath(path), ...place, message}];
}

function isLacking(path: Path): boolean {
  return path.length === 1 || (path.length === 2 && path[1] === 'reasons');
}
