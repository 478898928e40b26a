import {z} from 'zod';
import type {StageName} from '../definitions/definitions.ts';
import type {Finding} from '../result.ts';
import {grouped, plural} from '../words.ts';
import {type Context, type Draft, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {above, shareText} from './threshold.ts';

/** What both checks of a label against its definition share; each brings its words and its SQL. */
export interface LabelWords {
  stage: StageName;
  /** What does not meet the definition: `MQLs`. */
  stamped: string;
  /** What meets it without the label: `leads that never became MQLs`. */
  unstamped: string;
  /** How loud a missed label is; null: as the settings say. */
  missed: Finding['level'] | null;
}

export function labelSettings(labels: string, others: string) {
  return z.object({
    level: level('warn'),
    unsupported: share(0.2, `share of ${labels} that do not meet the definition`),
    missed: share(0.2, `share of the other ${others} that do`),
    min_leads: minLeads(30),
  });
}

/** Each lead concerned (x of n) is one of won, deal, qualified, closed or none of them. */
export const LABEL_ROW = z.object({
  cell: z.enum(['unsupported', 'missed']),
  n: z.int(),
  x: z.int(),
  undetermined: z.int(),
  won: z.int(),
  deal: z.int(),
  qualified: z.int(),
  closed: z.int(),
  leads: LEADS,
});
type Row = z.output<typeof LABEL_ROW>;

type Settings = z.output<ReturnType<typeof labelSettings>>;

/** The label without the definition, and the definition without the label, with what became of the leads. */
export function judgeLabels(rows: readonly Row[], words: LabelWords, context: Context<Settings>): Draft[] {
  const {settings, trust, weigh, model} = context;
  const builtIn = model.definitions.built_in_stages.includes(words.stage);
  const definition = builtIn
    ? `the built-in definition (stages.${words.stage} is not written)`
    : 'the written definition';
  return rows.flatMap(row => {
    const {cell, n, x, undetermined, leads} = row;
    const found = above(x, n, settings[cell], {min_leads: settings.min_leads, trust, weigh, of: cell});
    if (found === null) return [];
    const verdict =
      cell === 'unsupported'
        ? `${shareText(x, n)} of the ${words.stamped} do not meet ${definition}.`
        : `${shareText(x, n)} of the ${words.unstamped} meet ${definition}.`;
    const unknown = undetermined === 0 ? '' : ` ${grouped(undetermined)} cannot be judged and count as neither.`;
    const written = cell === 'missed' && words.missed !== null ? words.missed : settings.level;
    return [
      {
        // nobody agreed on it, so nobody broke it
        level: builtIn ? 'info' : written,
        ...found,
        subject: cell,
        text: `${verdict}${unknown} ${became(row, context)}`,
        leads,
        ...(builtIn ? {remedy: `Write what you mean under stages.${words.stage}; then this is a verdict.`} : {}),
      },
    ];
  });
}

/** What the export cannot tell is left out, not 0. */
function became({x, won, deal, qualified, closed}: Row, {model}: Context<unknown>): string {
  const open = x - won - deal - qualified - closed;
  const deals = model.has('opportunities') ? [`${grouped(won)} won`, `${grouped(deal)} with a deal not won`] : [];
  const rest = [
    ...(qualified > 0 ? [`${plural(qualified, 'SQL')}${deals.length > 0 ? ' without a deal' : ''}`] : []),
    ...(closed > 0 ? [`${grouped(closed)} closed`] : []),
    `${grouped(open)} none of this`,
  ];
  return `What became of them: ${[...deals, ...rest].join(', ')}.`;
}
