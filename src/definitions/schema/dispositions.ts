import type {z} from 'zod';
import {criteria} from './criteria.ts';
import {list, named, oneOf, section, text, whole, yesOrNo} from './values.ts';

const reason = section({
  labels: list(text(), 'texts')
    .optional()
    .describe('Texts in the CRM that mean this reason; its code is always one of them.'),
  kind: oneOf(['rejected', 'disqualified', 'recycled'])
    .optional()
    .describe('What a close with this reason is. Default: what the CRM says.'),
  vague: yesOrNo().optional().describe('Says nothing anybody could act on. Default false.'),
  contact_required: yesOrNo()
    .optional()
    .describe('Whether this reason needs an attempt first. Default: SPEC 13, Closes.'),
  needs_attempts: whole(1, 100).optional().describe('Attempts this reason claims.'),
  true_if: criteria.optional().describe('Supported where this is true of the lead, contradicted where it is false.'),
});

export const dispositions = section({
  contact_required: yesOrNo()
    .optional()
    .describe('A rejection needs an attempt first, unless its reason says otherwise. Default true.'),
  reasons: named(reason, 'code to reason').optional().describe('The taxonomy of reasons by code.'),
}).describe('Why leads are closed.');

export const context = section({
  required: list(text(), 'fields').optional().describe('Fields of leads that sales must get with the lead.'),
  signals: whole(0, 1000).optional().describe('Signals that sales must get with it. Default 0.'),
}).describe('What must come with the lead at the handoff.');

export type WrittenReason = z.input<typeof reason>;
