import acceptance from './acceptance.ts';
import automatedOnly from './automated-only.ts';
import bounced from './bounced.ts';
import campaignContext from './campaign-context.ts';
import conversionBySegment from './conversion-by-segment.ts';
import type {Check} from './define-check.ts';
import definitionReview from './definition-review.ts';
import duplicateCollision from './duplicate-collision.ts';
import duplicates from './duplicates.ts';
import escalation from './escalation.ts';
import firstResponseField from './first-response-field.ts';
import followUp from './follow-up.ts';
import inactiveOwner from './inactive-owner.ts';
import loggingCoverage from './logging-coverage.ts';
import misrouted from './misrouted.ts';
import mqlDefinition from './mql-definition.ts';
import mqlToSql from './mql-to-sql.ts';
import neverAnswered from './never-answered.ts';
import opportunityWithoutLead from './opportunity-without-lead.ts';
import outOfOffice from './out-of-office.ts';
import overCapacity from './over-capacity.ts';
import pipelineUnworked from './pipeline-unworked.ts';
import qualifiedWithoutOpportunity from './qualified-without-opportunity.ts';
import queueParking from './queue-parking.ts';
import reasonContradicted from './reason-contradicted.ts';
import rejectedThenWon from './rejected-then-won.ts';
import rejectedUntouched from './rejected-untouched.ts';
import rejectionRate from './rejection-rate.ts';
import rejectionReasons from './rejection-reasons.ts';
import responseByRep from './response-by-rep.ts';
import responseBySource from './response-by-source.ts';
import responseTime from './response-time.ts';
import roundRobin from './round-robin.ts';
import routingReview from './routing-review.ts';
import ruleCoverage from './rule-coverage.ts';
import ruleDrift from './rule-drift.ts';
import ruleNeverMatched from './rule-never-matched.ts';
import ruleShadowed from './rule-shadowed.ts';
import ruleTargetGone from './rule-target-gone.ts';
import scoreDrift from './score-drift.ts';
import scorePower from './score-power.ts';
import selfBooking from './self-booking.ts';
import slaCompliance from './sla-compliance.ts';
import slaGaming from './sla-gaming.ts';
import slaTrend from './sla-trend.ts';
import slaUncovered from './sla-uncovered.ts';
import sqlDefinition from './sql-definition.ts';
import sqlToOpportunity from './sql-to-opportunity.ts';
import stageOrder from './stage-order.ts';
import undecided from './undecided.ts';
import unownedLeads from './unowned-leads.ts';
import unreachableUntried from './unreachable-untried.ts';

/** The one list of checks, by family in the order of the catalogue. */
export const CHECKS: readonly Check[] = [
  responseTime,
  neverAnswered,
  responseBySource,
  responseByRep,
  firstResponseField,
  automatedOnly,
  selfBooking,
  loggingCoverage,
  slaCompliance,
  slaTrend,
  slaUncovered,
  slaGaming,
  acceptance,
  followUp,
  mqlToSql,
  sqlToOpportunity,
  stageOrder,
  conversionBySegment,
  rejectionRate,
  rejectionReasons,
  rejectedUntouched,
  unreachableUntried,
  reasonContradicted,
  rejectedThenWon,
  undecided,
  unownedLeads,
  queueParking,
  inactiveOwner,
  misrouted,
  ruleNeverMatched,
  ruleShadowed,
  ruleDrift,
  ruleTargetGone,
  ruleCoverage,
  routingReview,
  overCapacity,
  roundRobin,
  outOfOffice,
  escalation,
  bounced,
  duplicates,
  duplicateCollision,
  mqlDefinition,
  sqlDefinition,
  definitionReview,
  campaignContext,
  pipelineUnworked,
  opportunityWithoutLead,
  qualifiedWithoutOpportunity,
  scorePower,
  scoreDrift,
];
