import type {Session} from '../engine/session.ts';
import type {Export} from '../ingest/export.ts';
import {fieldsAsOf} from '../model/judged.ts';
import type {Model} from '../model/model.ts';
import {plural} from '../words.ts';
import {type Candidate, candidatesOf, leftOut} from './attributes.ts';
import {adjusted, leakOf, readLevels} from './levels.ts';
import {changedAfterHandoff} from './modified.ts';
import {powerTable} from './power.ts';
import type {Derivation, Level, Rule} from './result.ts';
import {findRule} from './rule.ts';
import {createSample, judgeLevels, type SampleCounts} from './sample.ts';

/** METHODS 0.9: fewer wins prove nothing, and fewer than this not enough. */
const REFUSED_BELOW = 25;
const EXPLORATORY_BELOW = 50;
const DOMINANT_SOURCE = 0.6;

/** From the last wins to a definition of an MQL, or to the plain statement that there is none to be had (METHODS 7). */
export async function deriveDefinition(session: Session, model: Model, lastWins: number): Promise<Derivation> {
  const counts = await createSample(session, lastWins);
  const {wins, others, lost, same_account} = counts;
  const common = {
    as_of: model.as_of,
    period: periodOf(counts),
    wins,
    others,
    lost,
    same_account,
    left_out: leftOut(model.export),
    power: powerTable(wins),
  };
  if (wins < REFUSED_BELOW) {
    const because = `${plural(wins, 'win')} with a handoff old enough: fewer than ${REFUSED_BELOW} show nothing that chance does not.`;
    return {...common, verdict: 'refused', because, levels: [], rule: null, warnings: []};
  }
  const candidates = await candidatesOf(session, model.export);
  await judgeLevels(session, model, model.export, candidates);
  const attributes = [...new Set(candidates.map(({attribute}) => attribute))];
  const {changed, unread} = await changedAfterHandoff(session, model.export, attributes);
  const {levels, leaks, rule} = await deriveFrom(session, candidates, counts, changed);
  return {
    ...common,
    ...verdictOn(rule, wins),
    levels,
    left_out: [...leaks, ...common.left_out],
    rule,
    warnings: [...unread, ...warningsOn(levels, wins, model.export)],
  };
}

/** The same on a sample that is there, whoever said which leads were won. */
export async function deriveFrom(
  session: Session,
  candidates: readonly Candidate[],
  {wins, others}: Pick<SampleCounts, 'wins' | 'others'>,
  changed: ReadonlyMap<string, string> = new Map(),
): Promise<{levels: Level[]; leaks: {field: string; because: string}[]; rule: Rule | null}> {
  const all = await readLevels(session, candidates, 'all');
  const because = all.map(level => changed.get(level.attribute) ?? leakOf(level, all, wins, others));
  const leaks = (index: number) => because[index] !== null;
  // columns keep their number: a leaking one is only never used
  const older = adjusted(await readLevels(session, candidates, 'older'), leaks);
  return {
    levels: adjusted(all, leaks)
      .filter((_, index) => !leaks(index))
      .sort((a, b) => (a.p ?? 2) - (b.p ?? 2) || b.wins - a.wins || (a.name < b.name ? -1 : 1)),
    leaks: [
      ...[...changed].map(([field, because]) => ({field, because})),
      ...all.flatMap(({attribute, name}, index) => {
        const leak = because[index] ?? null;
        return leak === null || changed.has(attribute) ? [] : [{field: `${attribute}: ${name}`, because: leak}];
      }),
    ],
    rule: await findRule(session, older),
  };
}

function verdictOn(rule: Rule | null, wins: number): Pick<Derivation, 'verdict' | 'because'> {
  if (rule === null)
    return {
      verdict: 'nothing_found',
      because: 'Nothing that the older wins had in common stands out from the other leads of the same time.',
    };
  const low = rule.newer.lift?.low ?? 0;
  if (low <= 1)
    return {
      verdict: 'did_not_repeat',
      because: 'What the older wins had in common did not repeat in the newer ones: no rule is proposed.',
    };
  if (wins < EXPLORATORY_BELOW)
    return {
      verdict: 'exploratory',
      because: `It repeated in the newer wins, but ${wins} wins are fewer than ${EXPLORATORY_BELOW}: exploratory.`,
    };
  return {verdict: 'proposed', because: 'It was found in the older wins and repeated in the newer ones.'};
}

function warningsOn(levels: readonly Level[], wins: number, source: Export): string[] {
  const dominant = levels.find(({attribute, share}) => attribute === 'source' && (share?.value ?? 0) > DOMINANT_SOURCE);
  return [
    ...(wins < EXPLORATORY_BELOW
      ? [`Only ${plural(wins, 'win')}: below ${EXPLORATORY_BELOW} whatever is found is exploratory.`]
      : []),
    ...(dominant === undefined
      ? []
      : [`Most wins came from one source, ${dominant.name}: the rule may only describe it.`]),
    `Leads that were never handed off are not in it, and others of the sample may still be won. ${fieldsAsOf(source)}`,
    'Did price or product change within the period? Then older wins say little about the next.',
  ];
}

function periodOf({from_at, to_at, cut_at}: SampleCounts): Derivation['period'] {
  return from_at === null || to_at === null || cut_at === null ? null : {from: from_at, to: to_at, cut: cut_at};
}
