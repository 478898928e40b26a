import type {Story} from '../story.ts';
import {DEFINITIONS} from './definitions.ts';
import {DISPOSITIONS} from './dispositions.ts';
import {FUNNEL} from './funnel.ts';
import {PIPELINE} from './pipeline.ts';
import {RESPONSE} from './response.ts';
import {ROUTING} from './routing.ts';
import {ROUTING_PRACTICE} from './routing-practice.ts';
import {SCORE} from './score.ts';
import {SLA} from './sla.ts';

/** Stories by check: at least one in which it finds something, and a look-alike in which it must not. */
export const STORIES: Readonly<Record<string, readonly Story[]>> = {
  ...RESPONSE,
  ...SLA,
  ...FUNNEL,
  ...DISPOSITIONS,
  ...ROUTING,
  ...ROUTING_PRACTICE,
  ...DEFINITIONS,
  ...SCORE,
  ...PIPELINE,
};
