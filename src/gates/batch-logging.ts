import {grouped, percent} from '../words.ts';
import {defineGate, notMeasurable, tooFew} from './define-gate.ts';

/** METHODS 9, G5. */
const BATCH_DAYS_SHARE = 0.3;
const LATE_SHARE = 0.2;
const MIN_ACTIVITIES = 50;
const MIN_REP_DAYS = 20;

interface Logging {
  activities: number;
  late: number;
  rep_days: number;
  batch_days: number;
}

/** G5: activities entered long after the fact are said to have happened whenever their author says. */
export default defineGate({
  id: 'G5',
  title: 'Activities are logged when they happen',
  async judge(session, model) {
    if (!model.has('activities.logged_at'))
      return notMeasurable(
        'The export does not say when activities were logged.',
        'Add the time each activity was entered, as activities.logged_at.',
      );
    const {activities, late, rep_days, batch_days} = await session.row<Logging>(LOGGING);
    if (activities < MIN_ACTIVITIES)
      return tooFew(activities, 'activity', 'activities', 'too few with a time of logging');
    const lateShare = late / activities;
    const batched = rep_days >= MIN_REP_DAYS && batch_days / rep_days > BATCH_DAYS_SHARE;
    const text = `${percent(lateShare)} of activities were logged more than an hour after they are said to have happened; on ${grouped(batch_days)} of ${grouped(rep_days)} days of a rep five or more were entered within ten minutes.`;
    if (!batched && lateShare <= LATE_SHARE) return {state: 'pass', text, value: lateShare, n: activities};
    return {
      state: 'soft',
      text: `${text} Response times rest on memory.`,
      value: lateShare,
      n: activities,
      remedy: 'Let the dialler and the mailbox log by themselves; read the figures at evidence floor B.',
    };
  },
});

// five activities logged on time within ten minutes are a busy morning, so only late ones make a batch
const LOGGING = /* sql */ `
  with
  logged as (
      select
          a.actor_id,
          a.logged_at,
          epoch_us(a.logged_at) - epoch_us(a.said_at) > 3600000000 as late,
          epoch_us(a.logged_at) - epoch_us(a.said_at) > 900000000 as after_the_fact
      from stg_activities a
      where a.counts and a.type != 'meeting' and a.logged_at is not null
  ),

  windows as (
      select
          actor_id,
          date_trunc('day', logged_at) as day,
          count(*) over (
              partition by actor_id order by logged_at
              range between interval 10 minutes preceding and current row
          ) as within_ten_minutes
      from logged
      where after_the_fact
  )

  select
      (select count(*) from logged)::integer as activities,
      (select count(*) from logged where late)::integer as late,
      (select count(distinct (actor_id, date_trunc('day', logged_at))) from logged)::integer as rep_days,
      (select count(distinct (actor_id, day)) from windows where within_ten_minutes >= 5)::integer as batch_days`;
