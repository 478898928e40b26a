import {DEALS, LEADS, PEOPLE, TOUCHES} from './story.ts';
import {
  canonicalDeals,
  canonicalLeads,
  canonicalTouches,
  canonicalUsers,
  csv,
  type Names,
  plain,
  type Twin,
} from './twin.ts';

/** 17 hexadecimal digits. */
const id = (kind: string, n: number) => `66a1b2c3d4e5f${kind}${n.toString(16).padStart(3, '0')}`;

const names: Names = {
  lead: n => id('1', n),
  owner: n => id('2', n),
  actor: n => id('2', n),
  touch: n => id('3', n),
  deal: n => id('4', n),
  contact: n => id('5', n),
};

const stamp = (value: number | null) => (value === null ? '' : plain(value));
const person = (n: number) => (n === 0 ? 'Inbound Pool' : (PEOPLE[n - 1]?.name ?? ''));
const guarded = (text: string) => (/^[-+=@]/.test(text) ? `'${text}` : text);
const flag = (value: boolean) => (value ? '1' : '');
const CALLS = TOUCHES.filter(({type}) => type === 'call');

const lead = LEADS.map(each => ({
  id: names.lead(each.n),
  firstName: each.first,
  lastName: each.last,
  emailAddress: each.email,
  accountName: each.company,
  title: each.title,
  phoneNumber: guarded(each.phone),
  addressCountry: each.country,
  industry: each.industry,
  numberOfEmployees: each.employees,
  status: each.rejected === null ? 'In Process' : 'Dead',
  source: each.source,
  assignedUserId: names.owner(each.owner),
  assignedUserName: person(each.owner),
  teamsIds: '["66a1b2c3d4e5f9001","66a1b2c3d4e5f9002"]',
  createdAt: plain(each.created),
  convertedAt: stamp(each.converted),
  createdContactId: each.converted === null ? '' : id('5', each.n),
  mqlAt: plain(each.mql),
  acceptedAt: stamp(each.accepted),
  sqlAt: stamp(each.qualified),
  rejectedAt: stamp(each.rejected),
  rejectionReason: each.reason ?? '',
}));

const call = CALLS.map(touch => {
  const of = LEADS[touch.lead - 1];
  const onContact = of?.converted != null && touch.at > of.converted;
  return {
    id: names.touch(touch.n),
    name: guarded('- follow up'),
    status: 'Held',
    dateStart: plain(touch.at),
    dateEnd: plain(touch.at + 900_000),
    direction: 'Outbound',
    parentId: onContact ? id('5', touch.lead) : names.lead(touch.lead),
    parentType: onContact ? 'Contact' : 'Lead',
    assignedUserId: names.actor(touch.actor),
    usersIds: JSON.stringify([names.actor(touch.actor)]),
    createdAt: plain(touch.at),
  };
});

const opportunity = DEALS.map(deal => ({
  id: names.deal(deal.n),
  name: `Deal ${deal.n}`,
  amount: deal.amount,
  amountCurrency: 'USD',
  stage: deal.won ? 'Closed Won' : deal.closed === null ? 'Proposal' : 'Closed Lost',
  // a day, also of those that are open
  closeDate: deal.closed === null ? '2026-06-25' : plain(deal.closed).slice(0, 10),
  contactsIds: JSON.stringify([id('5', deal.lead), id('5', 900)]),
  assignedUserId: names.owner(LEADS[deal.lead - 1]?.owner ?? 1),
  createdAt: plain(deal.created),
}));

const user = PEOPLE.map(({n, name, email, active}) => ({
  id: names.actor(n),
  userName: name.toLowerCase().replace(' ', '.'),
  type: 'regular',
  name,
  emailAddress: email,
  isActive: flag(active),
}));

export const ESPOCRM: readonly Twin[] = [
  {
    name: 'EspoCRM (camelCase, UTC without a zone, guards, lists as JSON)',
    systems: ['EspoCRM'],
    files: {'Lead.csv': csv(lead), 'Call.csv': csv(call), 'Opportunity.csv': csv(opportunity), 'User.csv': csv(user)},
    canonical: {
      leads: canonicalLeads(names, [
        'lead_id',
        'email',
        'first_name',
        'last_name',
        'company',
        'title',
        'phone',
        'country',
        'industry',
        'employees',
        'source',
        'created_at',
        'mql_at',
        'owner',
        'accepted_at',
        'sql_at',
        'rejected_at',
        'rejection_reason',
        'converted_at',
        'contact_id',
      ]),
      activities: canonicalTouches(
        names,
        ['activity_id', 'lead_id', 'at', 'logged_at', 'actor', 'type', 'direction', 'completed'],
        CALLS,
      ),
      opportunities: canonicalDeals(names, 'USD').map((row, index) => ({
        ...row,
        closed_at: opportunity[index]?.closeDate,
      })),
      users: canonicalUsers(names),
    },
  },
];
