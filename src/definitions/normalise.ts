import type {Definitions, Horizon, Reason, SlaPolicy, StageName} from './definitions.ts';
import {namedCriteria, normaliseCriteria} from './normalise-criteria.ts';
import {normaliseExport} from './normalise-export.ts';
import {normaliseHours} from './normalise-hours.ts';
import {normaliseRouting} from './normalise-routing.ts';
import type {WrittenReason} from './schema/dispositions.ts';
import type {WrittenHorizon, WrittenSla} from './schema/promises.ts';
import type {WrittenDefinitions} from './schema/schema.ts';
import {secondsOf, shareOf} from './units.ts';

/** The technical defaults stand in this file, each beside its field (SPEC 4, METHODS 4); everything else is null or empty. */
export function normaliseDefinitions(
  written: WrittenDefinitions,
  built_in_stages: readonly StageName[] = [],
): Definitions {
  const time_zone = written.time_zone ?? 'UTC';
  return {
    company: written.company ?? null,
    time_zone,
    business_hours: normaliseHours(written.business_hours ?? {}, time_zone),
    review: {
      owner: written.review?.owner ?? null,
      // the longest quarter of a year
      every: secondsOf(written.review?.every, '92d'),
      last: written.review?.last ?? null,
    },
    exclude: (written.exclude ?? []).map(({name, ...when}) => ({name, when: normaliseCriteria(when)})),
    icp: written.icp === undefined ? null : normaliseCriteria(written.icp),
    criteria: namedCriteria(written),
    signals: written.signals ?? {},
    stages: {
      mql: written.stages?.mql === undefined ? null : normaliseCriteria(written.stages.mql),
      sql: written.stages?.sql === undefined ? null : normaliseCriteria(written.stages.sql),
    },
    built_in_stages,
    sla: (written.sla ?? []).map(policyOf),
    acceptance: acceptanceOf(written.acceptance),
    follow_up: {
      min_attempts: written.follow_up?.min_attempts ?? 6,
      within: secondsOf(written.follow_up?.within, '10d'),
      stalled_after: secondsOf(written.follow_up?.stalled_after, '14d'),
      never_after: secondsOf(written.follow_up?.never_after, '30d'),
    },
    funnel: funnelOf(written.funnel),
    response: responseOf(written.response),
    routing: normaliseRouting(written.routing ?? {}),
    dispositions: {
      contact_required: written.dispositions?.contact_required ?? null,
      reasons: Object.entries(written.dispositions?.reasons ?? {}).map(([code, reason]) => reasonOf(code, reason)),
    },
    context:
      written.context === undefined
        ? null
        : {required: written.context.required ?? [], signals: written.context.signals ?? 0},
    export: normaliseExport(written.export),
    checks: written.checks ?? {},
    accepted: (written.accepted ?? []).map(({finding, because, until}) => ({finding, because, until: until ?? null})),
  };
}

// a promise without a target is held to this share; the share of the article's strictest policies
const TARGET = 0.9;

function policyOf({name, when, respond_within, clock, target}: WrittenSla): SlaPolicy {
  return {
    name,
    when: when === undefined ? null : normaliseCriteria(when),
    respond_within: secondsOf(respond_within, '0s'),
    clock: clock ?? 'business',
    target: shareOf(target, TARGET),
  };
}

function acceptanceOf(written: WrittenDefinitions['acceptance']): Definitions['acceptance'] {
  if (written === undefined) return null;
  return {
    accept_within: secondsOf(written.accept_within, '0s'),
    clock: written.clock ?? 'business',
    target: shareOf(written.target, TARGET),
  };
}

function funnelOf(written: WrittenDefinitions['funnel']): Definitions['funnel'] {
  const horizon = written?.horizon ?? {};
  return {
    horizon: {
      mql_to_sal: horizonOf(horizon.mql_to_sal, '7d'),
      mql_to_sql: horizonOf(horizon.mql_to_sql, '30d'),
      sql_to_opportunity: horizonOf(horizon.sql_to_opportunity, '60d'),
      opportunity_to_won: horizonOf(horizon.opportunity_to_won, 'auto'),
    },
    rejection: secondsOf(written?.rejection, '30d'),
  };
}

function horizonOf(written: WrittenHorizon | undefined, fallback: WrittenHorizon): Horizon {
  const text = written ?? fallback;
  return text === 'auto' ? 'auto' : secondsOf(text, '30d');
}

function responseOf(written: WrittenDefinitions['response']): Definitions['response'] {
  return {
    start: written?.start ?? 'buyer',
    counts: written?.counts ?? ['call', 'email', 'meeting', 'sms', 'social'],
    automated_counts: written?.automated_counts ?? false,
    inquiry_within: secondsOf(written?.inquiry_within, '30d'),
  };
}

/** The code is one of its own labels (SPEC 13, Closes). */
function reasonOf(code: string, written: WrittenReason): Reason {
  return {
    code,
    labels: [...new Set([code, ...(written.labels ?? [])])],
    kind: written.kind ?? null,
    vague: written.vague ?? false,
    contact_required: written.contact_required ?? null,
    needs_attempts: written.needs_attempts ?? null,
    true_if: written.true_if === undefined ? null : normaliseCriteria(written.true_if),
  };
}
