import {type Derivation, type Level, type Performance, proposedRule} from '../../derive/result.ts';
import {instantText} from '../../report/moments.ts';
import {plainly} from '../../report/plain.ts';
import {createPage, type PageOptions, paragraph} from '../../report/text/page.ts';
import {grouped, percent, plural} from '../../words.ts';
import type {Block} from '../diff/block.ts';
import {blockLines} from '../diff/block-lines.ts';

/** Levels that a page shows; JSON has all. */
const MOST = 20;

/** What the wins had in common, what stood the test, and what so few wins can show. */
export function renderDerivation(derivation: Derivation, options: PageOptions): string {
  const page = createPage(options);
  const shown = plainly(derivation);
  const answer = `${shown.because}${proposedRule(shown) === null ? ' No definition is proposed.' : ''}`;
  const blocks = [sample(shown), levels(shown), signals(shown), rule(shown), power(shown), leftOut(shown)];
  const drawn = blocks.filter(({rows, before = []}) => rows.length + before.length > 0);
  return `${[page.paint.bold('handoff derive'), ...paragraph(answer, page, 0), ...drawn.flatMap(block => ['', ...blockLines(block, page)])].join('\n')}\n`;
}

function sample({wins, others, lost, same_account, period, warnings, as_of}: Derivation): Block {
  const span =
    period === null
      ? ''
      : ` MQLs from ${day(period.from)} to ${day(period.to)}; the older part ends ${day(period.cut)}.`;
  const dropped =
    same_account === 0
      ? ''
      : ` ${plural(same_account, 'further win')} of the same accounts left out: one account is one win.`;
  return {
    title: 'The sample',
    before: [
      `As of ${instantText(as_of)}: ${plural(wins, 'win')} against ${plural(others, 'other lead')} handed off in the same time (${grouped(lost)} lost).${span}${dropped}`,
      ...warnings,
    ],
    columns: [],
    rows: [],
  };
}

function levels(derivation: Derivation): Block {
  const own = derivation.levels.filter(({attribute}) => attribute !== 'signals before');
  const block = table('What the wins had in common at the handoff', own, derivation);
  return block.rows.length === 0 ? block : {...block, after: [HOW_TO_READ, ...(block.after ?? [])]};
}

const HOW_TO_READ =
  'Lost: of the others. Lift: how often leads that have it win, against all. Log odds: above 0 speaks for it, with 95% limits. q: 0.1 or less stands out from chance, all that were tried taken together.';

function signals(derivation: Derivation): Block {
  const own = derivation.levels
    .filter(({attribute}) => attribute === 'signals before')
    .map(level => ({...level, attribute: 'before'}));
  return table('Signals that came before', own, derivation);
}

function table(title: string, all: readonly Level[], {wins, others}: Pick<Derivation, 'wins' | 'others'>): Block {
  const tested = all.filter(({p}) => p !== null);
  if (tested.length === 0) return {title, columns: [], rows: []};
  return {
    title,
    columns: ['', 'of wins', 'of others', 'lost', 'lift', 'log odds', 'q'],
    rows: tested
      .slice(0, MOST)
      .map(level => [
        `${level.attribute}: ${level.name}`,
        level.share === null
          ? ''
          : `${percent(level.share.value)} (${level.wins} of ${wins}; ${percent(level.share.low).replace('%', '')}-${percent(level.share.high)})`,
        `${percent(level.base)} (${grouped(level.others)} of ${grouped(others)})`,
        grouped(level.lost),
        level.lift?.toFixed(2) ?? '',
        `${level.log_odds.toFixed(2)} ± ${(1.96 * level.se).toFixed(2)}`,
        (level.q ?? 1) < 0.001 ? '<0.001' : (level.q ?? 1).toFixed(3),
      ]),
    after: [
      ...(tested.length > MOST ? [`${tested.length - MOST} more; -f json has all.`] : []),
      ...(tested.length < all.length
        ? [`${plural(all.length - tested.length, 'more level')} with fewer than 10 wins or 30 leads, not tested.`]
        : []),
    ],
  };
}

function rule(derivation: Derivation): Block {
  const {rule: found} = derivation;
  if (found === null) return {title: 'The rule', columns: [], rows: []};
  const line = (where: string, {won, met, all_won, all, precision, recall, lift}: Performance) => [
    where,
    precision === null ? '' : `${percent(precision)} (${won} of ${grouped(met)})`,
    recall === null ? '' : `${percent(recall)} (${won} of ${all_won})`,
    `${percent(all === 0 ? 0 : all_won / all)}`,
    lift === null ? '' : `${lift.value.toFixed(2)} (${lift.low.toFixed(2)}-${lift.high.toFixed(2)})`,
  ];
  const proposed = proposedRule(derivation) !== null;
  return {
    title: proposed ? 'The rule' : 'The rule, which is not proposed',
    before: [
      `${plural(found.threshold, 'point')} of: ${found.conditions.map(({level, points}) => `${level.attribute}: ${level.name} (${points})`).join(', ')}`,
    ],
    columns: ['', 'precision', 'recall', 'base', 'lift'],
    rows: [line('older: found', found.older), line('newer: tried', found.newer)],
    after: [
      'Only the newer figure says how good it is: the older one was chosen to look good. A rule is kept where the lower limit of its lift in the newer part is above 1.',
      ...(proposed ? ['-f yaml or -o candidate.yaml writes it as a definitions file.'] : []),
    ],
  };
}

function power({power: rows}: Derivation): Block {
  return {
    title: 'What so few wins can show',
    before: [
      'The least share of wins that can be told from a share of other leads, where some 30 attributes are tried against 1,000 leads:',
    ],
    columns: ['share of other leads', 'wins', 'least share of wins'],
    rows: rows.map(({base, wins, least}) => [percent(base), grouped(wins), least === null ? 'none' : percent(least)]),
  };
}

function leftOut({left_out}: Derivation): Block {
  return {
    title: 'Not tried',
    columns: ['field', 'why'],
    rows: left_out.slice(0, MOST).map(({field, because}) => [field, because]),
    after: left_out.length > MOST ? [`${left_out.length - MOST} more; -f json has all.`] : [],
  };
}

function day(instant: string): string {
  return instant.slice(0, 10);
}
