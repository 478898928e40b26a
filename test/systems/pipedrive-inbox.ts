import {canonicalPursuits, canonicalRejections} from './deals-as-leads.ts';
import {deals, LOGGED, names as ofDeals, person, stamp} from './pipedrive.ts';
import {LEADS, type Lead} from './story.ts';
import {canonicalLeads, canonicalTouches, csv, type Names, newYork, type Twin} from './twin.ts';

/** What nobody has qualified is still in the inbox; the others have left it as deals. */
const inInbox = (lead: Lead) => lead.qualified === null;

/** Leads have UUIDs, deals have numbers. */
const idOf = (n: number) =>
  LEADS[n - 1]?.qualified == null ? `55ebb4c0-536e-11ea-87d0-${String(n).padStart(12, '0')}` : ofDeals.lead(n);
const names: Names = {...ofDeals, lead: idOf, deal: idOf};

const titleOf = (lead: Lead) => `${lead.company} ${inInbox(lead) ? 'lead' : 'deal'}`;

const inbox = LEADS.filter(inInbox).map(lead => ({
  'Lead - ID': idOf(lead.n),
  'Lead - Title': titleOf(lead),
  'Lead - Label': 'Hot',
  'Lead - Owner': person(lead.owner),
  'Lead - Organization': lead.company,
  'Lead - Contact person': `${lead.first} ${lead.last}`,
  'Lead - Lead created': newYork(lead.created),
  'Lead - Source': lead.source,
  'Lead - Value': '',
  'Lead - Next activity date': '',
  'Lead - MQL date': newYork(lead.mql),
  'Lead - Archive time': stamp(lead.rejected),
  'Person - Email': lead.email,
  'Person - Phone': lead.phone,
}));

const activities = LOGGED.map(touch => {
  const lead = LEADS[touch.lead - 1] as Lead;
  return {
    'Activity - ID': names.touch(touch.n),
    'Activity - Type': touch.type === 'call' ? 'Call' : 'Email',
    'Activity - Done': 'Done',
    'Activity - Add time': newYork(touch.at),
    'Activity - Marked as done time': newYork(touch.at),
    'Activity - Assigned to user': person(touch.actor),
    'Activity - Deal': inInbox(lead) ? '' : titleOf(lead),
    'Activity - Lead': inInbox(lead) ? titleOf(lead) : '',
  };
});

export const PIPEDRIVE_INBOX: readonly Twin[] = [
  {
    name: 'Pipedrive, leads inbox beside the deals that its leads became',
    systems: ['Pipedrive'],
    files: {
      'leads-8124590-16.csv': csv(inbox),
      'deals-8124590-17.csv': csv(
        deals(
          {won: 'Won', lost: 'Lost', open: 'Open'},
          LEADS.filter(lead => !inInbox(lead)),
        ),
      ),
      'activities-8124590-18.csv': csv(activities),
    },
    objects: {
      'leads-8124590-16.csv': 'leads inbox',
      'deals-8124590-17.csv': 'deals',
      'activities-8124590-18.csv': 'activities',
    },
    sourceTimeZone: 'America/New_York',
    canonical: {
      leads: canonicalLeads(names, [
        'lead_id',
        'email',
        'company',
        'phone',
        'source',
        'created_at',
        'mql_at',
        'owner',
      ]).map((row, index) => ({...row, last_name: `${LEADS[index]?.first} ${LEADS[index]?.last}`})),
      // an archived lead has no reason
      dispositions: canonicalRejections(names).map(row => ({...row, reason: ''})),
      opportunities: canonicalPursuits(names, 'USD'),
      activities: canonicalTouches(
        names,
        ['activity_id', 'lead_id', 'at', 'logged_at', 'actor', 'type', 'completed'],
        LOGGED,
      ),
    },
  },
];
