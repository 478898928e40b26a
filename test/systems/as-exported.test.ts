import {expect, test} from 'vitest';
import {refusal, withSession} from '../ingest/exports.ts';

withSession();

test('a list exported without its ids says which column to add, and is not half read', async () => {
  const said = await refusal(
    {'leads-8124590-16.csv': 'Lead - Title,Lead - Owner,Lead - Contact person\nBuyer 1 lead,Ada Byrne,Ann Lee\n'},
    {sourceTimeZone: 'UTC'},
  );
  expect(said).toContain(
    'is Pipedrive leads inbox without a column Lead - ID or Lead - System ID or Lead - Pipedrive System ID, and without one Lead - Lead created',
  );
});
