import {Fragment} from 'preact';
import type {Report} from '../../../result.ts';
import {grouped, percent} from '../../../words.ts';
import {atRiskText} from '../../at-risk.ts';
import {FAMILIES, fateLabel} from '../../labels.ts';
import {measureText} from '../../measure-text.ts';
import {measureOf, shownMeasure} from '../../measures.ts';
import {amountTitle, moneyText} from '../../numbers.ts';
import {FlowChart} from '../charts/flow.tsx';
import {countCell} from '../parts/cell.tsx';
import {Figure} from '../parts/figure.tsx';
import {Section} from '../parts/section.tsx';
import {Notes} from '../parts/value.tsx';
import {Split} from './split.tsx';

/** Every handoff's fate; the fates sum to the handoffs. */
export function Ledger({report}: {report: Report}) {
  const titles = new Map(FAMILIES);
  const lines = report.ledger.filter(({handoffs}) => handoffs > 0);
  const counted = shownMeasure(report, 'ledger', {family: 'follow_up'});
  const money = lines.some(({amount_cents}) => amount_cents !== null);
  return (
    <Section id="ledger" title="Where the leads went">
      {lines.length === 0 ? (
        <p>There is no handoff to follow.</p>
      ) : (
        <Figure
          title="From handoff to fate"
          note={
            <Fragment>
              Every handoff has one fate, the first that applies; the height of a band is the number of handoffs.
              {counted === null ? null : <Notes measure={counted} />}
            </Fragment>
          }
          draw={(width, label) => <FlowChart ledger={report.ledger} width={width} label={label} />}
          table={{
            columns: [
              {title: 'fate'},
              {title: 'family'},
              {title: 'handoffs', align: 'right'},
              {title: 'share', align: 'right'},
              ...(money ? ([{title: amountTitle(report.terms.currency), align: 'right'}] as const) : []),
            ],
            rows: lines.map(({fate, family, handoffs, share, amount_cents}) => [
              fateLabel(fate),
              titles.get(family) ?? family,
              countCell(handoffs),
              {show: share === null ? '' : percent(share), sort: share},
              {show: amount_cents === null ? '' : moneyText(amount_cents), sort: amount_cents},
            ]),
          }}
        />
      )}
      <Flags report={report} />
      <AtRisk report={report} />
      <Split report={report} />
    </Section>
  );
}

/** A lead answered late may have been a bad one too, so the two questions are asked apart (METHODS 5.5a). */
function Flags({report}: {report: Report}) {
  const cell = (name: string) => shownMeasure(report, 'ledger.flags', {cell: name});
  const [followUp, quality, both, neither] = [
    cell('follow_up_only'),
    cell('quality_only'),
    cell('both'),
    cell('neither'),
  ];
  if (followUp?.value == null || quality?.value == null || both?.value == null || !followUp.denominator) return null;
  const shared = both.value;
  const span = (low: number) => (shared === 0 ? grouped(low) : `${grouped(low)} to ${grouped(low + shared)}`);
  return (
    <p>
      Asked apart, on {grouped(followUp.denominator)} matured handoffs that did not convert: follow-up failed on{' '}
      <strong>{span(followUp.value)}</strong>, quality on <strong>{span(quality.value)}</strong> ({grouped(shared)} on
      both
      {neither?.value == null ? '' : `, ${grouped(neither.value)} on neither`}).
      <Notes measure={followUp} />
    </p>
  );
}

function AtRisk({report}: {report: Report}) {
  const leads = shownMeasure(report, 'pipeline.at_risk', {what: 'leads'});
  const money = measureOf(report, 'pipeline.at_risk', {what: 'money'});
  if (!leads?.value) return null;
  return (
    <p>
      {grouped(leads.value)} open leads are at risk and may still be saved
      {money?.value == null
        ? '.'
        : `; at the rate at which slow leads become opportunities they stand for about ${measureText(money)} ${report.terms.currency ?? 'in the currency of the export'}.`}
      {money?.status === 'not_measurable' ? ` What they are worth cannot be said: ${money.reason}.` : ''}{' '}
      {atRiskText(report)}
    </p>
  );
}
