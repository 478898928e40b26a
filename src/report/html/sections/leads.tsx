import type {Report} from '../../../result.ts';
import {duration, plural} from '../../../words.ts';
import {FAMILIES, fateLabel} from '../../labels.ts';
import {instantText} from '../../moments.ts';
import type {LeadRows} from '../lead-rows.ts';
import {Section} from '../parts/section.tsx';
import {type Cell, Table} from '../parts/table.tsx';

const COLUMNS = [
  'lead',
  'source',
  'start (UTC)',
  'owner',
  'promise',
  'first response',
  'became',
  'reason',
  'is it true?',
] as const;

/** Lead by lead, where the user asked for it: those that can still be saved first. */
export function Leads({rows}: {report: Report; rows: LeadRows | null}) {
  if (rows === null || rows.rows.length === 0) return null;
  return (
    <Section id="leads" title="Lead by lead">
      <p>
        The latest handoff of each lead: first what may still be saved, then what was lost in follow-up or for a
        disputed reason, then the others.
        {rows.more > 0 ? ` ${plural(rows.more, 'more lead')} in the folder of CSV files (-o folder/).` : ''} One lead’s
        story: <code>handoff lead &lt;id&gt; --export &lt;export&gt;</code>.
      </p>
      <Table label="Leads" columns={COLUMNS.map(title => ({title}))} rows={rows.rows.map(cellsOf)} />
    </Section>
  );
}

const TITLES = new Map(FAMILIES.map(([family, title]) => [family, title.split(':')[0] ?? title]));

function cellsOf(row: LeadRows['rows'][number]): Cell[] {
  const text = (name: string) => (row[name] == null ? '' : String(row[name]));
  const seconds = row['first_response_seconds'];
  const start = text('start_at');
  return [
    <code key="id">{text('lead_id')}</code>,
    text('source'),
    {show: start === '' ? '' : instantText(start).replace(' UTC', ''), sort: start},
    text('current_owner') || text('first_human_owner'),
    [text('sla_policy'), text('sla_state').replaceAll('_', ' ')].filter(part => part !== '').join(': '),
    {show: typeof seconds === 'number' ? duration(seconds) : '', sort: typeof seconds === 'number' ? seconds : null},
    `${fateLabel(text('fate'))} (${TITLES.get(text('family')) ?? text('family')})`,
    text('reason'),
    text('reason_verdict'),
  ];
}
