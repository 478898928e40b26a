import {stringify} from 'csv-stringify/sync';
import {DEALS, LEADS, type Lead, PEOPLE, TOUCHES, type Touch} from './story.ts';

/** How one system tells the story, and what of it its export can carry. */
export interface Twin {
  /** Of the shape: `Salesforce, weekly export`. */
  name: string;
  /** What the report must call the systems it recognised. */
  systems: readonly string[];
  /** Files as the system writes them. */
  files: Readonly<Record<string, string | Buffer>>;
  /** Which object of its system each file is. */
  objects?: Readonly<Record<string, string>>;
  /** For what the system leaves to the user to say. */
  sourceTimeZone?: string;
  /** Added to the definitions for what is a company's own, such as the field that holds the MQL date. */
  export?: string;
  /** Owners that the system itself marks as queues. */
  queues?: readonly string[];
  /** What the report must say about the joins, among other things. */
  notes?: readonly string[];
  /**
   * The export carries no column beyond its canonical twin but, of the leads that others were merged into, a blank one: all that an
   * audit reads is then the same, and auditing one such shape is enough.
   */
  noMore?: true;
  /** The same as canonical tables: rows by table; a value of undefined in all rows leaves the column out. */
  canonical: Readonly<Record<string, readonly Record<string, unknown>[]>>;
}

export const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

/** `2026-03-16 14:00:00` in UTC. */
export const plain = (at: number): string => iso(at).replace('T', ' ').replace('Z', '');

/** The wall clock of New York in spring 2026 (UTC-4 from 2026-03-08 on), for systems that write the exporter's zone. */
export const newYork = (at: number): string => plain(at - 4 * 3_600_000);

/** `10:05 am` of such a clock. */
export function halfDay(at: number): string {
  const [hours = '', minutes = ''] = newYork(at).slice(11).split(':');
  return `${String(((Number(hours) + 11) % 12) + 1).padStart(2, '0')}:${minutes} ${Number(hours) < 12 ? 'am' : 'pm'}`;
}

/** A CSV as most systems write it; `quoted` has every cell in quotes. */
export function csv(
  rows: readonly Record<string, unknown>[],
  options: {quoted?: boolean; bom?: boolean; crlf?: boolean} = {},
): string {
  const {quoted = false, bom = false, crlf = false} = options;
  return stringify(rows as Record<string, unknown>[], {
    header: true,
    quoted,
    bom,
    record_delimiter: crlf ? '\r\n' : '\n',
    cast: {boolean: value => String(value)},
  });
}

/** How the twin names what the story numbers. */
export interface Names {
  lead(n: number): string;
  /** An owner of a lead; 0 is the queue. */
  owner(n: number): string;
  actor(n: number): string;
  touch(n: number): string;
  deal(n: number): string;
  /** The contact that a lead became, where deals hang on it. */
  contact?(n: number): string;
}

/** Canonical leads with the columns that the system carries; others are left out. */
export function canonicalLeads(
  names: Names,
  columns: readonly (keyof typeof LEAD_COLUMNS)[],
): Record<string, unknown>[] {
  return LEADS.map(lead => Object.fromEntries(columns.map(name => [name, LEAD_COLUMNS[name](lead, names)])));
}

const at = (value: number | null): string => (value === null ? '' : iso(value));

const LEAD_COLUMNS = {
  lead_id: (lead: Lead, names: Names) => names.lead(lead.n),
  email: (lead: Lead) => lead.email,
  first_name: (lead: Lead) => lead.first,
  last_name: (lead: Lead) => lead.last,
  company: (lead: Lead) => lead.company,
  title: (lead: Lead) => lead.title,
  phone: (lead: Lead) => lead.phone,
  country: (lead: Lead) => lead.country,
  industry: (lead: Lead) => lead.industry,
  employees: (lead: Lead) => lead.employees,
  source: (lead: Lead) => lead.source,
  created_at: (lead: Lead) => at(lead.created),
  mql_at: (lead: Lead) => at(lead.mql),
  assigned_at: (lead: Lead) => at(lead.assigned),
  owner: (lead: Lead, names: Names) => names.owner(lead.owner),
  accepted_at: (lead: Lead) => at(lead.accepted),
  sql_at: (lead: Lead) => at(lead.qualified),
  rejected_at: (lead: Lead) => at(lead.rejected),
  rejection_reason: (lead: Lead) => lead.reason ?? '',
  converted_at: (lead: Lead) => at(lead.converted),
  contact_id: (lead: Lead, names: Names) => (lead.converted === null ? '' : (names.contact?.(lead.n) ?? '')),
};

export function canonicalTouches(names: Names, columns: readonly (keyof typeof TOUCH_COLUMNS)[], touches = TOUCHES) {
  return touches.map(touch => Object.fromEntries(columns.map(name => [name, TOUCH_COLUMNS[name](touch, names)])));
}

const TOUCH_COLUMNS = {
  activity_id: (touch: Touch, names: Names) => names.touch(touch.n),
  lead_id: (touch: Touch, names: Names) => names.lead(touch.lead),
  at: (touch: Touch) => iso(touch.at),
  logged_at: (touch: Touch) => iso(touch.at),
  actor: (touch: Touch, names: Names) => names.actor(touch.actor),
  type: (touch: Touch) => touch.type,
  direction: (touch: Touch) => touch.direction,
  automated: (touch: Touch) => touch.automated,
  completed: () => true,
  outcome: (touch: Touch) => touch.outcome ?? '',
};

export function canonicalUsers(names: Pick<Names, 'actor'>): Record<string, unknown>[] {
  return PEOPLE.map(({n, name, email, active}) => ({user_id: names.actor(n), name, email, active}));
}

/** Deals hang on the lead itself, or on the contact that it became; without a currency where the system writes none. */
export function canonicalDeals(names: Names, currency?: string): Record<string, unknown>[] {
  return DEALS.map(deal => ({
    opportunity_id: names.deal(deal.n),
    ...(names.contact ? {contact_id: names.contact(deal.lead)} : {lead_id: names.lead(deal.lead)}),
    amount: deal.amount,
    ...(currency === undefined ? {} : {currency}),
    owner: names.owner(LEADS[deal.lead - 1]?.owner ?? 1),
    created_at: iso(deal.created),
    closed_at: at(deal.closed),
    is_closed: deal.closed !== null,
    is_won: deal.won,
  }));
}
