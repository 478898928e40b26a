import {canonicalPursuits, canonicalRejections, pursuitOf} from './deals-as-leads.ts';
import {LEADS, PEOPLE, TOUCHES} from './story.ts';
import {canonicalLeads, canonicalTouches, csv, type Names, newYork, type Twin} from './twin.ts';

// people are names, and so is the pool of leads that nobody owns yet
export const person = (n: number) => (n === 0 ? 'Inbound Pool' : (PEOPLE[n - 1]?.name ?? ''));

export const names: Names = {
  lead: n => String(7000 + n),
  owner: person,
  actor: person,
  touch: n => String(50_000 + n),
  deal: n => String(7000 + n),
};

export const stamp = (value: number | null) => (value === null ? '' : newYork(value));
export const LOGGED = TOUCHES.filter(({automated}) => !automated);

export function deals(statuses: {won: string; lost: string; open: string}, leads = LEADS) {
  return leads.map(lead => {
    const {amount, closed, won, lost, reason} = pursuitOf(lead.n);
    return {
      'Deal - ID': names.lead(lead.n),
      'Deal - Title': `${lead.company} deal`,
      'Deal - Value': amount ?? '',
      'Deal - Currency of value': 'USD',
      'Deal - Status': won ? statuses.won : lost ? statuses.lost : statuses.open,
      'Deal - Stage': lead.qualified === null ? 'Contacted' : 'Negotiation',
      'Deal - Owner': person(lead.owner),
      'Deal - Organization': lead.company,
      'Deal - Contact person': `${lead.first} ${lead.last}`,
      'Deal - Deal created': newYork(lead.created),
      'Deal - Won time': stamp(won ? closed : null),
      'Deal - Lost time': stamp(lost ? closed : null),
      'Deal - Deal closed on': stamp(closed),
      'Deal - Lost reason': reason ?? '',
      'Deal - Expected close date': newYork(lead.mql).slice(0, 10),
      'Deal - Lead source': lead.source,
      'Deal - MQL date': newYork(lead.mql),
      'Deal - SQL date': stamp(lead.qualified),
      'Person - Email': lead.email,
      'Person - Phone': lead.phone,
    };
  });
}

const activities = LOGGED.map(touch => ({
  'Activity - ID': names.touch(touch.n),
  'Activity - Type': touch.type === 'call' ? 'Call' : 'Email',
  'Activity - Subject': 'Follow up',
  'Activity - Done': 'Done',
  'Activity - Due date': newYork(touch.at).slice(0, 10),
  'Activity - Add time': newYork(touch.at),
  'Activity - Marked as done time': newYork(touch.at),
  'Activity - Assigned to user': person(touch.actor),
  'Activity - Deal': `${LEADS[touch.lead - 1]?.company} deal`,
}));

const canonical = {
  leads: canonicalLeads(names, [
    'lead_id',
    'email',
    'company',
    'phone',
    'source',
    'created_at',
    'mql_at',
    'owner',
    'sql_at',
    // a contact person is one name
  ]).map((row, index) => ({...row, last_name: `${LEADS[index]?.first} ${LEADS[index]?.last}`})),
  dispositions: canonicalRejections(names),
  opportunities: canonicalPursuits(names, 'USD'),
};

/** As a Czech user sees the headers; only the prefix and `Fáze` are from a real file. */
const CZECH: Readonly<Record<string, string>> = {
  'Deal - ID': 'Obchod - ID',
  'Deal - Title': 'Obchod - Název',
  'Deal - Value': 'Obchod - Hodnota',
  'Deal - Currency of value': 'Obchod - Měna',
  'Deal - Status': 'Obchod - Stav',
  'Deal - Stage': 'Obchod - Fáze',
  'Deal - Owner': 'Obchod - Vlastník',
  'Deal - Organization': 'Obchod - Organizace',
  'Deal - Contact person': 'Obchod - Kontaktní osoba',
  'Deal - Deal created': 'Obchod - Obchod vytvořen',
  'Deal - Won time': 'Obchod - Čas výhry',
  'Deal - Lost time': 'Obchod - Čas prohry',
  'Deal - Deal closed on': 'Obchod - Obchod uzavřen',
  'Deal - Lost reason': 'Obchod - Důvod prohry',
  'Deal - Lead source': 'Obchod - Zdroj',
  'Deal - MQL date': 'Obchod - Datum MQL',
  'Deal - SQL date': 'Obchod - Datum SQL',
  'Person - Email': 'Osoba - E-mail',
  'Person - Phone': 'Osoba - Telefon',
};

const inCzech = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).map(([header, value]) => [CZECH[header] ?? header, value]));

export const PIPEDRIVE: readonly Twin[] = [
  {
    name: "Pipedrive (every header with its object, people by name, the exporter's zone)",
    systems: ['Pipedrive'],
    files: {
      'deals-8124590-17.csv': csv(deals({won: 'Won', lost: 'Lost', open: 'Open'})),
      'activities-8124590-18.csv': csv(activities),
    },
    sourceTimeZone: 'America/New_York',
    canonical: {
      ...canonical,
      activities: canonicalTouches(
        names,
        ['activity_id', 'lead_id', 'at', 'logged_at', 'actor', 'type', 'completed'],
        LOGGED,
      ),
    },
  },
  {
    name: 'Pipedrive in Czech, deals alone',
    systems: ['Pipedrive'],
    files: {'obchody.csv': csv(deals({won: 'Vyhráno', lost: 'Prohráno', open: 'Otevřeno'}).map(inCzech))},
    sourceTimeZone: 'America/New_York',
    canonical,
  },
];
