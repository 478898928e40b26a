import {z} from 'zod';
import {PRESETS} from '../find.ts';
import {criteria, namedCriterion} from './criteria.ts';
import {context, dispositions} from './dispositions.ts';
import {exportMapping} from './export.ts';
import {acceptance, followUp, funnel, response, slaPolicy} from './promises.ts';
import {routing} from './routing.ts';
import {businessHours} from './schedule.ts';
import {date, duration, list, named, oneOf, section, text, timeZone} from './values.ts';

/** What may be written in a definitions file (SPEC 4), after `extends`. Every section is optional. */
export const definitionsSchema = section({
  version: z.literal(1, '1').optional().describe('Version of this grammar.'),
  company: text().optional().describe('The company, for the title of the report.'),
  extends: text()
    .optional()
    .describe(
      `A preset by name (${PRESETS.join(', ')}) or a relative path; maps merge, lists replace, an empty value takes away.`,
    )
    .meta({examples: [...PRESETS, './base.yaml']}),
  time_zone: timeZone().optional().describe('For days, weeks and business hours. Default UTC.'),
  business_hours: businessHours.optional(),
  review: section({
    owner: text().optional().describe('Who keeps these definitions.'),
    every: duration().optional().describe('How often they are to be reviewed. Default 92d, the longest quarter.'),
    last: date().optional().describe('When they were last reviewed.'),
  })
    .optional()
    .describe('The review of these definitions.'),
  exclude: list(namedCriterion, 'rules', 500).optional().describe('Leads never audited, counted by rule.'),
  icp: criteria.optional().describe('Who we sell to; `use: icp` refers to it.'),
  criteria: named(criteria, 'name to criteria').optional().describe('Further criteria that `use` can refer to.'),
  signals: named(list(text(), 'signals'), 'group to signals').optional().describe('Groups of signals by name.'),
  stages: section({
    mql: criteria.optional().describe('A marketing qualified lead.'),
    sql: criteria.optional().describe('A sales qualified lead.'),
  })
    .optional()
    .describe('The written definitions of the stages.'),
  sla: list(slaPolicy, 'policies', 500)
    .optional()
    .describe('In order; the first that matches at the start of the clock applies.'),
  acceptance: acceptance.optional(),
  follow_up: followUp.optional(),
  funnel: funnel.optional(),
  response: response.optional(),
  routing: routing.optional(),
  dispositions: dispositions.optional(),
  context: context.optional(),
  export: exportMapping.optional(),
  checks: named(
    z.looseObject(
      {
        level: oneOf(['error', 'warn', 'info', 'off'])
          .optional()
          .describe('How bad a finding is; off does not run it.'),
      },
      'a map of settings',
    ),
    'check to settings',
  )
    .optional()
    .describe('Level and thresholds by check; handoff explain <check> lists them.'),
  accepted: list(
    section({
      finding: text().describe('The key of the finding.'),
      because: text().describe('Why it is accepted.'),
      until: date().optional().describe('The last day it is held back.'),
    }),
    'findings',
  )
    .optional()
    .describe('Known findings, held back but counted aloud.'),
});

export type WrittenDefinitions = z.input<typeof definitionsSchema>;

/** The JSON Schema of a definitions file, for editors. */
export function definitionsJsonSchema(): Record<string, unknown> {
  const {$schema, ...schema} = z.toJSONSchema(definitionsSchema, {io: 'input'});
  return {$schema, title: 'handoff definitions', ...schema};
}

/** As stored in rules/handoff.schema.json. */
export function definitionsJsonSchemaText(): string {
  return `${JSON.stringify(definitionsJsonSchema(), null, 2)}\n`;
}
