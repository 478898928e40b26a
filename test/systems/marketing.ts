import {BESIDE, crmId, emailOf, joinNotes, names} from './beside.ts';
import {LEADS, TOUCHES} from './story.ts';
import {canonicalLeads, canonicalTouches, csv, iso, type Names, plain, type Twin} from './twin.ts';

/** Who works in sales leaves no trace here: what the system sent, and what the buyer did. */
const SENT = TOUCHES.filter(({automated}) => automated);
const MINUTE = 60_000;
const FORMS = LEADS.map(lead => ({lead: lead.n, at: lead.created}));
const OPENS = SENT.filter(({lead}) => lead % 2 === 0).map(({lead, at}) => ({lead, at: at + 30 * MINUTE}));

const none = (text: string) => (text === '' ? 'null' : text);

const marketoLeads = (crm: boolean) =>
  LEADS.map(lead => ({
    id: lead.n,
    firstName: lead.first,
    lastName: lead.last,
    email: emailOf(lead.n),
    company: lead.company,
    title: lead.title,
    country: lead.country,
    leadSource: lead.source,
    leadScore: 50 + lead.n,
    sfdcLeadId: crm && crmId(lead.n).startsWith('00Q') ? crmId(lead.n) : 'null',
    sfdcContactId: crm && crmId(lead.n).startsWith('003') ? crmId(lead.n) : 'null',
    createdAt: iso(lead.created),
    updatedAt: iso(lead.mql),
  }));

const activity = (guid: string, lead: number, at: number, type: number, value: string, attributes = {}) => ({
  marketoGUID: guid,
  leadId: lead,
  activityDate: iso(at),
  activityTypeId: type,
  campaignId: 'null',
  primaryAttributeValueId: 'null',
  primaryAttributeValue: none(value),
  attributes: JSON.stringify(attributes),
});

const marketoActivities = [
  ...FORMS.map(({lead, at}) => activity(`f${lead}`, lead, at, 2, 'Demo form')),
  ...SENT.map(({n, lead, at}) => activity(`s${n}`, lead, at, 6, 'Thank you')),
  ...SENT.map(({n, lead, at}) => activity(`d${n}`, lead, at + 1000, 7, 'Thank you')),
  ...OPENS.map(({lead, at}) => activity(`o${lead}`, lead, at, 10, 'Thank you')),
  ...LEADS.map(({n, mql}) =>
    activity(`c${n}`, n, mql, 13, 'Lead Status', {'New Value': 'MQL', 'Old Value': 'Known', Reason: 'Score, "90"'}),
  ),
  ...LEADS.slice(0, 3).map(({n, mql}) => activity(`t${n}`, n, mql, 13, 'Title', {'New Value': 'CEO', 'Old Value': ''})),
];

const sent = (shown: Names) =>
  canonicalTouches(shown, ['activity_id', 'lead_id', 'at', 'type', 'direction', 'automated'], SENT);

function marketo(shown: Names): Twin['canonical'] {
  return {
    activities: sent({...shown, touch: n => `marketo:s${n}`}),
    signals: [
      ...FORMS.map(({lead, at}) => ({
        lead_id: shown.lead(lead),
        at: iso(at),
        signal: 'form_fill',
        detail: 'Demo form',
      })),
      ...OPENS.map(({lead, at}) => ({
        lead_id: shown.lead(lead),
        at: iso(at),
        signal: 'email_open',
        detail: 'Thank you',
      })),
    ],
    stage_history: LEADS.map(({n, mql}) => ({
      lead_id: shown.lead(n),
      at: iso(mql),
      from_stage: 'Known',
      to_stage: 'MQL',
    })),
  };
}

// an extract covers 31 days: two files
const marketoFiles = (crm: boolean) => ({
  'marketo-leads.csv': csv(marketoLeads(crm)),
  'marketo-activities-2026-03.csv': csv(marketoActivities.filter(({activityDate}) => activityDate < '2026-04')),
  'marketo-activities-2026-04.csv': csv(marketoActivities.filter(({activityDate}) => activityDate >= '2026-04')),
});

const marketoObjects = {
  'marketo-leads.csv': 'leads',
  'marketo-activities-2026-03.csv': 'activities',
  'marketo-activities-2026-04.csv': 'activities',
};

const stamp = (at: number) => `${plain(at)} UTC`;

const prospects = LEADS.map(lead => ({
  id: 403_000_000 + lead.n,
  campaign_id: 64180,
  first_name: lead.first,
  last_name: lead.last,
  email: emailOf(lead.n),
  company: lead.company,
  score: 100,
  grade: 'B+',
  crm_lead_fid: crmId(lead.n).startsWith('00Q') ? crmId(lead.n) : '',
  crm_contact_fid: crmId(lead.n).startsWith('003') ? crmId(lead.n) : '',
  created_at: stamp(lead.created),
  updated_at: stamp(lead.mql),
}));

const visit = (id: number, lead: number | null, at: number, type: number, name: string, details: string) => ({
  id,
  prospect_id: lead === null ? '' : 403_000_000 + lead,
  visitor_id: 304_000_000 + id,
  campaign_id: 77640,
  type,
  type_name: name,
  details,
  created_at: stamp(at),
});

const pardotActivities = [
  ...FORMS.map(({lead, at}) => visit(1000 + lead, lead, at, 4, 'Form', 'Demo form')),
  ...SENT.map(({n, lead, at}) => visit(2000 + n, lead, at, 6, 'Email', 'Thank you')),
  ...OPENS.map(({lead, at}) => visit(3000 + lead, lead, at, 11, 'Email Tracker', 'Thank you')),
  // a bounce, a won deal and an unknown visitor say nothing about a buyer
  visit(4001, 1, LEADS[0]?.mql ?? 0, 36, 'Email', 'Thank you'),
  visit(4002, 1, LEADS[0]?.mql ?? 0, 9, 'Opportunity', 'Won'),
  visit(4003, null, LEADS[0]?.mql ?? 0, 2, 'Page', 'Pricing'),
];

export const MARKETING: readonly Twin[] = [
  {
    ...BESIDE,
    name: 'Marketo beside Salesforce (null as text, attributes as JSON, a file a month)',
    systems: ['Marketo', 'Salesforce'],
    files: {...BESIDE.files, ...marketoFiles(true)},
    objects: {...BESIDE.objects, ...marketoObjects},
    notes: [...joinNotes('activities', SENT), ...joinNotes('stage_history', FORMS)],
    canonical: {...BESIDE.canonical, ...marketo(names)},
  },
  {
    name: 'Marketo alone',
    systems: ['Marketo'],
    files: marketoFiles(false),
    objects: marketoObjects,
    canonical: {
      leads: canonicalLeads({...names, lead: n => `marketo:${n}`}, [
        'lead_id',
        'first_name',
        'last_name',
        'company',
        'title',
        'country',
        'source',
        'created_at',
      ]).map((lead, index) => ({...lead, email: emailOf(index + 1), score: 51 + index})),
      ...marketo({...names, lead: n => `marketo:${n}`}),
    },
  },
  {
    ...BESIDE,
    name: 'Pardot beside Salesforce',
    systems: ['Pardot', 'Salesforce'],
    files: {
      ...BESIDE.files,
      'pardot-prospects.csv': csv(prospects),
      'pardot-visitor-activities.csv': csv(pardotActivities),
    },
    objects: {
      ...BESIDE.objects,
      'pardot-prospects.csv': 'prospects',
      'pardot-visitor-activities.csv': 'visitor activities',
    },
    notes: [
      ...joinNotes('activities', SENT),
      ...joinNotes('signals', [...FORMS, ...OPENS]),
      'pardot-visitor-activities.csv: 1 row not read as signals: by an unknown visitor',
    ],
    canonical: {
      ...BESIDE.canonical,
      activities: sent({...names, touch: n => `pardot:${2000 + n}`}),
      signals: marketo(names).signals ?? [],
    },
  },
];
