import {expect, test} from 'vitest';
import {ingestFiles, leadsWith, leadValues, withSession} from './exports.ts';

withSession();

const CELLS = ['120', '1-5', '5,001-10,000', '10,000+', '50 – 100 employees', 'many', ''];

test('a band of employees is kept as what it is, and is no unreadable number', async () => {
  const {mapping, notes, tables} = await ingestFiles({'leads.csv': leadsWith('employees', CELLS)});
  expect(await leadValues('employees')).toEqual([120, null, null, null, null, null, null]);
  expect(await leadValues('employees_range')).toEqual([
    null,
    '1-5',
    '5,001-10,000',
    '10,000+',
    '50 – 100 employees',
    null,
    null,
  ]);
  expect(mapping.find(({column}) => column === 'employees')).toMatchObject({unreadable: 1, examples: ['many']});
  expect(tables.leads.columns).toContain('employees_range');
  expect(notes).toEqual([
    'leads.csv: column "employees" holds 4 ranges (e.g. 1-5) where a number is meant; a criterion on employees is judged where the whole range lies within or outside of what it asks, and is unknown where only a part does',
  ]);
});

test('a column of bands of its own may be named employees_range', async () => {
  const {notes} = await ingestFiles(
    {'leads.csv': leadsWith('Company Size', ['51-200'])},
    {tables: {leads: {columns: {employees_range: 'Company Size'}}}},
  );
  expect(await leadValues('employees_range')).toEqual(['51-200']);
  expect(notes).toEqual([]);
});

test('rows of one lead whose bands differ are no copies', async () => {
  const {tables} = await ingestFiles({
    'leads.csv': 'lead_id,created_at,employees\nL1,2026-01-01T00:00:00Z,1-5\nL1,2026-01-01T00:00:00Z,5-25\n',
  });
  expect(tables.leads.conflicting).toBe(1);
});

test('numbers alone are not said to be ranges', async () => {
  const {notes} = await ingestFiles({'leads.csv': leadsWith('employees', ['5', '-3', '1,200'])});
  expect(notes).toEqual([]);
  expect(await leadValues('employees_range')).toEqual([null, null, null]);
});
