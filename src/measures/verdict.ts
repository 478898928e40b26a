import type {Measure} from '../result.ts';
import {percent} from '../words.ts';
import {countOf, notMeasurable} from './measure.ts';
import {dependsOnRep} from './reason-consistency.ts';

const ID = 'dispositions.verdict';

/** METHODS 4.5: over 40% rejected is the article's alarm; the others are the table's own limits. */
const MIN_REJECTIONS = 50;
const ALARM = 0.4;
const VAGUE = 0.3;
const TRIED = 0.2;
const UNTRIED = 0.3;
const SUPPORTED = 0.7;

interface Inputs {
  rejection: Measure;
  vague: Measure;
  untouched: Measure;
  supported: Measure;
  v: Measure;
  p: Measure;
}

/** Inputs of the table, by id and segment. */
const ASKED: Readonly<Record<keyof Inputs, readonly [id: string, segment: Readonly<Record<string, string>>]>> = {
  rejection: ['dispositions.rejection', {}],
  vague: ['dispositions.vague', {}],
  untouched: ['dispositions.untouched', {}],
  supported: ['dispositions.verified', {verdict: 'supported'}],
  v: ['dispositions.consistency', {what: 'v'}],
  p: ['dispositions.consistency', {what: 'p'}],
};

interface Verdict {
  code: 'definition_or_scoring' | 'poor_follow_up' | 'undecided' | 'follow_up_gap' | 'none';
  /** The sentence that may be said; null where there is nothing to say. */
  sentence: string | null;
}

/** `dispositions.verdict {verdict}`: what the rejections allow anybody to say (METHODS 4.5), and no word more. */
export function measureVerdict(measures: readonly Measure[]): Measure[] {
  const found = Object.entries(ASKED).map(([name, [id, segment]]) => [name, measureOf(measures, id, segment)] as const);
  const lacking = found.flatMap(([name, measure]) => {
    if (measure?.status === 'ok') return [];
    const [id] = ASKED[name as keyof Inputs];
    // a family that cannot be measured has one measure, of whatever segment
    const reason = (measure ?? measures.find(one => one.id === id && one.status === 'not_measurable'))?.reason;
    return [{id, reason: reason ?? 'not measured'}];
  });
  if (lacking.length > 0) return [notMeasurable(ID, 'count', lackText(lacking))];
  const inputs = Object.fromEntries(found) as unknown as Inputs;
  const rejections = inputs.vague.n ?? 0;
  if (rejections < MIN_REJECTIONS)
    return [
      {
        ...countOf(ID, {}, rejections, rejections),
        value: null,
        status: 'small_n',
        reason: `${rejections} rejections; a verdict takes ${MIN_REJECTIONS}`,
      },
    ];
  const {code, sentence} = verdictOf(inputs);
  return [{...countOf(ID, {verdict: code}, rejections, rejections), reason: sentence}];
}

/** The rows of the table, first match wins. */
function verdictOf({rejection, vague, untouched, supported, v, p}: Inputs): Verdict {
  const hidden = low(untouched) > UNTRIED;
  if (!(low(rejection) > ALARM))
    return hidden
      ? {code: 'follow_up_gap', sentence: 'follow-up gap hidden in rejections'}
      : {code: 'none', sentence: null};
  const byRep = dependsOnRep({v: v.value ?? 0, p: p.value ?? 1});
  if (high(vague) < VAGUE && !byRep && high(untouched) < TRIED && (supported.value ?? 0) >= SUPPORTED)
    return {
      code: 'definition_or_scoring',
      sentence: 'definition/scoring problem: reasons are consistent and the data supports them',
    };
  if ((low(vague) > VAGUE || byRep) && hidden)
    return {
      code: 'poor_follow_up',
      sentence: 'rejections cannot be told from poor follow-up: fix dispositions and follow-up first',
    };
  const numbers = [
    `rejected ${fraction(rejection)}`,
    `vague ${fraction(vague)}`,
    `without contact ${fraction(untouched)}`,
    `supported by the data ${fraction(supported)}`,
    `how far the reason depends on who rejects ${(v.value ?? 0).toFixed(2)} of 1 (Cramér’s V)`,
  ];
  return {code: 'undecided', sentence: `both / undecided: ${numbers.join(', ')}`};
}

/** The columns to add, each once, where nothing else is missing. */
function lackText(lacking: readonly {id: string; reason: string}[]): string {
  const columns = lacking.map(({reason}) => /^add (.+) to the export$/.exec(reason)?.[1]?.split(' and '));
  if (columns.every(found => found !== undefined))
    return `add ${[...new Set(columns.flat())].join(' and ')} to the export`;
  return `no verdict without all its inputs; ${distinct(lacking.map(({id, reason}) => `${id}: ${reason}`))}`;
}

function low({interval}: Measure): number {
  return interval?.low ?? 0;
}

function high({interval}: Measure): number {
  return interval?.high ?? 1;
}

function fraction({value, numerator, denominator}: Measure): string {
  return `${percent(value ?? 0)} (${numerator} of ${denominator})`;
}

function distinct(texts: readonly string[]): string {
  return [...new Set(texts)].join('; ');
}

function measureOf(
  measures: readonly Measure[],
  id: string,
  segment: Readonly<Record<string, string>>,
): Measure | undefined {
  const keys = Object.keys(segment);
  return measures.find(
    ({id: own, segment: at}) =>
      own === id && Object.keys(at).length === keys.length && keys.every(key => at[key] === segment[key]),
  );
}
