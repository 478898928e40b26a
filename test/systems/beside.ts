import {id15, id18, names as salesforce} from './salesforce.ts';
import {LEADS, PEOPLE} from './story.ts';
import {canonicalLeads, canonicalUsers, csv, iso, type Names, type Twin} from './twin.ts';

const stamp = (at: number) => iso(at).replace('Z', '.000+0000');

/** Neither side writes emails in lower case. */
const crmEmail = (email: string) => email.replace(/^l/, 'L');

/** Salesforce's leads and users, beside which another system tells what was done about them. */
const leads = LEADS.map(lead => ({
  Id: id18('00Q', lead.n),
  IsDeleted: false,
  MasterRecordId: '',
  FirstName: lead.first,
  LastName: lead.last,
  Company: lead.company,
  Email: crmEmail(lead.email),
  LeadSource: lead.source,
  OwnerId: lead.owner === 0 ? id18('00G', 9) : id18('005', lead.owner),
  IsConverted: lead.converted !== null,
  ConvertedContactId: lead.converted === null ? '' : id18('003', lead.n),
  CreatedDate: stamp(lead.created),
  MQL_Date__c: stamp(lead.mql),
}));

const users = PEOPLE.map(({n, name, email, active}) => ({
  Id: id18('005', n),
  Username: `${email}.crm`,
  FirstName: name.split(' ')[0],
  LastName: name.split(' ')[1],
  Email: email,
  IsActive: active,
}));

/** People of another system are known by their emails. */
export const names: Names = {...salesforce, actor: n => PEOPLE[n - 1]?.email ?? ''};

export const BESIDE = {
  files: {'Lead.csv': csv(leads, {bom: true}), 'User.csv': csv(users, {bom: true})},
  objects: {'Lead.csv': 'Lead (API names)', 'User.csv': 'User (API names)'},
  queues: [salesforce.owner(0)],
  canonical: {
    leads: canonicalLeads(salesforce, [
      'lead_id',
      'email',
      'first_name',
      'last_name',
      'company',
      'source',
      'created_at',
      'mql_at',
      'owner',
      'contact_id',
    ]).map(lead => ({...lead, email: crmEmail(String(lead.email))})),
    users: canonicalUsers(salesforce),
  },
} satisfies Partial<Twin>;

/** How another system's record of the lead names it: by its id, by the contact that it became, or by its email alone. */
export function joinOf(n: number): 'lead' | 'contact' | 'email' {
  if (n % 3 === 0) return 'lead';
  return n % 3 === 1 && LEADS[n - 1]?.converted != null ? 'contact' : 'email';
}

/** The CRM's id in another system's record; blank where only the email joins them. */
export function crmId(n: number): string {
  const join = joinOf(n);
  return join === 'email' ? '' : join === 'lead' ? id18('00Q', n) : id18('003', n);
}

/** Emails differ in case between systems. */
export const emailOf = (n: number) => (n % 2 ? (LEADS[n - 1]?.email ?? '') : (LEADS[n - 1]?.email ?? '').toUpperCase());

/** Rows by how their lead is found, as the notes tell it. */
export function joinNotes(table: string, rows: readonly {lead: number}[]): string[] {
  const HOW = {lead: 'its id', contact: 'the contact that it became', email: 'its email'};
  return (['lead', 'contact', 'email'] as const).map(join => {
    const count = rows.filter(({lead}) => joinOf(lead) === join).length;
    return `${table}: ${count} rows joined to their lead through another system's record, by ${HOW[join]}`;
  });
}

export const lead15 = (n: number) => id15('00Q', n);
