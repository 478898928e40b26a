import {byName, ownerId, record} from './hubspot.ts';
import {LEADS, PEOPLE, TOUCHES, type Touch} from './story.ts';
import {canonicalLeads, canonicalTouches, canonicalUsers, csv, plain, type Twin} from './twin.ts';

/** As a warehouse connector copies HubSpot: `property_` before the names, contacts of an engagement in a table of their own. */
const contacts = LEADS.map(lead => ({
  _fivetran_deleted: 'FALSE',
  _fivetran_synced: plain(lead.mql),
  property_email: lead.email,
  id: record(lead.n),
  property_company: lead.company,
  property_firstname: lead.first,
  property_lastname: lead.last,
  property_createdate: plain(lead.created),
  property_jobtitle: lead.title,
  property_hs_lifecyclestage_marketingqualifiedlead_date: plain(lead.mql),
}));

const engagement = (touch: Touch) => ({
  engagement_id: byName.touch(touch.n),
  _fivetran_deleted: 'false',
  property_hs_createdate: `${plain(touch.at)}.000000`,
  property_hs_timestamp: `${plain(touch.at)}.000000`,
  property_hubspot_owner_id: ownerId(touch.actor),
  type: touch.type.toUpperCase(),
});

const CALLS = TOUCHES.filter(({type}) => type === 'call');
const EMAILS = TOUCHES.filter(({type}) => type === 'email');

// the first email went to two leads
const COPIED = {...(TOUCHES[0] as Touch), lead: 2};

const owners = PEOPLE.map(({n, name, email}) => ({
  owner_id: ownerId(n),
  type: 'PERSON',
  email,
  first_name: name.split(' ')[0],
  last_name: name.split(' ')[1],
  active_user_id: n,
}));

const ACTIVITY = ['activity_id', 'lead_id', 'at', 'logged_at', 'actor', 'type'] as const;

export const HUBSPOT_CONNECTOR: readonly Twin[] = [
  {
    name: "HubSpot, a warehouse connector's copy (engagements find their contacts through a table)",
    systems: ['HubSpot'],
    files: {
      'contact_data.csv': csv(contacts),
      'engagement_call_data.csv': csv(CALLS.map(engagement)),
      'engagement_email_data.csv': csv(
        EMAILS.map(touch => ({...engagement(touch), property_hs_email_subject: 'Your request'})),
      ),
      'engagement_contact_data.csv': csv(
        [...TOUCHES, COPIED].map(touch => ({
          contact_id: record(touch.lead),
          engagement_id: byName.touch(touch.n),
          engagement_type: touch.type.toUpperCase(),
          type_id: 194,
        })),
      ),
      'owner_data.csv': csv(owners),
    },
    objects: {
      'contact_data.csv': 'contacts (internal names)',
      'engagement_call_data.csv': 'calls',
      'engagement_email_data.csv': 'emails',
      'engagement_contact_data.csv': 'engagement contacts',
      'owner_data.csv': 'owners',
    },
    notes: [
      'activities: 1 row of several leads, read once for each of them: 1 more',
      `activities: ${TOUCHES.length - 1} rows joined to their lead through another system's record, by its id`,
    ],
    canonical: {
      leads: canonicalLeads(byName, [
        'lead_id',
        'email',
        'first_name',
        'last_name',
        'company',
        'title',
        'created_at',
        'mql_at',
      ]),
      // neither automation nor outcome is copied
      activities: [
        ...canonicalTouches(byName, ACTIVITY),
        ...canonicalTouches(byName, ACTIVITY, [COPIED]).map(row => ({
          ...row,
          activity_id: `${row.activity_id}:${record(2)}`,
        })),
      ],
      users: canonicalUsers(byName).map(({active: _, ...user}) => user),
    },
  },
];
