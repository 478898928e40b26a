import {z} from 'zod';
import {plural} from '../words.ts';
import {rule} from './about.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {createRuleMatches} from './rule-matches.ts';
import {level, minLeads} from './settings.ts';

export default defineCheck({
  id: 'rule-shadowed',
  family: 'routing',
  title: 'No routing rule hides a later one',
  failureTitle: 'Some routing rules are hidden by earlier ones',
  why: 'The first match wins, as in the CRM. A later rule that only matches what earlier ones take has never routed a lead.',
  how: 'Each rule by itself against every handoff: it is true of some, and earlier rules take every one of them (METHODS 8).',
  misleads: 'A rule kept as a safety net is meant to be shadowed.',
  remedy: 'Move it before the rule that hides it, or delete it.',
  needs: [],
  asks: 'routing',
  about: rule,
  reads: ['routing.rules'],
  gates: [],
  settings: z.object({level: level('warn'), min_leads: minLeads(5)}),
  sql: /* sql */ `
    select r.rule, t.rule as earlier, m.matches, m.leads
    from rule_matches m
    join def_rule r using (rule_no)
    join def_rule t on t.rule_no = m.taken_by
    where m.matches > 0 and m.first_matches = 0
    order by r.rule_no`,
  row: z.object({rule: z.string(), earlier: z.string(), matches: z.int(), leads: LEADS}),
  unasked: ({definitions}) =>
    definitions.routing.rules.length < 2 ? 'the definitions have fewer than two routing rules' : null,
  prepare: createRuleMatches,
  judge(rows, {settings}) {
    return rows
      .filter(({matches}) => matches >= settings.min_leads)
      .map(({rule, earlier, matches, leads}) => ({
        level: settings.level,
        strength: 'confirmed' as const,
        subject: rule,
        text: `${rule} is true of ${plural(matches, 'lead')} and gets none of them: earlier rules, above all ${earlier}, take them first.`,
        value: 0,
        threshold: 0,
        unit: 'leads' as const,
        n: matches,
        leads,
      }));
  },
});
