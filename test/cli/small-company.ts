import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** Sixty leads of two sources: partners are answered within the hour, half of the web leads never. Round numbers, by rule. */
export function writeSmallCompany(folder: string): string {
  mkdirSync(folder, {recursive: true});
  const leads = Array.from({length: 60}, (_, index) => lead(index));
  write(
    folder,
    'leads.csv',
    ['lead_id', 'company', 'source', 'created_at', 'mql_at', 'owner', 'rejected_at', 'rejection_reason'],
    leads,
  );
  const activities = leads.flatMap((_, index) => activity(index));
  write(
    folder,
    'activities.csv',
    ['activity_id', 'lead_id', 'at', 'actor', 'type', 'direction', 'outcome'],
    activities,
  );
  write(
    folder,
    'users.csv',
    ['user_id', 'name', 'kind'],
    [
      ['u1', 'Ann Smith', 'person'],
      ['u2', '=HYPERLINK("x")', 'person'],
    ],
  );
  return folder;
}

/** One an hour, on working days from 2 March 2026 on. */
function lead(index: number): string[] {
  const source = isPartner(index) ? 'Partner' : 'Web';
  const rejected = index % 10 === 9;
  return [
    `L-${100 + index}`,
    index === 3 ? 'Evil \u001b[31mInc' : `Company ${index}`,
    source,
    instant(index, 0),
    instant(index, 0),
    index % 4 === 0 ? 'u2' : 'u1',
    rejected ? instant(index, 600) : '',
    rejected ? 'Low quality' : '',
  ];
}

function activity(index: number): string[][] {
  if (!isPartner(index) && index % 4 < 2) return [];
  const minutes = isPartner(index) ? 20 : 500;
  return [
    [
      `A-${index}`,
      `L-${100 + index}`,
      instant(index, minutes),
      'u1',
      'call',
      'outbound',
      index % 6 === 0 ? 'connected' : '',
    ],
  ];
}

function isPartner(index: number): boolean {
  return index % 3 === 0;
}

/** Ten leads a day from 14:00 UTC, minutes after that. */
function instant(index: number, minutes: number): string {
  const day = Math.floor(index / 10);
  const start = Date.UTC(2026, 2, 2 + day + (day >= 5 ? 2 : 0), 14, (index % 10) * 6);
  return new Date(start + minutes * 60_000).toISOString().replace('.000Z', 'Z');
}

function write(folder: string, name: string, columns: readonly string[], rows: readonly (readonly string[])[]): void {
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns, ...rows].map(row => row.map(quoted).join(','));
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
}

/** Definitions with one promise that this company breaks and nothing else of its own. */
export const DEFINITIONS = `version: 1
company: Small & Co
time_zone: America/New_York
sla:
  - {name: All, respond_within: 1h, clock: calendar, target: 90%}
checks:
  sla-compliance:
    level: error
    min_leads: 10
`;
