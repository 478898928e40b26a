import {nearest} from '../../problem.ts';
import type {Definitions} from '../definitions.ts';
import type {Issue, Path} from '../diagnostics.ts';
import {parseShare} from '../units.ts';

/** Findings that no check has: an acceptance of one holds nothing back. A finding is called by its check and its subject. */
export function acceptedIssues({accepted}: Definitions, known: readonly string[] | null): Issue[] {
  return accepted.flatMap(({finding}, index): Issue[] => {
    const [check = ''] = finding.split('/');
    if (known === null || known.includes(check)) return [];
    const near = nearest(check, known);
    const hint = near === null ? 'a finding is called by its check, see handoff checks' : `did you mean ${near}?`;
    const message = `${JSON.stringify(finding)} holds nothing back: there is no check ${JSON.stringify(check)}, ${hint}`;
    return [{level: 'warning', path: ['accepted', index, 'finding'], message}];
  });
}

/** Thresholds of checks: shares outside 0-100%, and pairs in the wrong order. `known` are the ids of the checks, if at hand. */
export function settingsIssues({checks}: Definitions, known: readonly string[] | null): Issue[] {
  return Object.entries(checks).flatMap(([check, settings]) => [
    ...unknownCheck(check, known),
    ...Object.entries(settings).flatMap(([key, value]) => shareIssue(value, ['checks', check, key])),
    ...pairIssue(settings, 'below', 'above', ['checks', check]),
    ...pairIssue(settings, 'warn', 'error', ['checks', check]),
  ]);
}

function unknownCheck(check: string, known: readonly string[] | null): Issue[] {
  if (known === null || known.includes(check)) return [];
  const near = nearest(check, known);
  return [
    {
      level: 'error',
      path: ['checks', check],
      message: `no such check${near === null ? ': see handoff checks' : `, did you mean ${near}?`}`,
    },
  ];
}

function shareIssue(value: unknown, path: Path): Issue[] {
  if (typeof value !== 'string' || !/^[-+]?[\d.]+ ?%$/.test(value) || parseShare(value) !== null) return [];
  return [{level: 'error', path, message: `found ${JSON.stringify(value)}, expected a share from 0% to 100%`}];
}

/** `below` and `above` leave the normal range between them; `error` is worse than `warn`, in whichever direction. */
function pairIssue(settings: Readonly<Record<string, unknown>>, low: string, high: string, path: Path): Issue[] {
  const [from, to] = [shareIn(settings[low]), shareIn(settings[high])];
  if (from === null || to === null || from < to) return [];
  const message = `${high} ${String(settings[high])} is not more than ${low} ${String(settings[low])}: a threshold out of its range`;
  return [{level: 'warning', path: [...path, high], message}];
}

function shareIn(value: unknown): number | null {
  return typeof value === 'string' || typeof value === 'number' ? parseShare(value) : null;
}
