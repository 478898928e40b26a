import type {CheckResult, Finding} from '../result.ts';
import {countMoved, moved} from './noise.ts';

/** A finding that both reports have. */
export interface Pair {
  old: Finding;
  now: Finding;
}

export interface FindingChanges {
  appeared: readonly Finding[];
  worse: readonly Pair[];
  better: readonly Pair[];
  /** Gone, its check still ran, and no sister check has come to say it of the same subject. */
  fixed: readonly Finding[];
  /** Gone since its check did not run. */
  unchecked: readonly Finding[];
  /** Neither better nor worse beyond noise. */
  same: readonly Pair[];
}

interface Side {
  findings: readonly Finding[];
  checks: readonly CheckResult[];
}

/** Findings to act on, by key; facts (`info`) and accepted ones are no news. */
export function compareFindings(old: Side, now: Side): FindingChanges {
  const [before, after] = [actionable(old.findings), actionable(now.findings)];
  const known = new Map(before.map(finding => [finding.key, finding]));
  const current = new Set(now.findings.map(({key}) => key));
  const ran = new Set(now.checks.filter(({status}) => status !== 'skipped' && status !== 'broken').map(({id}) => id));
  const pairs = after.flatMap(finding => {
    const earlier = known.get(finding.key);
    return earlier === undefined ? [] : [{old: earlier, now: finding}];
  });
  // a finding that is now accepted is neither fixed nor unchecked
  const gone = before.filter(({key}) => !current.has(key));
  const appeared = after.filter(({key}) => !known.has(key));
  // a sister check now says it of the same rule, queue or source: nothing is fixed
  const families = new Map([...old.checks, ...now.checks].map(({id, family}) => [id, family]));
  const about = ({check, subject}: Finding) => `${families.get(check)}/${subject}`;
  const told = new Set(appeared.filter(({subject}) => subject !== '').map(about));
  return {
    appeared,
    worse: pairs.filter(pair => verdict(pair) === 'worse'),
    better: pairs.filter(pair => verdict(pair) === 'better'),
    fixed: gone.filter(finding => ran.has(finding.check) && !told.has(about(finding))),
    unchecked: gone.filter(({check}) => !ran.has(check)),
    same: pairs.filter(pair => verdict(pair) === 'same'),
  };
}

/** New or worse, and sure enough to fail a run. */
export function newOrWorse({appeared, worse}: FindingChanges): Finding[] {
  return [...appeared, ...worse.map(({now}) => now)].filter(({strength}) => strength === 'confirmed');
}

function actionable(findings: readonly Finding[]): Finding[] {
  return findings.filter(({level, accepted}) => level !== 'info' && accepted === null);
}

/** The bad side is the one of the threshold on which the finding lies; without a threshold or an interval nothing can be said. */
function verdict({old, now}: Pair): 'worse' | 'better' | 'same' {
  if (old.level === 'warn' && now.level === 'error') return 'worse';
  if (old.level === 'error' && now.level === 'warn') return 'better';
  if (now.threshold === null || now.value === null) return 'same';
  const bad = Math.sign(now.value - now.threshold);
  const change = now.interval === null ? countMoved(old.value, now.value) : moved(old, now);
  if (change === 0 || bad === 0) return 'same';
  return change === bad ? 'worse' : 'better';
}
