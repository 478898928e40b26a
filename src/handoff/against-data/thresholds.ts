import {CHECKS} from '../../checks/list.ts';
import {settingsOf} from '../../checks/settings.ts';
import type {Issue} from '../../definitions/diagnostics.ts';
import {wilson} from '../../methods/wilson.ts';
import {percent, plural} from '../../words.ts';
import type {Opened} from '../options.ts';
import {warning} from './leaves.ts';

/** Checks that compare a share of leads with a threshold, and the leads they have. */
const COMPARED = [
  {check: 'mql-to-sql', setting: 'below', side: 'below', leads: 'matured'},
  {check: 'mql-to-sql', setting: 'above', side: 'above', leads: 'matured'},
  {check: 'rejection-rate', setting: 'warn', side: 'above', leads: 'handoffs'},
  {check: 'rejection-rate', setting: 'error', side: 'above', leads: 'handoffs'},
] as const;

/** Thresholds that could not be confirmed if every lead, or none, were on the wrong side of them (METHODS 0.7, 0.9). */
export async function thresholdIssues({session, model}: Opened): Promise<Issue[]> {
  const {definitions} = model;
  const n = await session.row<{handoffs: number; matured: number}>(
    'select count(*)::integer as handoffs, count(*) filter (matured)::integer as matured from handoffs',
  );
  const policies = await session.rows<{policy_no: number; n: number}>(
    `select policy_no, count(*)::integer as n from handoffs
     where policy_no is not null and sla_state in ('met', 'breached_late', 'breached_open', 'breached_closed')
     group by policy_no order by policy_no`,
  );
  const settings = (id: string) => {
    const check = CHECKS.find(candidate => candidate.id === id);
    return check === undefined ? {} : settingsOf(check, definitions);
  };
  return [
    ...COMPARED.flatMap(({check, setting, side, leads}) =>
      outOfReach(Number(settings(check)[setting]), n[leads], side).map(text =>
        warning(['checks', check, setting], text),
      ),
    ),
    ...policies.flatMap(({policy_no, n: due}) =>
      outOfReach(definitions.sla[policy_no - 1]?.target ?? 0, due, 'below').map(text =>
        warning(['sla', policy_no - 1, 'target'], text),
      ),
    ),
    ...Object.keys(definitions.checks).flatMap(id => {
      const least = Number(settings(id)['min_leads'] ?? 0);
      return least > n.handoffs
        ? [
            warning(
              ['checks', id, 'min_leads'],
              `the export has ${plural(n.handoffs, 'handoff')}, so ${id} judges nothing`,
            ),
          ]
        : [];
    }),
  ];
}

function outOfReach(threshold: number, n: number, side: 'below' | 'above'): string[] {
  const limits = wilson(side === 'below' ? 0 : n, n);
  if (limits === null || Number.isNaN(threshold)) return [];
  const limit = side === 'below' ? limits.high : limits.low;
  if (side === 'below' ? limit < threshold : limit > threshold) return [];
  const extreme = side === 'below' ? `0 of ${n}` : `${n} of ${n}`;
  return [
    `no sample of ${plural(n, 'lead')} can confirm it: even ${extreme} has a 95% limit of ${percent(limit)}, not ${side} ${percent(threshold)}`,
  ];
}
