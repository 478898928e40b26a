import {z} from 'zod';
import {percent, plural} from '../words.ts';
import {rule} from './about.ts';
import {defineCheck, NO_LEADS} from './define-check.ts';
import {createRuleMatches} from './rule-matches.ts';
import {level, minLeads} from './settings.ts';
import {underFloor} from './weighed.ts';

export default defineCheck({
  id: 'rule-never-matched',
  family: 'routing',
  title: 'Every routing rule has leads',
  failureTitle: 'Some routing rules match no lead',
  why: 'A rule that never matches is a sentence nobody dares to delete, or one with a typing error whose leads go elsewhere.',
  how: 'Each rule by itself against every handoff: none of n leads is true of it. The share it could match at most is 3 in n (METHODS 8). Rules that lack an attribute are not accused.',
  misleads: 'A rule for something rare or seasonal may be right.',
  remedy: 'Check the spelling of its values against the export (handoff validate --export), then mend or delete it.',
  needs: [],
  asks: 'routing',
  about: rule,
  reads: ['routing.rules'],
  gates: [],
  settings: z.object({level: level('warn'), min_leads: minLeads(100)}),
  sql: /* sql */ `
    select r.rule, m.n, m.matches, m.unknown
    from rule_matches m
    join def_rule r using (rule_no)
    order by r.rule_no`,
  row: z.object({rule: z.string(), n: z.int(), matches: z.int(), unknown: z.int()}),
  unasked: ({definitions}) => (definitions.routing.rules.length === 0 ? 'the definitions have no routing rules' : null),
  prepare: createRuleMatches,
  judge(rows, {settings, weigh}) {
    const {min_leads} = settings;
    const most = Math.max(0, ...rows.map(({n, unknown}) => n - unknown));
    weigh(() => ({of: 'min_leads', n: most, never: null, ...underFloor(most, min_leads)}));
    return rows
      .filter(({n, matches, unknown}) => matches === 0 && n - unknown >= Math.max(1, min_leads))
      .map(({rule, n, unknown}) => {
        const judged = n - unknown;
        return {
          level: settings.level,
          strength: 'confirmed' as const,
          subject: rule,
          text: `${rule} matches none of ${plural(judged, 'lead')}; it could match ${percent(Math.min(1, 3 / judged))} at most.`,
          value: 0,
          threshold: 0,
          unit: 'share' as const,
          n: judged,
          interval: {low: 0, high: Math.min(1, 3 / judged), method: 'rule of three'},
          leads: NO_LEADS,
        };
      });
  },
});
