import type {Impact, SetImpact, SetName} from '../../impact/result.ts';
import type {Measure} from '../../result.ts';
import {grouped, money, plural} from '../../words.ts';
import {type Block, points} from './block.ts';
import {cell, doubtsOf} from './impact-cells.ts';
import {load, practice} from './impact-work.ts';

const MEANING: Readonly<Record<SetName, string>> = {
  kept: 'both',
  leaves: 'old only',
  enters: 'new only',
  undetermined: 'a field is missing',
  neither: 'none of the two',
};

export function impactBlocks(impact: Impact): Block[] {
  return [
    sets(impact),
    became(impact),
    clauses(impact),
    quality(impact),
    load(impact),
    ...practice(impact),
    ...ids(impact),
  ].filter(({rows, before, after}) => rows.length > 0 || (before ?? after ?? []).length > 0);
}

function sets({considered, sets, notes}: Impact): Block {
  const {all, handoffs, never_handed_off} = considered;
  return {
    title: 'Who is an MQL',
    before: [
      `${grouped(all)} judged: ${plural(handoffs, 'handoff')} as of the MQL (a lead that came back counts again), ${plural(never_handed_off, 'lead')} never handed off as of today’s data.`,
      ...notes,
    ],
    columns: ['', 'meets', 'all', 'handoffs', 'worked', 'won so far', 'worth'],
    rows: sets.map(({set, leads, handoffs: n, worked, won}) => [
      set,
      MEANING[set],
      grouped(leads),
      grouped(n),
      worked === null ? 'unknown' : grouped(worked),
      grouped(won.leads),
      won.leads === 0 || won.cents === null ? '' : money(won.cents, won.currency),
    ]),
    after: lostWins(sets),
  };
}

function lostWins(sets: readonly SetImpact[]): string[] {
  const won = (set: SetName) => sets.find(other => other.set === set)?.won.leads ?? 0;
  const all = sets.reduce((sum, set) => sum + set.won.leads, 0);
  if (all === 0) return ['Nobody has become a customer yet.'];
  return [
    `Of ${plural(all, 'closed-won lead')} the new definition keeps ${won('kept')}, loses ${won('leaves')} and adds ${won('enters')}.`,
  ];
}

function became({sets, trial, leaves_against_kept}: Impact): Block {
  const shown = sets.filter(({set, leads}) => leads > 0 && set !== 'neither');
  return {
    title: 'What they became, within the horizons',
    columns: ['', 'accepted', 'SQL', 'opportunity', 'won'],
    rows: shown.map(({set, stages}) => [set, ...stages.map(cell)]),
    after: [
      ...(leaves_against_kept === null ? [] : [comparison(leaves_against_kept)]),
      ...(trial === null ? [] : [selective(trial)]),
      // that what enters is unknown until tried is said above
      ...doubtsOf(
        shown.flatMap(({set, stages}) =>
          set === 'enters' ? stages.filter(({status}) => status !== 'not_measurable') : stages,
        ),
      ),
    ],
  };
}

function comparison(told: NonNullable<Impact['leaves_against_kept']>): string {
  const {difference, expected_sqls_a_quarter: expected, most_sqls_a_quarter: most} = told;
  const cost =
    expected === null || most === null
      ? ''
      : ` Dropping them costs about ${plural(expected, 'SQL')} a quarter, at most ${grouped(most)} (upper limit).`;
  return `Conversion to SQL of what leaves, against what is kept: ${points(difference)}.${cost}`;
}

function selective({worked, measurable, pilot}: NonNullable<Impact['trial']>): string {
  if (measurable)
    return `What enters is judged by the ${grouped(worked)} of them that were worked already; those may have been picked.`;
  const offer =
    pilot === null
      ? ''
      : ` A pilot: hand ${grouped(pilot)} of them to sales and work them as the others; if they convert half as often as what is kept, about every second such pilot shows it beyond noise.`;
  return `What enters was not an MQL, so nobody called: unknown until tried (${grouped(worked)} of them were worked, it takes 30).${offer}`;
}

function clauses({clauses: all, decided, sets}: Impact): Block {
  const count = (set: SetName) => sets.find(other => other.set === set)?.leads ?? 0;
  const moving = all.filter(({leaves, enters}) => leaves + enters > 0);
  const sentence = (set: 'leaves' | 'enters', verb: string) => {
    const [n, one] = [count(set), decided[set]];
    if (n === 0 || all.length === 0) return [];
    const who =
      n === 1 ? `The one lead that ${verb}s` : `${one === n ? 'All' : 'The'} ${grouped(n)} leads that ${verb}`;
    if (one === n || one === 0)
      return [`${who} ${n === 1 ? 'hangs' : 'hang'} on ${one === 0 ? 'several clauses at once' : 'a single clause'}.`];
    return [
      `Of ${plural(n, 'lead')} that ${verb}, ${grouped(one)} ${one === 1 ? 'hangs' : 'hang'} on a single clause, the others on several at once.`,
    ];
  };
  return {
    title: 'Which clause decided',
    columns: ['', 'clause', 'leave only with it', 'enter only with it'],
    rows: moving.map(({of, clause, leaves: out, enters: into}) => [of, clause, grouped(out), grouped(into)]),
    after: [...sentence('leaves', 'leave'), ...sentence('enters', 'enter')],
  };
}

function quality({quality: both}: Impact): Block {
  return {
    title: 'How well each definition finds customers',
    columns: ['', 'precision (won of old enough)', 'recall (of the won it can judge)', 'lift'],
    rows: both.map(({of, precision, recall, lift}) => [of, cell(precision), cell(recall), liftText(lift)]),
    after: [
      'Leads that were never called win nothing, so a looser definition looks less precise than it may be.',
      ...doubtsOf(both.flatMap(({precision, recall, lift}) => [precision, recall, lift])),
    ],
  };
}

function liftText({value, interval}: Measure): string {
  if (value === null) return '';
  return interval?.low == null || interval.high == null
    ? value.toFixed(2)
    : `${value.toFixed(2)} (${interval.low.toFixed(2)}-${interval.high.toFixed(2)})`;
}

function ids({sets}: Impact): Block[] {
  return sets.flatMap(({set, ids, won}) =>
    ids === null || set === 'neither' || ids.length === 0
      ? []
      : [
          {
            title: `Leads: ${set} (${ids.length})`,
            columns: [],
            rows: [],
            before: [ids.join(' '), ...(won.ids?.length ? [`won: ${won.ids.join(' ')}`] : [])],
          },
        ],
  );
}
