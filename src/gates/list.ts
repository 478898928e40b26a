import batchLogging from './batch-logging.ts';
import bulkImport from './bulk-import.ts';
import cutOff from './cut-off.ts';
import dateOnly from './date-only.ts';
import type {GateRule} from './define-gate.ts';
import disguisedAutomation from './disguised-automation.ts';
import future from './future.ts';
import joins from './joins.ts';
import loggingCoverage from './logging-coverage.ts';
import minuteStamps from './minute-stamps.ts';
import negativeDurations from './negative-durations.ts';
import ownerHistory from './owner-history.ts';
import reasonCodes from './reason-codes.ts';
import singleValued from './single-valued.ts';
import stageDates from './stage-dates.ts';
import truncatedExport from './truncated-export.ts';
import zoneShift from './zone-shift.ts';

/** In the order of METHODS 9: G1 to G16. */
export const GATES: readonly GateRule[] = [
  dateOnly,
  minuteStamps,
  zoneShift,
  bulkImport,
  batchLogging,
  negativeDurations,
  stageDates,
  loggingCoverage,
  joins,
  cutOff,
  future,
  disguisedAutomation,
  ownerHistory,
  reasonCodes,
  truncatedExport,
  singleValued,
];
