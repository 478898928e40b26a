import {z} from 'zod';
import {always} from './about.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {mergedLeads} from './merged-leads.ts';
import {level, minLeads, share} from './settings.ts';
import {subjectOf} from './subject.ts';
import {above, shareText} from './threshold.ts';

export default defineCheck({
  id: 'rule-coverage',
  family: 'routing',
  title: 'Every lead is covered by a routing rule',
  failureTitle: 'Leads match no routing rule',
  why: 'What no rule covers goes to a default owner or to nobody, and nobody decided that.',
  how: 'Handoffs that no rule matches at the start of their clock, of those that can be told (no rule lacked an attribute), with the sources and countries most of them come from.',
  misleads: 'The CRM may have a last rule that the definitions file leaves out.',
  remedy: 'End the list with a rule for everything else, and watch what it catches.',
  needs: [],
  asks: 'routing',
  about: always('routing', 'rules'),
  reads: ['routing.rules'],
  gates: [],
  settings: z.object({
    level: level('warn'),
    above: share(0.05, 'share of leads that no rule covers'),
    min_leads: minLeads(30),
  }),
  sql: /* sql */ `
    select
        source,
        country,
        count(*)::integer as n,
        count(*) filter (routing_state = 'uncovered')::integer as uncovered,
        concerned(lead_id, routing_state = 'uncovered') as leads
    from handoffs
    where routing_state in ('matched', 'uncovered')
    group by source, country
    order by uncovered desc, source, country`,
  row: z.object({
    source: z.string().nullable(),
    country: z.string().nullable(),
    n: z.int(),
    uncovered: z.int(),
    leads: LEADS,
  }),
  unasked: ({definitions}) => (definitions.routing.rules.length === 0 ? 'the definitions have no routing rules' : null),
  judge(rows, {settings, trust, weigh}) {
    const n = rows.reduce((sum, row) => sum + row.n, 0);
    const uncovered = rows.reduce((sum, row) => sum + row.uncovered, 0);
    const found = above(uncovered, n, settings.above, {min_leads: settings.min_leads, trust, weigh});
    if (found === null) return [];
    // rules are mostly about territory: where the leads without one are, as far as the export says
    const countries = rows.some(({country}) => country !== null) ? `; by country ${topOf(rows, 'country')}` : '';
    const text = `${shareText(uncovered, n)} of leads match no routing rule; most come from ${topOf(rows, 'source')}${countries}.`;
    return [{level: settings.level, ...found, text, leads: mergedLeads(rows)}];
  },
});

interface Uncovered {
  source: string | null;
  country: string | null;
  uncovered: number;
}

/** The three values with most of them. */
function topOf(rows: readonly Uncovered[], what: 'source' | 'country'): string {
  const counts = new Map<string, number>();
  for (const row of rows)
    if (row.uncovered > 0) counts.set(subjectOf(row[what]), (counts.get(subjectOf(row[what])) ?? 0) + row.uncovered);
  return [...counts]
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, 3)
    .map(([value, count]) => `${value} (${count})`)
    .join(', ');
}
