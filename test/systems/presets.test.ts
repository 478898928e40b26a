import {parse} from 'csv-parse/sync';
import {describe, expect, test} from 'vitest';
import {uniqueHeaders} from '../../src/ingest/source.ts';
import {presets} from '../../src/ingest/systems/preset.ts';
import {recogniseSystem} from '../../src/ingest/systems/recognise.ts';
import {CANONICAL} from '../../src/ingest/tables.ts';
import {TWINS} from './all.ts';

describe.each(presets().map(preset => [preset.system, preset] as const))('%s', (_, preset) => {
  test('names each object once', () => {
    const names = preset.objects.map(({name}) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  test('feeds every column that a table cannot do without', () => {
    for (const {feeds} of preset.objects)
      for (const {table, columns} of feeds)
        for (const [name, column] of Object.entries(CANONICAL[table]))
          if ('required' in column) expect(Object.keys(columns), `${preset.system} ${table}`).toContain(name);
  });

  test('has a twin', () => {
    expect(TWINS.flatMap(({systems}) => systems)).toContain(preset.title);
  });
});

test('the systems have names and titles of their own', () => {
  for (const key of ['system', 'title'] as const) {
    const names = presets().map(preset => preset[key]);
    expect(names).toEqual([...new Set(names)]);
  }
});

const FILES = TWINS.flatMap(twin =>
  Object.entries(twin.files).map(([path, text]) => [`${twin.name}: ${path}`, twin, path, text] as const),
);

describe('a file is known by its headers alone', () => {
  test.each(FILES)('%s', (_, twin, path, text) => {
    const [header = []] = parse(text, {
      to_line: 1,
      bom: true,
      delimiter: [',', ';'],
      relax_column_count: true,
    }) as string[][];
    const found = recogniseSystem(path.replace(/\.[a-z]+$/, ''), uniqueHeaders(header), null);
    expect(twin.systems).toContain(found?.preset.title);
    if (twin.objects) expect(found?.object.name).toBe(twin.objects[path]);
  });

  // objects that share their headers are told apart by the file's name; all others need none
  test.each(FILES.filter(([, twin]) => twin.objects !== undefined))('%s, called anything', (_, twin, path, text) => {
    const [header = []] = parse(text, {
      to_line: 1,
      bom: true,
      delimiter: [',', ';'],
      relax_column_count: true,
    }) as string[][];
    expect(recogniseSystem('download', uniqueHeaders(header), null)?.object.name).toBe(twin.objects?.[path]);
  });
});

test("Data Loader's headers in capitals are the same objects", () => {
  const [twin] = TWINS.filter(({name}) => name.includes('Data Loader'));
  for (const [path, text] of Object.entries(twin?.files ?? {})) {
    const [header = []] = parse(text, {to_line: 1}) as string[][];
    const found = recogniseSystem('download', uniqueHeaders(header.map(name => name.toUpperCase())), null);
    expect([found?.preset.system, found?.object.name]).toEqual(['salesforce', twin?.objects?.[path]]);
  }
});

/** Files of a weekly export that no twin tells: their headers as seen, cut where nothing new comes. */
const WEEKLY: readonly (readonly [string, string, string | null])[] = [
  [
    'OpportunityHistory',
    'Id,OpportunityId,CreatedById,CreatedDate,CreatedDateForInsert,StageName,Amount,ExpectedRevenue,CloseDate,Probability,FromForecastCategory,ForecastCategory,PrevForecastUpdate,FromOpportunityStageName,PrevOpportunityStageUpdate,CurrencyIsoCode,ValidThroughDate,SystemModstamp,IsDeleted,PrevAmount,PrevCloseDate',
    'OpportunityHistory (API names)',
  ],
  [
    'Event',
    'Id,WhoId,WhatId,WhoCount,WhatCount,Subject,Location,IsAllDayEvent,ActivityDateTime,ActivityDate,DurationInMinutes,Description,AccountId,OwnerId,CurrencyIsoCode,Type,IsPrivate,ShowAs,IsDeleted,IsChild,IsGroupEvent,GroupEventType,CreatedDate,CreatedById',
    'Event (API names)',
  ],
  [
    'CampaignMember',
    'Id,IsDeleted,CampaignId,LeadId,ContactId,Status,HasResponded,IsPrimary,CreatedDate,CreatedById,LastModifiedDate,LastModifiedById,SystemModstamp,FirstRespondedDate,CurrencyIsoCode',
    'CampaignMember (API names)',
  ],
  [
    'User',
    'Id,Username,FirstName,LastName,CompanyName,Division,Department,Title,Email,Alias,CommunityNickname,IsActive,IsSystemControlled,TimeZoneSidKey,UserRoleId,LocaleSidKey,ProfileId,UserType,ManagerId,LastLoginDate,CreatedDate',
    'User (API names)',
  ],
];

test.each(WEEKLY)('%s of a weekly export', (stem, headers, object) => {
  const found = recogniseSystem(stem, headers.split(','), null);
  expect(found?.object.name ?? null).toBe(object);
});
