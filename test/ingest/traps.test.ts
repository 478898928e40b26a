import {expect, test} from 'vitest';
import {type Files, ingestFiles, refusal, rows, type Settings, withSession} from './exports.ts';

withSession();

/**
 * The traps of real exports that can be met while files are read, one line or two each. What is asked is SQL on the tables that
 * ingest leaves, or what it says: notes, refused files, the account of columns.
 */
interface Trap {
  trap: string;
  files: Files;
  settings?: Settings;
  sql?: string;
  is?: readonly (readonly unknown[])[];
  notes?: readonly unknown[];
  account?: object;
  unreadable?: Readonly<Record<string, number>>;
  refused?: RegExp;
}

const DAY = '2026-01-01';
const leads = (header: string, ...lines: readonly string[]) => `lead_id,created_at,${header}\n${lines.join('\n')}\n`;
const dated = (...cells: readonly string[]) => leads('mql_at', ...cells.map((cell, at) => `L${at},${DAY},"${cell}"`));
const MQL = 'select mql_at from export_leads order by lead_id';
const deals = (...amounts: readonly string[]): Files => ({
  'leads.csv': `lead_id,created_at\nL1,${DAY}\n`,
  'deals.csv': `opportunity_id,amount\n${amounts.map((amount, at) => `O${at},"${amount}"`).join('\n')}\n`,
});
const AMOUNTS = 'select amount from export_opportunities order by opportunity_id';
const UTC: Settings = {sourceTimeZone: 'UTC'};
const mdy: Settings = {...UTC, tables: {leads: {dates: 'mdy'}}};

const TRAPS: readonly Trap[] = [
  // 1: no file states its zone
  {
    trap: '1 times without a zone',
    files: {'leads.csv': dated('2026-01-15 09:30:00')},
    refused: /do not say their time zone/,
  },
  {
    trap: '1 the zone per table',
    files: {'leads.csv': dated('2026-01-15 09:30:00')},
    settings: {tables: {leads: {source_time_zone: 'Europe/Berlin'}}},
    sql: MQL,
    is: [['2026-01-15T08:30:00Z']],
  },
  // 2: dates that pretend to be times stay what they are, and the mapping report says so
  {
    trap: '2 days only',
    files: {'leads.csv': dated('2022-12-21')},
    settings: {timeZone: 'UTC'},
    sql: MQL,
    is: [['2022-12-21T00:00:00Z']],
  },
  // forms of dates and times seen
  {
    trap: 'forms: compact day',
    files: {'leads.csv': dated('20260115', '20251231')},
    settings: {timeZone: 'UTC'},
    sql: MQL,
    is: [['2026-01-15T00:00:00Z'], ['2025-12-31T00:00:00Z']],
  },
  {
    trap: 'forms: compact time',
    files: {'leads.csv': dated('20260115T093000Z', '20260115T093000+0100')},
    sql: MQL,
    is: [['2026-01-15T09:30:00Z'], ['2026-01-15T08:30:00Z']],
  },
  {
    trap: 'forms: compact local',
    files: {'leads.csv': dated('20260115T093000', '20260115093001', '2026011', '20261315')},
    settings: UTC,
    sql: MQL,
    is: [['2026-01-15T09:30:00Z'], ['2026-01-15T09:30:01Z'], [null], [null]],
    unreadable: {mql_at: 2},
  },
  {
    trap: 'forms: compact local without a zone',
    files: {'leads.csv': dated('20260115T093000')},
    refused: /do not say their time zone \(e\.g\. 20260115T093000\)/,
  },
  {
    trap: 'forms: month in words',
    files: {'leads.csv': dated('15 Apr, 2021 00:03:00', 'Apr 15, 2021, 3:05 PM')},
    settings: UTC,
    sql: MQL,
    is: [['2021-04-15T00:03:00Z'], ['2021-04-15T15:05:00Z']],
  },
  {
    trap: 'forms: Excel of a US org',
    files: {'leads.csv': dated('02/24/26 02:18 AM')},
    settings: UTC,
    sql: MQL,
    is: [['2026-02-24T02:18:00Z']],
  },
  {
    trap: 'forms: HubSpot',
    files: {'leads.csv': dated('2025-03-03 11:00 am', '2025-03-03 12:00 am')},
    settings: UTC,
    sql: MQL,
    is: [['2025-03-03T11:00:00Z'], ['2025-03-03T00:00:00Z']],
  },
  {
    trap: 'forms: Salesforce report',
    files: {'leads.csv': dated('5/23/2026, 4:05 PM', '5/3/2026, 4:05\u202fPM')},
    settings: UTC,
    sql: MQL,
    is: [['2026-05-23T16:05:00Z'], ['2026-05-03T16:05:00Z']],
  },
  {
    trap: 'forms: Bulk API',
    files: {'leads.csv': dated('2024-01-23T03:54:57.000+0000')},
    sql: MQL,
    is: [['2024-01-23T03:54:57Z']],
  },
  // 6, 7: owners and ids are texts: case and leading zeros stay
  {
    trap: '7 ids keep case and zeros',
    files: {'leads.csv': leads('owner', `00Q0x,${DAY},005A`, `00Q0X,${DAY},005a`)},
    sql: 'select lead_id, owner from export_leads order by 1',
    is: [
      ['00Q0X', '005a'],
      ['00Q0x', '005A'],
    ],
  },
  {
    trap: '7 ids that Excel rounded',
    files: {'leads.csv': leads('account_id', `1.05284E+11,${DAY},`, `L2,${DAY},1.05E+11`, `L3,${DAY},A3`)},
    settings: {max_rejected: 0.5},
    sql: 'select lead_id, account_id from export_leads order by 1',
    is: [
      ['L2', null],
      ['L3', 'A3'],
    ],
    unreadable: {lead_id: 1, account_id: 1},
    account: {rejected: 1, rejects: [{line: 2, reason: 'lead_id was rounded by a spreadsheet'}]},
    notes: [
      expect.stringMatching(/column "lead_id" holds 1 id that a spreadsheet has rounded \(e\.g\. 1\.05284E\+11\)/),
      expect.stringMatching(/column "account_id" holds 1 id/),
    ],
  },
  {
    trap: '7 a file of rounded ids',
    files: {'leads.csv': leads('x', `1.05284E+11,${DAY},`, `1.05284E+11,${DAY},`)},
    refused: /2 of 2 rows \(100%\) cannot be used.*\nline 2: lead_id was rounded by a spreadsheet/,
  },
  {trap: '7 amounts may be written so', files: deals('1.05E+05'), sql: AMOUNTS, is: [[10_500_000]]},
  // 8: footers and totals
  {
    trap: '8 footer of a Salesforce report',
    files: {
      'leads.csv': `${leads('company', `L1,${DAY},A`, `L2,${DAY},B`)}\n"Grand Totals (2 records)"\n\n"My leads"\n"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n"Confidential Information - Do Not Distribute"\n"Generated By:  Ann  5/23/2026 4:05 PM"\n"Acme"\n`,
    },
    account: {read: 8, loaded: 2, rejected: 0, footer: 6},
  },
  {
    trap: '8 a total in a column of its own',
    files: {'leads.csv': leads('company', `L1,${DAY},A`, 'Total,,', 'Total,,1')},
    account: {loaded: 1, footer: 2},
  },
  {
    trap: '8 a last line of zeros',
    files: {'leads.csv': leads('company', `L1,${DAY},A`, '0,0,0').replace(',0,0', ',,0')},
    account: {loaded: 1, footer: 1},
  },
  {
    trap: '8 a company is no footer',
    files: {'leads.csv': leads('company', `Total-1,${DAY},Total Wine`)},
    account: {loaded: 1, footer: 0},
  },
  // 9: Excel's re-saves
  {
    trap: '9 day-first and month-first in one column',
    files: {'leads.csv': dated('8/19/2020 20:33', '19/08/2020 20:33')},
    settings: UTC,
    refused: /column "mql_at" has mixed dates/,
  },
  {
    trap: '9 a column that nothing decides',
    files: {'leads.csv': dated('8/9/2020')},
    refused: /can be read day-first or month-first.*export\.tables\.leads\.dates/,
  },
  {
    trap: '9 said by the user',
    files: {'leads.csv': dated('8/9/2020', '09-01-2020')},
    settings: mdy,
    sql: MQL,
    is: [['2020-08-09T00:00:00Z'], ['2020-09-01T00:00:00Z']],
  },
  {
    trap: '9 sep= of Excel',
    files: {'leads.csv': `sep=;\nlead_id;created_at\nL1;${DAY}\n`},
    account: {loaded: 1, format: 'csv, semicolon'},
  },
  {
    trap: '9 errors of Excel',
    files: {'leads.csv': leads('company,owner', `L1,${DAY},#N/A,#REF!`, `L2,${DAY},#NAME?, #1 Ltd`)},
    sql: 'select company, owner from export_leads order by lead_id',
    is: [
      [null, null],
      [null, '#1 Ltd'],
    ],
  },
  // 10: encodings
  {
    trap: '10 ISO-8859-1',
    files: {'leads.csv': Buffer.from(leads('company', `L1,${DAY},Soci\u00e9t\u00e9`), 'latin1')},
    sql: 'select company from export_leads',
    is: [['Soci\u00e9t\u00e9']],
    account: {encoding: 'windows-1252'},
  },
  {
    trap: '10 CP1252',
    files: {'leads.csv': Buffer.from(leads('company', `L1,${DAY},M\u00fcller \x96 \x80`), 'latin1')},
    sql: 'select company from export_leads',
    is: [['Müller – €']],
  },
  {
    trap: '10 UTF-16 of Data Loader',
    files: {'leads.csv': Buffer.from(`\ufeff${leads('company', `L1,${DAY},Zażółć`)}`, 'utf16le')},
    sql: 'select company from export_leads',
    is: [['Zażółć']],
    account: {encoding: 'utf-16le'},
  },
  {
    trap: '10 UTF-8 with a mark',
    files: {'leads.csv': `\ufeff${leads('company', `L1,${DAY},Zażółć`)}`},
    sql: 'select lead_id, company from export_leads',
    is: [['L1', 'Zażółć']],
  },
  {
    trap: '10 NUL bytes',
    files: {'leads.csv': leads('company', `L1,${DAY},A\0cme`)},
    sql: 'select company from export_leads',
    is: [['Acme']],
    notes: ['leads.csv: NUL bytes are removed'],
  },
  // 11: booleans
  {
    trap: '11 booleans',
    files: {
      'leads.csv': `lead_id,created_at\nL1,${DAY}\n`,
      'users.csv': 'user_id,active\n1,1\n2,0\n3,TRUE\n4,false\n5,Yes\n6,no\n7,\n8,True\n',
    },
    sql: 'select active from export_users order by user_id',
    is: [[true], [false], [true], [false], [true], [false], [null], [true]],
  },
  // 12: headers in any language are mapped by the user
  {
    trap: '12 localised headers',
    files: {'kontakte.csv': `Datensatz-ID;Erstellt am;Zuständig\n1;${DAY};Ann\n`},
    settings: {
      tables: {
        leads: {
          files: ['kontakte.csv'],
          columns: {lead_id: 'Datensatz-ID', created_at: 'erstellt am', owner: 'Zuständig'},
        },
      },
    },
    sql: 'select lead_id, owner from export_leads',
    is: [['1', 'Ann']],
  },
  // 13: duplicate and spaced headers
  {
    trap: '13 the same header twice',
    files: {'leads.csv': `lead_id,created_at,Variant,variant, Variant \nL1,${DAY},a,b,c\n`},
    sql: 'select "Variant", "variant_2", "Variant_3" from export_leads',
    is: [['a', 'b', 'c']],
  },
  {
    trap: '13 a canonical header twice',
    files: {'leads.csv': `lead_id,Created At,Created At\nL1,${DAY},2026-02-02\n`},
    settings: {timeZone: 'UTC'},
    sql: 'select created_at, "Created At_2" from export_leads',
    is: [['2026-01-01T00:00:00Z', '2026-02-02']],
  },
  {
    trap: '13 spaces around headers',
    files: {'leads.csv': ` lead_id ,\tcreated_at, company\nL1,${DAY},A\n`},
    sql: 'select lead_id, company from export_leads',
    is: [['L1', 'A']],
  },
  // 14: formula guards
  {
    trap: '14 guarded texts',
    files: {
      'leads.csv': leads('phone,company', `L1,${DAY},'+49 30 1,'=x`, `L2,${DAY},'@a,'tis Ltd`, `L3,${DAY},' +1,'-`),
    },
    sql: 'select phone, company from export_leads order by lead_id',
    is: [
      ['+49 30 1', '=x'],
      ['@a', "'tis Ltd"],
      ["' +1", '-'],
    ],
  },
  {trap: '14 guarded numbers', files: deals("'-3", "'+4.5"), sql: AMOUNTS, is: [[-300], [450]]},
  // 15: several values in a cell stay one text; rows that continue another are rejected by name
  {
    trap: '15 several values',
    files: {'leads.csv': leads('campaign', `L1,${DAY},a;b;c`, `L2,${DAY},"[""a"",""b""]"`)},
    sql: 'select campaign from export_leads order by lead_id',
    is: [['a;b;c'], ['["a","b"]']],
  },
  {
    trap: '15 rows that continue another',
    files: {'leads.csv': leads('campaign', `L1,${DAY},a`, ',,b', `L2,${DAY},c`)},
    settings: {max_rejected: 0.5},
    account: {loaded: 2, rejected: 1, rejects: [{line: 3, reason: 'lead_id is blank'}]},
  },
  // 16: merged leads name the survivor
  {
    trap: '16 merged into',
    files: {'leads.csv': leads('merged_into', `L1,${DAY},L2`, `L2,${DAY},`)},
    sql: 'select merged_into from export_leads order by lead_id',
    is: [['L2'], [null]],
  },
  // amounts
  {
    trap: 'amounts: dollars',
    files: deals('$4,000.00 ', '-$5.00', '(5.00)', 'US$ 1,200'),
    sql: AMOUNTS,
    is: [[400_000], [-500], [-500], [120_000]],
  },
  {trap: 'amounts: euros', files: deals('1.234,56 €', 'EUR 7'), sql: AMOUNTS, is: [[123_456], [700]]},
  {
    trap: 'amounts: spaces',
    files: deals('60 000,00', '1\u00a0234\u00a0567,5', '1\u202f000'),
    sql: AMOUNTS,
    is: [[6_000_000], [123_456_750], [100_000]],
  },
  {trap: 'amounts: Swiss', files: deals("60'000.00", "CHF 1'200.50"), sql: AMOUNTS, is: [[6_000_000], [120_050]]},
  // a blank type of an activity
  {
    trap: 'type: blank is other',
    files: {
      'leads.csv': `lead_id,created_at\nL1,${DAY}\n`,
      'activities.csv': `lead_id,at,type\nL1,${DAY},\nL1,${DAY}, \nL1,${DAY},Call\n`,
    },
    sql: 'select type, count(*) from export_activities group by 1 order by 1',
    is: [
      ['call', 1],
      ['other', 2],
    ],
    notes: ['activities.csv: 2 rows of activities without a type, read as other'],
  },
];

test.each(TRAPS)('$trap', async ({files, settings, sql, is, notes = [], account, unreadable = {}, refused}) => {
  if (refused !== undefined) {
    expect(await refusal(files, settings)).toMatch(refused);
    return;
  }
  const found = await ingestFiles(files, settings);
  if (sql !== undefined) expect((await rows<object>(sql)).map(row => Object.values(row))).toEqual(is);
  expect(found.notes.filter(note => !/is kept as/.test(note))).toEqual(notes);
  if (account !== undefined) expect(found.files[0]).toMatchObject(account);
  const counts = found.mapping.flatMap(({column, unreadable: count}) => (count > 0 ? [[column, count]] : []));
  expect(Object.fromEntries(counts)).toEqual(unreadable);
});
