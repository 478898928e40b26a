import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {zipped} from '../ingest/archives.ts';
import {handoff} from './in-process.ts';
import {temporaryFolder} from './run.ts';

const folder = temporaryFolder();
const LEADS = Array.from({length: 40}, (_, at) => `L${at},2026-01-01T00:00:00Z\n`).join('');

beforeAll(() => {
  mkdirSync(join(folder.path, 'export'));
  writeFileSync(
    join(folder.path, 'export', 'leads.zip'),
    zipped({'crm/leads.csv': `lead_id,created_at\n${LEADS}=x,soon\n`}),
  );
});
afterAll(folder.remove);

test.each(['audit', 'inspect'])('%s writes the rejected rows of a zip', async command => {
  const {code, stderr} = await handoff([command, 'export', '-q', '--rejects', `out/${command}`], {cwd: folder.path});
  expect([code, stderr]).toEqual([0, '']);
  const [file, ...others] = readdirSync(join(folder.path, 'out', command));
  expect([file, others]).toEqual(['01-leads.zip_crm_leads.csv-leads.csv', []]);
  expect(readFileSync(join(folder.path, 'out', command, String(file)), 'utf8')).toBe(
    'line,reason,row\n"42","created_at cannot be read","\'=x,soon"\n',
  );
});
