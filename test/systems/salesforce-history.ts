import {id15, id18, names} from './salesforce.ts';
import {LEADS, PEOPLE} from './story.ts';
import {canonicalLeads, csv, iso, type Twin} from './twin.ts';

const DAY = 86_400_000;

/** Every third lead that sales sent back becomes an MQL again after a fortnight. */
const again = (n: number) => (n % 12 === 1 ? (LEADS[n - 1]?.mql ?? 0) + 14 * DAY : null);
const stamp = (at: number) => iso(at).replace('Z', '.000+0000');

const leads = LEADS.map(lead => ({
  Id: id18('00Q', lead.n),
  IsDeleted: false,
  MasterRecordId: '',
  Email: lead.email,
  Company: lead.company,
  LeadSource: lead.source,
  OwnerId: lead.owner === 0 ? id18('00G', 9) : id18('005', lead.owner),
  IsConverted: lead.converted !== null,
  CreatedDate: stamp(lead.created),
  SystemModstamp: stamp(lead.mql),
  First_MQL_Date__c: stamp(lead.mql),
  Most_Recent_MQL_Date__c: stamp(again(lead.n) ?? lead.mql),
}));

const change = (
  n: number,
  lead: number,
  at: number,
  field: string,
  before: string,
  after: string,
  deleted = false,
) => ({
  Id: id18('017', n),
  IsDeleted: deleted,
  LeadId: id18('00Q', lead),
  CreatedById: id18('005', 1),
  CreatedDate: stamp(at),
  Field: field,
  OldValue: before,
  NewValue: after,
});

// a change of owner is written twice, with names and with ids; what was deleted, and other fields, are neither
const history = LEADS.flatMap(lead => {
  const person = PEOPLE[lead.owner - 1]?.name ?? 'Inbound Queue';
  const owner = lead.owner === 0 ? id18('00G', 9) : id18('005', lead.owner);
  return [
    change(lead.n * 10, lead.n, lead.assigned, 'Owner', 'Inbound Queue', person),
    change(lead.n * 10 + 1, lead.n, lead.assigned, 'Owner', id18('00G', 9), owner),
    change(lead.n * 10 + 2, lead.n, lead.mql, 'Status', 'Open - Not Contacted', 'MQL'),
    change(lead.n * 10 + 3, lead.n, lead.mql, 'LeadSource', '', lead.source),
    ...(lead.n === 1
      ? [change(9001, 1, lead.mql, 'Status', 'MQL', 'Recycled', true), change(9002, 1, lead.created, 'created', '', '')]
      : []),
  ];
});

export const SALESFORCE_HISTORY: readonly Twin[] = [
  {
    name: 'Salesforce, LeadHistory and two MQL dates',
    systems: ['Salesforce'],
    files: {'Lead.csv': csv(leads, {bom: true}), 'LeadHistory.csv': csv(history, {bom: true})},
    objects: {'Lead.csv': 'Lead (API names)', 'LeadHistory.csv': 'LeadHistory (API names)'},
    queues: [names.owner(0)],
    notes: [
      'LeadHistory.csv: 24 rows not read as owner_history: the same change with names',
      'LeadHistory.csv: 49 rows not read as owner_history: no change of owner',
      'LeadHistory.csv: 1 row not read as stage_history: deleted in Salesforce',
      'LeadHistory.csv: 48 rows not read as field_history: a change of owner',
      'LeadHistory.csv: 1 row not read as field_history: no change of a field',
      'field_history: 24 changes of fields that the leads do not have: Status',
    ],
    canonical: {
      leads: canonicalLeads(names, ['lead_id', 'email', 'company', 'source', 'created_at', 'mql_at', 'owner']),
      owner_history: LEADS.map(lead => ({
        lead_id: id15('00Q', lead.n),
        at: iso(lead.assigned),
        old_owner: names.owner(0),
        new_owner: names.owner(lead.owner),
      })),
      stage_history: LEADS.flatMap(lead => [
        {lead_id: id15('00Q', lead.n), at: iso(lead.mql), from_stage: 'Open - Not Contacted', to_stage: 'MQL'},
        {lead_id: id15('00Q', lead.n), at: iso(again(lead.n) ?? lead.mql), from_stage: '', to_stage: 'mql'},
      ]),
      field_history: LEADS.flatMap(lead => [
        {
          lead_id: id15('00Q', lead.n),
          at: iso(lead.mql),
          field: 'Status',
          old_value: 'Open - Not Contacted',
          new_value: 'MQL',
        },
        {lead_id: id15('00Q', lead.n), at: iso(lead.mql), field: 'source', old_value: '', new_value: lead.source},
      ]),
    },
  },
];
