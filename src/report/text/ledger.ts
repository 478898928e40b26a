import type {LedgerLine, Report} from '../../result.ts';
import {grouped, percent, plural} from '../../words.ts';
import {atRiskText} from '../at-risk.ts';
import {FAMILIES, fateLabel} from '../labels.ts';
import {measureOf, shownMeasure} from '../measures.ts';
import {moneyText} from '../numbers.ts';
import {padEnd, padStart} from '../width.ts';
import {bar, type Page, paragraph, section} from './page.ts';

/** Every handoff's fate, by family, largest first. */
export function ledger(report: Report, page: Page): string[] {
  const lines = report.ledger.filter(({handoffs}) => handoffs > 0);
  const most = Math.max(0, ...lines.map(({handoffs}) => handoffs));
  const total = lines.reduce((sum, {handoffs}) => sum + handoffs, 0);
  const money = lines.some(({amount_cents}) => amount_cents !== null);
  const body = FAMILIES.flatMap(([family, title]) => {
    const fates = lines
      .filter(line => line.family === family)
      .sort((a, b) => b.handoffs - a.handoffs || compare(a.fate, b.fate));
    if (fates.length === 0) return [];
    return [
      familyLine(`${title}${doubt(report, family, page)}`, fates, total, money, page),
      ...fates.map(line => fateLine(line, most, money, page)),
    ];
  });
  return section(
    'Where the leads died',
    body.length === 0
      ? []
      : [
          heading(money, page),
          ...body,
          `  ${plural(total, 'handoff')} in all${money && report.terms.currency !== null ? `; amounts in ${report.terms.currency}` : ''}`,
          ...atRisk(report, page),
          ...flags(report, page),
        ],
    page,
  );
}

/** Where a gate doubts the family's count, or forbids it. */
function doubt(report: Report, family: string, page: Page): string {
  const counted = measureOf(report, 'ledger', {family});
  return counted === null || counted.status === 'ok' ? '' : page.care({...counted, status: 'degraded'});
}

function atRisk(report: Report, page: Page): string[] {
  const text = atRiskText(report);
  return text === '' ? [] : paragraph(text, page, 2, 2);
}

/** The two independent questions beside the fates: a lead answered late may have been a bad one too (METHODS 5.5a). */
function flags(report: Report, page: Page): string[] {
  const cell = (name: string) => shownMeasure(report, 'ledger.flags', {cell: name});
  const [followUp, quality, both, neither] = [
    cell('follow_up_only'),
    cell('quality_only'),
    cell('both'),
    cell('neither'),
  ];
  if (followUp?.value == null || quality?.value == null || both?.value == null || !followUp.denominator) return [];
  const range = (low: number) => (both.value ? `${grouped(low)} to ${grouped(low + (both.value ?? 0))}` : grouped(low));
  const text =
    `Asked apart, on ${plural(followUp.denominator, 'matured handoff')} that did not convert: follow-up failed on ` +
    `${range(followUp.value)}, quality on ${range(quality.value)} (${grouped(both.value)} on both), and neither on ${grouped(neither?.value ?? 0)}.`;
  return paragraph(`${text}${page.care(followUp)}`, page, 2, 2);
}

function heading(money: boolean, page: Page): string {
  return page.paint.dim(padStart(`handoffs  share${money ? '  amount' : ''}`, page.reading));
}

function familyLine(title: string, fates: readonly LedgerLine[], total: number, money: boolean, page: Page): string {
  const handoffs = fates.reduce((sum, fate) => sum + fate.handoffs, 0);
  const amounts = fates.flatMap(({amount_cents}) => (amount_cents === null ? [] : [amount_cents]));
  const cents = amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + amount, 0);
  const right = figures(handoffs, handoffs / total, cents, money);
  return page.paint.bold((padEnd(`  ${title}`, page.reading - right.length) + right).trimEnd());
}

function fateLine({fate, handoffs, share, amount_cents}: LedgerLine, most: number, money: boolean, page: Page): string {
  const right = figures(handoffs, share, amount_cents, money);
  const label = padEnd(`    ${fateLabel(fate)}`, LABEL);
  const columns = page.reading - LABEL - right.length - 1;
  return label + padEnd(bar(handoffs, most, columns, page.glyphs), columns + 1) + right;
}

const LABEL = 33;

function figures(handoffs: number, share: number | null, cents: number | null, money: boolean): string {
  const amount = money ? padStart(cents === null ? '' : moneyText(cents), 8) : '';
  return `${padStart(grouped(handoffs), 9)}${padStart(share === null ? '' : percent(share), 7)}${amount}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
