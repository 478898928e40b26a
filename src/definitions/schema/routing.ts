import type {z} from 'zod';
import {criteria} from './criteria.ts';
import {clock, date, duration, list, oneOf, say, section, text, whole} from './values.ts';

const TARGETS = ['team', 'user', 'queue'] as const;

const target = section({
  team: text().optional().describe('A team of users.team.'),
  user: text().optional().describe('A user by id, email or name.'),
  queue: text().optional().describe('A queue.'),
})
  .superRefine((to, context) => {
    const given = TARGETS.filter(kind => to[kind] !== undefined);
    if (given.length !== 1)
      say(
        context,
        `needs exactly one of ${TARGETS.join(', ')}${given.length > 1 ? `, found ${given.join(', ')}` : ''}`,
      );
  })
  .meta({oneOf: TARGETS.map(kind => ({required: [kind]})), examples: [{team: 'inbound'}]});

const rule = section({
  name: text().describe('The rule as reports name it.'),
  when: criteria.optional().describe('The leads it is for. Without it: all that reach it.'),
  to: target.describe('Where they go.'),
  distribute: oneOf(['round_robin']).optional().describe('How they are shared out within the team.'),
});

export const routing = section({
  owner: text().optional().describe('Who maintains the rules.'),
  last_reviewed: date().optional().describe('When they were last looked at.'),
  rules: list(rule, 'rules', 500).optional().describe('In order, the first match wins, as in the CRM.'),
  queues: list(text(), 'queues').optional().describe('Owners that are queues or integrations, not people.'),
  capacity: section({open_leads: whole(1, 1_000_000).describe('Open leads one rep can work.')})
    .optional()
    .describe('Per rep; users.capacity wins.'),
  out_of_office: section({to: target.describe('Who takes the leads of absent reps.')})
    .optional()
    .describe('Cover for absent reps.'),
  escalate: section({
    unworked_after: duration().describe('An untouched lead this old is escalated.'),
    clock: clock().optional(),
    to: text().describe('To whom: manager, or a user.'),
  })
    .optional()
    .describe('What happens to leads nobody works.'),
}).describe('Who gets which lead.');

export type WrittenRouting = z.input<typeof routing>;
export type WrittenTarget = z.input<typeof target>;
