import type {Check} from '../../checks/define-check.ts';
import {CHECKS} from '../../checks/list.ts';
import {createMacros} from '../../checks/relations.ts';
import {runCheck, type World} from '../../checks/run-check.ts';
import {settingsInForce, settingsOf} from '../../checks/settings.ts';
import {type Comparison, comparisonsIn} from '../../checks/threshold.ts';
import type {Issue, Path} from '../../definitions/diagnostics.ts';
import {runGates} from '../../gates/run.ts';
import {wilson} from '../../methods/wilson.ts';
import {percent, plural} from '../../words.ts';
import type {Opened} from '../options.ts';
import {warning} from './leaves.ts';

/**
 * Thresholds that could not be confirmed if every lead, or none, were on the wrong side of them (METHODS 0.7, 0.9): those of the
 * promises, of acceptance, and every one written under `checks`, each by the largest sample that its check holds against it.
 */
export async function thresholdIssues({session, model}: Opened): Promise<Issue[]> {
  const {acceptance, checks} = model.definitions;
  const asked = CHECKS.filter(({id}) => id in checks || (id === 'acceptance' && acceptance !== null));
  const issues = await promiseIssues({session, model});
  if (asked.length === 0) return issues;
  await createMacros(session);
  const gates = await runGates(session, model);
  const world: World = {
    session,
    model,
    gates: new Map(gates.map(gate => [gate.id, gate])),
    measures: [],
    person: id => id,
  };
  for (const check of asked) {
    const {answer, comparisons} = await comparisonsIn(() => runCheck(check, world));
    if (answer.result.status === 'skipped') {
      const path = check.id in checks ? ['checks', check.id] : ['acceptance', 'accept_within'];
      issues.push(warning(path, `${check.id} judges nothing: ${answer.result.reason}`));
      continue;
    }
    if (check.id === 'acceptance' && acceptance !== null)
      issues.push(...outOfReach(['acceptance', 'target'], acceptance.target, comparisons));
    issues.push(...settingIssues(check, {session, model}, comparisons));
  }
  return issues;
}

type Sources = Pick<Opened, 'session' | 'model'>;

async function promiseIssues({session, model}: Sources): Promise<Issue[]> {
  const policies = await session.rows<{policy_no: number; n: number}>(
    `select policy_no, count(*)::integer as n from handoffs
     where policy_no is not null and sla_state in ('met', 'breached_late', 'breached_open', 'breached_closed')
     group by policy_no order by policy_no`,
  );
  return policies.flatMap(({policy_no, n}) => {
    const threshold = model.definitions.sla[policy_no - 1]?.target ?? 0;
    return outOfReach(['sla', policy_no - 1, 'target'], threshold, [{side: 'below', threshold, n}]);
  });
}

/** Every setting that the check holds a share against, and the floor under which it accuses nobody. */
function settingIssues(check: Check, {model}: Sources, comparisons: readonly Comparison[]): Issue[] {
  const settings = settingsOf(check, model.definitions);
  const least = Number(settings['min_leads'] ?? 0);
  const most = Math.max(0, ...comparisons.map(({n}) => n));
  if (comparisons.length > 0 && most < least)
    return [
      warning(
        ['checks', check.id, 'min_leads'],
        `the largest sample has ${plural(most, 'lead')}, so ${check.id} judges nothing`,
      ),
    ];
  return settingsInForce(check, model.definitions).flatMap(({name, value, written}) =>
    written && typeof value === 'number' && name !== 'min_leads'
      ? outOfReach(['checks', check.id, name], value, comparisons)
      : [],
  );
}

/** Nothing where no comparison is with this threshold: it is then no share of leads. */
function outOfReach(path: Path, threshold: number, comparisons: readonly Comparison[]): Issue[] {
  const [largest] = comparisons
    .filter(comparison => comparison.threshold === threshold && comparison.n > 0)
    .sort((a, b) => b.n - a.n);
  if (largest === undefined) return [];
  const {n, side} = largest;
  const limits = wilson(side === 'below' ? 0 : n, n);
  if (limits === null) return [];
  const limit = side === 'below' ? limits.high : limits.low;
  if (side === 'below' ? limit < threshold : limit > threshold) return [];
  const extreme = side === 'below' ? `0 of ${n}` : `${n} of ${n}`;
  return [
    warning(
      path,
      `no sample of ${plural(n, 'lead')} can confirm it: even ${extreme} has a 95% limit of ${percent(limit)}, not ${side} ${percent(threshold)}`,
    ),
  ];
}
