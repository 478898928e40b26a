import type {Definitions, FunnelHorizons, Horizon} from '../definitions/definitions.ts';
import {shortDuration} from '../words.ts';
import type {Change} from './change.ts';
import {clockChange, targetChange, timeChange, timeOn} from './promises.ts';
import {
  different,
  looser,
  lowered,
  numberChange,
  partChange,
  setChange,
  settingChange,
  shareText,
  tighter,
} from './setting.ts';

/** How leads are to be worked: acceptance, follow_up, funnel, response, context. */
export function workingChanges(old: Definitions, now: Definitions): Change[] {
  return [
    ...acceptance(old, now),
    ...followUp(old, now),
    ...funnel(old, now),
    ...response(old, now),
    ...context(old, now),
  ];
}

function acceptance({acceptance: old}: Definitions, {acceptance: now}: Definitions): Change[] {
  if (old === null || now === null) {
    const [kind, given] = old === null ? (['added', now] as const) : (['removed', old] as const);
    if (given === null) return [];
    const meaning =
      kind === 'added'
        ? tighter('a time for saying yes or no is agreed')
        : looser('no time for saying yes or no is agreed');
    const shown = `${timeOn(given.clock, given.accept_within)} ${given.clock}, ${shareText(given.target)}`;
    return [partChange('acceptance', kind, shown, meaning)];
  }
  return [
    ...timeChange('acceptance.accept_within', old.accept_within, now.accept_within, 'to accept or reject', [
      old.clock,
      now.clock,
    ]),
    ...clockChange('acceptance.clock', old.clock, now.clock),
    ...targetChange('acceptance.target', old.target, now.target),
  ];
}

function followUp({follow_up: old}: Definitions, {follow_up: now}: Definitions): Change[] {
  return [
    ...numberChange('follow_up.min_attempts', old.min_attempts, now.min_attempts, {
      more: tighter('more attempts before a lead may be given up'),
      less: looser('fewer attempts before a lead may be given up'),
    }),
    ...timeChange('follow_up.within', old.within, now.within, 'for these attempts'),
    ...timeChange(
      'follow_up.stalled_after',
      old.stalled_after,
      now.stalled_after,
      'until an open lead without a touch is stalled',
    ),
    ...timeChange(
      'follow_up.never_after',
      old.never_after,
      now.never_after,
      'until an untouched lead is never answered',
    ),
  ];
}

function funnel({funnel: old}: Definitions, {funnel: now}: Definitions): Change[] {
  const steps = Object.keys(old.horizon) as (keyof FunnelHorizons)[];
  return [
    ...steps.flatMap(step => horizonChange(`funnel.horizon.${step}`, old.horizon[step], now.horizon[step])),
    ...numberChange(
      'funnel.rejection',
      old.rejection,
      now.rejection,
      {
        more: tighter('rejections count for longer, so the rate is higher'),
        less: looser('late rejections no longer count'),
      },
      shortDuration,
    ),
  ];
}

function horizonChange(path: string, before: Horizon, after: Horizon): Change[] {
  const show = (horizon: Horizon) => (horizon === 'auto' ? horizon : shortDuration(horizon));
  if (before === 'auto' || after === 'auto')
    return settingChange<Horizon>(
      path,
      before,
      after,
      different('auto is the company’s own p90, known only from an export'),
      show,
    );
  return timeChange(path, before, after, 'to take the step and count');
}

function response({response: old}: Definitions, {response: now}: Definitions): Change[] {
  const start =
    now.start === 'rep'
      ? looser('the wait before a rep had the lead no longer counts')
      : tighter('the wait before a rep had the lead counts now');
  const automated = now.automated_counts
    ? looser('a machine’s message is an answer now')
    : tighter('a machine’s message is no answer any more');
  return [
    ...settingChange('response.start', old.start, now.start, start),
    ...setChange(
      'response.counts',
      old.counts,
      now.counts,
      {more: looser('more counts as an answer'), less: tighter('less counts as an answer')},
      'activity',
    ),
    ...settingChange('response.automated_counts', old.automated_counts, now.automated_counts, automated),
    ...numberChange(
      'response.inquiry_within',
      old.inquiry_within,
      now.inquiry_within,
      {
        more: tighter('the clock starts at older inquiries too'),
        less: looser('the clock no longer starts at older inquiries'),
      },
      shortDuration,
    ),
  ];
}

function context({context: old}: Definitions, {context: now}: Definitions): Change[] {
  const [before, after] = [old ?? NOTHING, now ?? NOTHING];
  return [
    ...setChange(
      'context.required',
      before.required,
      after.required,
      {more: tighter('more must come with the lead'), less: looser('less must come with the lead')},
      'field',
      lowered,
    ),
    ...numberChange('context.signals', before.signals, after.signals, {
      more: tighter('more signals must come with the lead'),
      less: looser('fewer signals must come with the lead'),
    }),
  ];
}

/** Without `context` nothing is asked for. */
const NOTHING = {required: [], signals: 0};
