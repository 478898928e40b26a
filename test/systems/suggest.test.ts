import {describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import {ingestFiles, refusal, rows, withSession} from '../ingest/exports.ts';

withSession();

const LEADS = `lead_id,created_at,email
L1,2026-03-16T14:00:00Z,a@x.example
L2,2026-03-17T14:00:00Z,b@y.example
L3,2026-03-18T14:00:00Z,c@z.example
`;

const USERS = `user_id,name,email
1,Ada Byrne,ada@rigel.example
2,Bo Castle,bo@rigel.example
`;

/** Canonical column to header. */
const mapped = (columns: readonly {header: string; column: string}[]) =>
  Object.fromEntries(columns.map(({header, column}) => [column, header]));

describe('a file that nothing knows', () => {
  test('is drafted by the names that people use, and not read', async () => {
    const {drafts, unused, tables} = await ingestFiles({
      'leads.csv': LEADS,
      'dialler log.csv': `Number,Lead Ref,When,Kind,Rep,Result
77,L1,2026-03-16 10:30,Call,Ada Byrne,Answered
78,L2,2026-03-17 11:30,Call,Bo Castle,Busy
`,
    });
    expect(tables.activities.present).toBe(false);
    expect(unused).toMatchObject([{path: 'dialler log.csv'}]);
    expect(drafts).toMatchObject([{path: 'dialler log.csv', table: 'activities', missing: []}]);
    expect(mapped(drafts[0]?.columns ?? [])).toEqual({
      activity_id: 'Number',
      lead_id: 'Lead Ref',
      at: 'When',
      type: 'Kind',
      actor: 'Rep',
      outcome: 'Result',
    });
  });

  test('is drafted by the look of its values where the names say nothing', async () => {
    const {drafts} = await ingestFiles({
      'leads.csv': LEADS,
      'users.csv': USERS,
      'dump.csv': `Kunde,Wann genau,Art,Wer
L1,2026-03-16 10:30,call,Ada Byrne
L2,2026-03-17 11:30,email,bo@rigel.example
L3,2026-03-18 11:30,email,2
`,
    });
    expect(drafts).toEqual([
      {
        path: 'dump.csv',
        table: 'activities',
        columns: [
          {header: 'Kunde', column: 'lead_id', why: '100% of its values are ids of leads'},
          {header: 'Wann genau', column: 'at', why: 'the only column left whose values are dates'},
          {header: 'Wer', column: 'actor', why: '100% of its values name a user'},
          {header: 'Art', column: 'type', why: 'is another word for type'},
        ],
        missing: [],
      },
    ]);
  });

  test('the id of its own rows may be told by being there once on each', async () => {
    const {drafts} = await ingestFiles({
      'leads.csv': LEADS,
      'staff.csv': 'Kürzel,E-Mail,Group,Boss\nab,ada@rigel.example,East,x\nbc,bo@rigel.example,East,x\n',
    });
    expect(drafts).toMatchObject([{table: 'users', missing: []}]);
    expect(drafts[0]?.columns[0]).toEqual({header: 'Kürzel', column: 'user_id', why: 'every value is there once'});
  });

  test('a name whose values say otherwise is not believed', async () => {
    const {drafts} = await ingestFiles({
      'leads.csv': LEADS,
      'calls.csv': `Lead,Date,Type,Done
Anna,yes,Call,maybe
Bert,no,Call,perhaps
`,
    });
    // neither a lead's id nor a date nor a yes
    expect(drafts).toEqual([]);
  });

  test('what is required and not there is said, one column at most', async () => {
    const {drafts, draft_section: section} = await ingestFiles({
      'leads.csv': LEADS,
      'calls made.csv': `Prospect,Call time,Rep
L1,2026-03-16 10:30,Ada
L3,2026-03-17 11:30,Bo
`,
    });
    expect(drafts).toMatchObject([{table: 'activities', missing: ['type']}]);
    expect(section).toContain('        # type: no header looks like it, and activities needs it');
  });

  test('the section can be pasted: what is read by it is what it drafted, and files that were read stay', async () => {
    const files = {
      'leads.csv': LEADS,
      'more people.csv': `Lead number,Entered on,Work email,Sales rep,Owner: notes
P1,2026-03-19 10:00,d@w.example,Ada,x
P2,2026-03-20 10:00,e@w.example,Bo,y
`.replace('Entered on', 'Entered'),
    };
    const first = await ingestFiles(files);
    const {tables} = (parse(first.draft_section.join('\n')) as {export: {tables: {leads: object}}}).export;
    expect(tables).toEqual({
      leads: {
        files: ['leads.csv', 'more people.csv'],
        columns: {lead_id: 'Lead number', email: 'Work email', created_at: 'Entered', owner: 'Sales rep'},
      },
    });
    const again = await ingestFiles(files, {tables: {leads: tables.leads}, sourceTimeZone: 'UTC'});
    expect(again.drafts).toEqual([]);
    expect(await rows('select lead_id, owner from export_leads order by lead_id')).toEqual([
      {lead_id: 'L1', owner: null},
      {lead_id: 'L2', owner: null},
      {lead_id: 'L3', owner: null},
      {lead_id: 'P1', owner: 'Ada'},
      {lead_id: 'P2', owner: 'Bo'},
    ]);
  });

  test('two files of one table under different headers: the second is a comment', async () => {
    const log = (lead: string) => `${lead},When,Kind\nL1,2026-03-16 10:30,call\nL2,2026-03-16 10:30,call\n`;
    const {draft_section: section} = await ingestFiles({
      'leads.csv': LEADS,
      'dial a.csv': log('Prospect'),
      'dial b.csv': log('Person'),
    });
    expect(section.join('\n')).toContain('files: ["dial a.csv"]');
    expect(section.at(-1)).toBe(
      '      # dial b.csv looks like activities too, under other headers: give it the same ones',
    );
  });

  test('what is no table of ours has no draft', async () => {
    const {drafts, draft_section: section} = await ingestFiles({
      'leads.csv': LEADS,
      'budget.csv': 'Month,Spend,Vendor\n2026-03,1000,Ads Inc\n2026-04,2000,Ads Inc\n',
    });
    expect([drafts, section]).toEqual([[], []]);
  });
});

describe('an export without leads that can be used', () => {
  test('is refused with a draft', async () => {
    const said = await refusal({
      'interessenten.csv':
        'Zeile,Firma,E-Mail-Adresse,Erstellt am\n1,Buyer,a@x.example,16.03.2026\n2,Other,b@y.example,17.03.2026\n',
      'leads.csv': 'Prospect ID,Entered\nP1,2026-03-16\nP2,2026-03-17\n',
    });
    expect(said).toContain('leads.csv has no column for lead_id and created_at');
    expect(said).toContain('lead_id: "Prospect ID"');
    expect(said).toContain('created_at: "Entered"');
  });
});
