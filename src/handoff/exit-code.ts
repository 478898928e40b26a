import type {Report} from '../result.ts';
import type {Thresholds} from './report.ts';

/** 1 where confirmed findings reach what the caller fails on, else 0. */
export function exitCode({error, warn}: Report['summary']['findings'], {failOn, maxWarnings}: Thresholds): number {
  if (failOn === 'never') return 0;
  // `new` is `warn` over what a baseline leaves
  const reached = failOn === 'warn' || failOn === 'new' ? error + warn : error;
  return reached > 0 || (maxWarnings !== undefined && warn > maxWarnings) ? 1 : 0;
}
