import {byName, minute, ownerId, type Rows, record} from './hubspot.ts';
import {LEADS, TOUCHES, type Touch} from './story.ts';
import {canonicalLeads, canonicalTouches, csv, iso, type Twin} from './twin.ts';

/** Contacts that lead 4 took in, and that no export has any more. */
const GONE = ['90990', '90991'] as const;

const COLUMNS = ['lead_id', 'email', 'company', 'source', 'created_at', 'mql_at'] as const;

/** Lead 24 has become lead 2; only an older file still has its row. */
const leads = canonicalLeads(byName, COLUMNS).map((lead, index) => ({
  ...lead,
  merged_into: index === 23 ? record(2) : '',
}));

const OF_4 = TOUCHES.filter(({lead}) => lead === 4);

/** Calls and emails name lead 4 by what was merged into it; one email went to both contacts that are lead 2 now. */
function touched({lead, n}: Touch): string {
  if (lead === 4) return GONE[n % 2] ?? '';
  return n === 4 ? `${record(24)};${record(2)}` : record(lead);
}

const engagements = (kind: Touch['type'], column: Record<string, string>): Rows =>
  TOUCHES.filter(({type}) => type === kind).map(touch => ({
    hs_object_id: byName.touch(touch.n),
    hs_timestamp: iso(touch.at),
    hubspot_owner_id: ownerId(touch.actor),
    associated_contact_id: touched(touch),
    ...column,
  }));

const ENGAGEMENTS = {
  'calls.csv': csv(engagements('call', {hs_call_direction: 'OUTBOUND'})),
  'emails.csv': csv(engagements('email', {hs_email_direction: 'EMAIL'})),
};

const activities = canonicalTouches(byName, ['activity_id', 'lead_id', 'at', 'actor', 'type', 'direction']);

// what became of a merged contact is no history of the survivor's
const history = [...LEADS.map(({n, mql}) => ({id: record(n), mql})), {id: GONE[0], mql: LEADS[3]?.mql ?? 0}];
const canonicalHistory = history.map(({id, mql}) => ({
  lead_id: id,
  at: iso(mql),
  to_stage: 'marketingqualifiedlead',
}));

/** The same under the name of the column that the property's header feeds, if any. */
const fieldHistory = (field: string) =>
  history.map(({id, mql}) => ({lead_id: id, at: iso(mql), field, new_value: 'marketingqualifiedlead'}));

const NOTES = [
  'leads: 1 row of leads that another lead took in, by its own row',
  `activities: ${OF_4.length} rows joined to their lead by an id that was merged into it`,
  'stage_history: 1 row of no exported lead',
];

const labels = (n: number, took: string) => {
  const lead = LEADS[n - 1] as (typeof LEADS)[number];
  return {
    'Record ID': record(n),
    Email: lead.email,
    'Company Name': lead.company,
    'Original Traffic Source': lead.source,
    'Create Date': minute(lead.created),
    'Became a Marketing Qualified Lead Date': minute(lead.mql),
    'Lifecycle Stage': 'Marketing Qualified Lead',
    'Merged Contact IDs': took,
  };
};

const tookBy = (n: number) => ({2: record(24), 4: GONE.join(';')})[n] ?? '';
const numbers = LEADS.map(({n}) => n);

const connected = LEADS.map(lead => ({
  id: record(lead.n),
  property_email: lead.email,
  property_company: lead.company,
  property_hs_analytics_source: lead.source,
  property_createdate: iso(lead.created),
  property_hs_lifecyclestage_marketingqualifiedlead_date: iso(lead.mql),
  property_hs_merged_object_ids: lead.n === 2 ? ` ${record(24)} ` : '',
}));

/** The second contact became the first, and the first lead 4. */
const merges = [
  {canonical_vid: record(4), contact_id: record(4), vid_to_merge: GONE[0], timestamp: iso(LEADS[3]?.mql ?? 0)},
  {canonical_vid: GONE[0], contact_id: GONE[0], vid_to_merge: GONE[1], timestamp: iso(LEADS[3]?.created ?? 0)},
];

export const HUBSPOT_MERGED: readonly Twin[] = [
  {
    name: 'HubSpot, merged contacts (named by the survivor; the row of one still in an older file)',
    systems: ['HubSpot'],
    sourceTimeZone: 'America/New_York',
    files: {
      'hubspot-crm-exports-all-contacts-2026-05-01.csv': csv([labels(24, '')], {quoted: true}),
      'hubspot-crm-exports-all-contacts-2026-07-01.csv': csv(
        numbers.filter(n => n !== 24).map(n => labels(n, tookBy(n))),
        {quoted: true},
      ),
      ...ENGAGEMENTS,
      'property-history.csv': csv(
        history.map(({id, mql}) => ({
          'Record ID': id,
          Property: 'Lifecycle Stage',
          Value: 'marketingqualifiedlead',
          Timestamp: minute(mql),
        })),
      ),
    },
    notes: NOTES,
    canonical: {leads, activities, stage_history: canonicalHistory, field_history: fieldHistory('status')},
  },
  {
    name: "HubSpot, merged contacts in a warehouse connector's copy (its table of merges, one after another)",
    systems: ['HubSpot'],
    files: {
      'contact_data.csv': csv(connected),
      'contact_merge_audit_data.csv': csv(merges),
      ...ENGAGEMENTS,
      'contact_property_history_data.csv': csv(
        history.map(({id, mql}) => ({
          contact_id: id,
          timestamp: iso(mql),
          source: 'WORKFLOW',
          name: 'lifecyclestage',
          value: 'marketingqualifiedlead',
        })),
      ),
    },
    objects: {
      'contact_merge_audit_data.csv': 'contact merges',
      'contact_data.csv': 'contacts (internal names)',
      'calls.csv': 'calls',
      'emails.csv': 'emails',
      'contact_property_history_data.csv': 'property history',
    },
    notes: NOTES,
    canonical: {leads, activities, stage_history: canonicalHistory, field_history: fieldHistory('lifecyclestage')},
  },
];
