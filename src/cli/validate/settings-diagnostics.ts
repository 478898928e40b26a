import {CHECKS} from '../../checks/list.ts';
import {type SettingsProblem, settingsProblems} from '../../checks/settings.ts';
import type {Definitions} from '../../definitions/definitions.ts';
import {type Diagnostic, formatPath} from '../../definitions/diagnostics.ts';
import type {CheckedDefinitions} from '../../definitions/load.ts';
import {unknownSystem} from '../../ingest/systems/preset.ts';

/** What only those say who are meant: the checks about their settings, the systems about a name; at its place in whichever file says it. */
export function settingsDiagnostics({readable}: Pick<CheckedDefinitions, 'readable'>): Diagnostic[] {
  if (readable === null) return [];
  const {definitions, path, origin} = readable;
  const ids = new Set(CHECKS.map(({id}) => id));
  // a check that there is not is named already
  const checks = Object.fromEntries(Object.entries(definitions.checks).filter(([id]) => ids.has(id)));
  return [...settingsProblems(CHECKS, {...definitions, checks}), ...systemProblems(definitions)].map(problem => {
    const {file, line, column} = origin(problem.path) ??
      origin(problem.path.slice(0, 2)) ?? {file: path, line: 1, column: 1};
    return {level: 'error', file, path: formatPath(problem.path), line, column, message: problem.message};
  });
}

function systemProblems({export: {system}}: Definitions): SettingsProblem[] {
  const unknown = system === null ? null : unknownSystem(system);
  return unknown === null ? [] : [{path: ['export', 'system'], message: unknown}];
}
