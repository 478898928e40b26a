import type {Issue, Path} from '../../definitions/diagnostics.ts';
import {criteriaPlaces} from '../../definitions/validate/criteria.ts';
import {createJudge, createJudged} from '../../model/judged.ts';
import {grouped, percent, plural} from '../../words.ts';
import type {Opened} from '../options.ts';
import {warning} from './leaves.ts';

/** METHODS 0.9: none of fewer leads than this says nothing. */
const MIN_LEADS = 30;

/** By the part of the file: when its criteria are asked. */
const MOMENTS: Readonly<Record<string, {relation: string; key: string}>> = {
  exclude: {relation: 'leads_at_cutoff', key: 'lead_key'},
  sla: {relation: 'handoffs_at_start', key: 'handoff_key'},
  routing: {relation: 'handoffs_at_start', key: 'handoff_key'},
};
const AT_MQL = {relation: 'handoffs_at_mql', key: 'handoff_key'};

/** Rules that are true of no lead, and policies and rules whose leads earlier ones take. */
export async function ruleIssues(opened: Opened): Promise<Issue[]> {
  const {session, model} = opened;
  const places = criteriaPlaces(model.definitions);
  const issues: Issue[] = [];
  const matching = new Map<string, number>();
  for (const moment of [MOMENTS['exclude'], MOMENTS['sla'], AT_MQL]) {
    if (moment === undefined) continue;
    const here = places.filter(({path}) => (MOMENTS[String(path[0])] ?? AT_MQL).relation === moment.relation);
    if (here.length === 0) continue;
    const judge = createJudge(model.definitions, model.export);
    const columns = here.map(({criteria}, index) => [`c_${index}`, judge.compile(criteria)] as const);
    await createJudged(session, 'validated', moment, judge, columns);
    const counted = here.map(
      (_, index) => `count(*) filter (c_${index})::integer as m${index}, count(c_${index})::integer as n${index}`,
    );
    const row = await session.row<Record<string, number>>(`select ${counted.join(', ')} from validated`);
    here.forEach(({path}, index) => {
      const [m, n] = [row[`m${index}`] ?? 0, row[`n${index}`] ?? 0];
      matching.set(path.join('/'), m);
      if (m === 0 && n >= MIN_LEADS)
        issues.push(
          warning(path, `true of none of ${plural(n, 'lead')}: it could match ${percent(Math.min(1, 3 / n))} at most`),
        );
    });
  }
  await session.run('drop table if exists validated');
  return [...issues, ...(await unreachable(opened, matching))];
}

/** First match wins: true of some, and none of them is left to it. */
async function unreachable({session, model}: Opened, matching: ReadonlyMap<string, number>): Promise<Issue[]> {
  const taken = async (column: 'policy_no' | 'rule_no') =>
    new Set(
      (
        await session.rows<{no: number}>(
          `select distinct ${column} as no from handoffs where ${column} is not null order by no`,
        )
      ).map(({no}) => no),
    );
  const {all} = await session.row<{all: number}>('select count(*)::integer as "all" from handoffs');
  const lists: [what: string, path: Path, names: readonly (unknown | null)[], taken: ReadonlySet<number>][] = [
    ['policy', ['sla'], model.definitions.sla.map(({when}) => when), await taken('policy_no')],
    ['rule', ['routing', 'rules'], model.definitions.routing.rules.map(({when}) => when), await taken('rule_no')],
  ];
  return lists.flatMap(([what, path, whens, reached]) =>
    whens.flatMap((when, index) => {
      const own = when === null ? all : (matching.get([...path, index, 'when'].join('/')) ?? 0);
      if (own === 0 || reached.has(index + 1)) return [];
      return [
        warning(
          [...path, index],
          `an unreachable ${what}: it is true of ${grouped(own)} leads, and earlier ones take them all`,
        ),
      ];
    }),
  );
}
