import {expect, test} from 'vitest';
import {withModel} from '../support/with-model.ts';

const lead = (lead_id: string, created_at: string) => ({lead_id, created_at, mql_at: created_at});

test('the export was taken at its latest event', async () => {
  const leads = [lead('a', '2026-03-01T10:00:00Z'), lead('b', '2026-03-20T10:00:00Z')];
  const told = await withModel({leads}, async (_, {as_of, as_of_from}) => ({as_of, as_of_from}));
  expect(told).toEqual({as_of: '2026-03-20T10:00:00Z', as_of_from: 'the latest event of the leads'});
});

test('a single date long after all others is not used, and whoever reads the cut-off reads of it', async () => {
  const leads = [
    lead('a', '2026-03-01T10:00:00Z'),
    {lead_id: 'b', created_at: '2026-03-02T10:00:00Z', sql_at: '2062-03-02T10:00:00Z'},
  ];
  const told = await withModel({leads}, async (_, {as_of, as_of_from}) => ({as_of, as_of_from}));
  expect(told.as_of).toBe('2026-03-02T10:00:00Z');
  expect(told.as_of_from).toContain('2062-03-02T10:00:00.000Z is over 30 days after all others and was not believed');
});
