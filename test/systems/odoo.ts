import {canonicalPursuits, canonicalRejections, pursuitOf} from './deals-as-leads.ts';
import {LEADS, PEOPLE} from './story.ts';
import {canonicalLeads, csv, type Names, newYork, plain, type Twin} from './twin.ts';

interface Style {
  names: Names;
  at(value: number): string;
}

/** A cell that a spreadsheet would take for a formula is guarded. */
const guarded = (text: string) => (/^[-+=]/.test(text) ? `'${text}` : text);

/** By labels; the technical names say the same. */
function records({names, at}: Style): Record<string, unknown>[] {
  const stamp = (value: number | null) => (value === null ? '' : at(value));
  return LEADS.map(lead => {
    const {amount, closed, won, lost, reason} = pursuitOf(lead.n);
    return {
      'External ID': names.lead(lead.n),
      Opportunity: `Interest of ${lead.company}`,
      'Contact Name': lead.last,
      'Company Name': lead.company,
      Email: lead.email,
      Phone: guarded(lead.phone),
      'Job Position': lead.title,
      Country: lead.country,
      Salesperson: names.owner(lead.owner),
      'Sales Team': 'Inbound',
      Stage: won ? 'Won' : lead.qualified === null ? 'New' : 'Proposition',
      Type: lead.qualified === null ? 'Lead' : 'Opportunity',
      'Created on': at(lead.created),
      'Assignment Date': at(lead.assigned),
      'Days to Assign': 0.01,
      'Conversion Date': stamp(lead.converted),
      'Closed Date': stamp(closed),
      'Expected Revenue': (amount ?? 0).toFixed(1),
      'Lost Reason': reason ?? '',
      // a false one is an empty cell
      Active: lost ? '' : 'True',
      Source: lead.source,
      'MQL Date': at(lead.mql),
      Tags: 'spring',
    };
  });
}

/** A second tag is a second line, on which everything of the record above is blank. */
function withFurtherLines(rows: readonly Record<string, unknown>[]): Record<string, unknown>[] {
  return rows.flatMap((row, index) => {
    const blank = Object.fromEntries(Object.keys(row).map(header => [header, '']));
    return index % 5 === 0 ? [row, {...blank, Tags: 'event'}] : [row];
  });
}

const TECHNICAL: Readonly<Record<string, string>> = {
  'External ID': 'id',
  Opportunity: 'name',
  'Contact Name': 'contact_name',
  'Company Name': 'partner_name',
  Email: 'email_from',
  Phone: 'phone',
  'Job Position': 'function',
  Country: 'country_id',
  Salesperson: 'user_id/id',
  'Sales Team': 'team_id/id',
  Stage: 'stage_id',
  Type: 'type',
  'Created on': 'create_date',
  'Assignment Date': 'date_open',
  'Days to Assign': 'day_open',
  'Conversion Date': 'date_conversion',
  'Closed Date': 'date_closed',
  'Expected Revenue': 'expected_revenue',
  'Lost Reason': 'lost_reason_id',
  Active: 'active',
  Source: 'source_id',
  'MQL Date': 'x_studio_mql_date',
  Tags: 'tag_ids',
};

const technical = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).map(([header, value]) => [TECHNICAL[header] ?? header, value]));

function canonical(names: Names): Twin['canonical'] {
  return {
    leads: canonicalLeads(names, [
      'lead_id',
      'email',
      'last_name',
      'company',
      'title',
      'phone',
      'country',
      'source',
      'created_at',
      'mql_at',
      'assigned_at',
      'owner',
      'converted_at',
    ]),
    dispositions: canonicalRejections(names),
    // a revenue that nobody expects is a zero
    opportunities: canonicalPursuits(names).map(row => ({...row, amount: row.amount === '' ? 0 : row.amount})),
  };
}

// a lead of nobody has a team and no salesperson
const LABELS: Names = {
  lead: n => `__export__.crm_lead_${n}_5f0c1b2a`,
  owner: n => PEOPLE[n - 1]?.name ?? '',
  actor: n => PEOPLE[n - 1]?.name ?? '',
  touch: String,
  deal: String,
};
const IDS: Names = {...LABELS, owner: n => (n === 0 ? '' : `__export__.res_users_${n}_0aa31f`)};

const written = (rows: readonly Record<string, unknown>[]) => csv(rows, {quoted: true, crlf: true});

export const ODOO: readonly Twin[] = [
  {
    name: "Odoo, labels (every cell quoted, guards, further lines of a record, the user's zone)",
    systems: ['Odoo'],
    files: {
      'Lead_Opportunity (crm.lead).csv': written(withFurtherLines(records({names: LABELS, at: newYork}))),
    },
    sourceTimeZone: 'America/New_York',
    canonical: canonical(LABELS),
  },
  {
    name: 'Odoo, technical names (external ids of users, UTC as the user has to say)',
    systems: ['Odoo'],
    files: {'crm.lead.csv': written(withFurtherLines(records({names: IDS, at: plain}).map(technical)))},
    sourceTimeZone: 'UTC',
    canonical: canonical(IDS),
  },
];
