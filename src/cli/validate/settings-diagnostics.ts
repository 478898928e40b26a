import {CHECKS} from '../../checks/list.ts';
import {settingsProblems} from '../../checks/settings.ts';
import {type Diagnostic, formatPath} from '../../definitions/diagnostics.ts';
import type {LoadedDefinitions} from '../../definitions/load.ts';

/** What the checks themselves say about their settings, at its place in the file. */
export function settingsDiagnostics({definitions, path, locate}: LoadedDefinitions): Diagnostic[] {
  return settingsProblems(CHECKS, definitions).map(problem => ({
    level: 'error',
    file: path,
    path: formatPath(problem.path),
    ...(locate(problem.path) ?? locate(problem.path.slice(0, 2)) ?? {line: 1, column: 1}),
    message: problem.message,
  }));
}
