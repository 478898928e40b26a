import {z} from 'zod';
import {plural, shortDuration} from '../words.ts';
import {policy} from './about.ts';
import {type Context, type Draft, defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, seconds, share} from './settings.ts';
import {subjectOf} from './subject.ts';
import {above, shareText} from './threshold.ts';

const SETTINGS = z.object({
  level: level('warn'),
  bunched: share(0.65, 'share of the answers just around the limit that lie just inside it'),
  logged_late: share(0.2, 'share of kept promises that rest on entries made after the promise had passed'),
  flips: share(0.25, 'share of a team’s leads accepted at once and called a day later or never'),
  flip_within: seconds(900, 'an acceptance this soon after the start is a click'),
  flip_gap: seconds(86_400, 'time from the acceptance to the first human touch that is long'),
  one_and_done: share(0.5, 'share of leads inside the promise that got one attempt and no second'),
  min_leads: minLeads(20),
});

const ROW = z.object({
  pattern: z.string(),
  subject: z.string().nullable(),
  x: z.int(),
  n: z.int(),
  rest: z.int(),
  unlogged: z.boolean(),
  leads: LEADS,
});
type Row = z.output<typeof ROW>;

export default defineCheck({
  id: 'sla-gaming',
  family: 'sla',
  title: 'Promises are kept for the buyer, not for the report',
  failureTitle: 'Promises look kept in ways that do not help the buyer',
  why: 'What is measured is managed, also on paper: a click on “accepted”, an entry dated back, one call and never a second.',
  how: 'Four patterns. Bunching: answers in the last tenth before the limit against the tenth before it and the tenth after it, per policy. Batch logging: kept promises that rest only on entries made after the limit. Status flips: accepted within minutes, the first human touch a day later or never, per team. One-and-done: inside the promise, one attempt, no second although the standard asks for more.',
  misleads:
    'Acceptance may be stamped by a workflow, and a team that works to the deadline is not gaming. Ask before you accuse.',
  remedy:
    'Let the promise be kept by outreach, not by status; let systems log; add the follow-up standard to the promise.',
  needs: ['activities'],
  asks: 'sla',
  about: (subject, definitions) => policy(subject.replace(/^bunching /, ''), definitions),
  reads: ['sla', 'follow_up.min_attempts', 'follow_up.within'],
  gates: ['G1', 'G9', 'G15'],
  settings: SETTINGS,
  sql: /* sql */ `
    with
    answered as (
        select sla_policy, lead_id, sla_elapsed, sla_within, sla_elapsed / sla_within as used
        from handoffs
        where outcome = 'responded' and excluded is null and sla_within > 0
    ),

    -- a peak just inside the limit is higher than both neighbours; a slope is not
    bunching as (
        select
            'bunching' as pattern,
            sla_policy as subject,
            count(*) filter (used > 0.9 and used <= 1) as x,
            count(*) filter (used > 0.9 and used <= 1.1) as n,
            count(*) filter (used > 0.8 and used <= 0.9) as rest,
            concerned(lead_id, used > 0.9 and used <= 1) as leads
        from answered
        group by sla_policy
    ),

    batch_logging as (
        select
            'batch-logging' as pattern,
            team as subject,
            count(*) filter (elapsed_b is null or elapsed_b > sla_within) as x,
            count(*) as n,
            0 as rest,
            concerned(lead_id, elapsed_b is null or elapsed_b > sla_within) as leads
        from handoffs
        where sla_state = 'met'
        group by team
    ),

    clicks as (
        select
            lead_id,
            team,
            coalesce(
                epoch_us(accepted_at) - epoch_us(start_at) between 0 and $flip_within::bigint * 1000000
                and epoch_us(coalesce(first_attempt_at, s.as_of)) - epoch_us(accepted_at) > $flip_gap::bigint * 1000000,
                false
            ) as flipped
        from handoffs
        cross join def_settings s
        where on_curve and follow_wall > $flip_within + $flip_gap
    ),

    status_flips as (
        select
            'status-flips' as pattern,
            team as subject,
            count(*) filter (flipped) as x,
            count(*) as n,
            0 as rest,
            concerned(lead_id, flipped) as leads
        from clicks
        group by team
    ),

    one_and_done as (
        select
            'one-and-done' as pattern,
            null as subject,
            count(*) filter (attempts = 1) as x,
            count(*) as n,
            0 as rest,
            concerned(lead_id, attempts = 1) as leads
        from handoffs
        where sla_state = 'met' and attempts_due and first_contact_at is null
    ),

    patterns as (
        select * from bunching
        union all
        select * from batch_logging
        union all
        select * from status_flips
        union all
        select * from one_and_done
    )

    select
        p.pattern,
        p.subject,
        p.x::integer as x,
        p.n::integer as n,
        p.rest::integer as rest,
        coalesce(l.state in ('soft', 'hard'), false) as unlogged,
        p.leads
    from patterns p
    left join logged_work l on l.team::varchar = p.subject and not l.whole and p.pattern = 'status-flips'
    order by p.pattern, p.subject`,
  row: ROW,
  judge(rows, context) {
    return rows.flatMap(row => {
      const judged = PATTERNS[row.pattern]?.(row, context);
      return judged === undefined || judged === null ? [] : [judged];
    });
  },
});

type Judge = (row: Row, context: Context<z.output<typeof SETTINGS>>) => Draft | null;

const PATTERNS: Readonly<Record<string, Judge>> = {
  bunching(row, {settings, trust, weigh}) {
    const {x, n, rest} = row;
    // any of the answers around the limit could have been just inside it
    const rule = {min_leads: settings.min_leads, trust, weigh, of: 'bunched', sample: n + rest};
    const found = above(x, n, settings.bunched, rule);
    const peak = above(x, x + rest, settings.bunched, rule);
    // a suspicion of gaming is not raised on a point estimate
    if (found?.strength !== 'confirmed' || peak?.strength !== 'confirmed') return null;
    const text = `${subjectOf(row.subject)}: ${plural(x, 'answer')} in the last tenth before the limit, ${rest} in the tenth before it, ${n - x} in the tenth after it.`;
    return {level: settings.level, ...found, subject: `bunching ${subjectOf(row.subject)}`, text, leads: row.leads};
  },
  'batch-logging'(row, {settings, trust, weigh, model}) {
    if (!model.has('activities.logged_at')) return null;
    const {x, n, subject, leads} = row;
    const found = above(x, n, settings.logged_late, {min_leads: settings.min_leads, trust, weigh, of: 'logged_late'});
    if (found === null) return null;
    const text = `${shareText(x, n)} of the promises kept by ${subjectOf(subject)} rest on touches that were entered after the promise had passed.`;
    return {level: settings.level, ...found, subject: `batch-logging ${subjectOf(subject)}`, text, leads};
  },
  'status-flips'(row, {settings, trust, weigh}) {
    const {x, n, subject, unlogged, leads} = row;
    const found = above(x, n, settings.flips, {
      min_leads: settings.min_leads,
      trust: unlogged ? 'likely' : trust,
      weigh,
      of: 'flips',
    });
    if (found === null) return null;
    const text = `${subjectOf(subject)} accepted ${shareText(x, n)} of its leads within ${shortDuration(settings.flip_within)} and touched them ${shortDuration(settings.flip_gap)} later or never.${unlogged ? ' It logs too little of its work: see logging-coverage before anybody is blamed.' : ''}`;
    return {level: settings.level, ...found, subject: `status-flips ${subjectOf(subject)}`, text, leads};
  },
  'one-and-done'(row, {settings, trust, weigh, model}) {
    const {x, n, leads} = row;
    if (model.definitions.follow_up.min_attempts < 2) return null;
    const found = above(x, n, settings.one_and_done, {min_leads: settings.min_leads, trust, weigh, of: 'one_and_done'});
    if (found === null) return null;
    const text = `${shareText(x, n)} of the leads answered in time and not yet reached got one attempt and no second; the standard is ${model.definitions.follow_up.min_attempts}.`;
    return {level: settings.level, ...found, subject: 'one-and-done', text, leads};
  },
};
