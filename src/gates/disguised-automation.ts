import {grouped, percent} from '../words.ts';
import {defineGate, notMeasurable, tooFew} from './define-gate.ts';

/** METHODS 9, G12: one subject this often within a minute of creation is a template. */
const SAME_SUBJECT = 20;
/** Emails at night within 90 s of creation: a handful may be night owls. */
const MIN_NIGHT = 10;
const NIGHT_SHARE = 0.05;
const MIN_EMAILS = 50;

interface Emails {
  emails: number;
  at_night: number;
  repeated: number;
  subjects: number;
}

/** G12: emails that carry a rep's name but that no rep can have written. */
export default defineGate({
  id: 'G12',
  title: 'Emails under a person’s name are written by that person',
  async judge(session, model) {
    if (!model.has('activities')) return notMeasurable('The export has no activities.', 'Add the activities table.');
    const {emails, at_night, repeated, subjects} = await session.row<Emails>(EMAILS, {same_subject: SAME_SUBJECT});
    if (emails < MIN_EMAILS)
      return tooFew(emails, 'email by a person', 'emails by people', 'too few to tell automation from people');
    const nightly = at_night >= MIN_NIGHT && at_night / emails > NIGHT_SHARE;
    const text = `${grouped(at_night)} of ${grouped(emails)} emails by people (${percent(at_night / emails)}) left within 90 s of the lead’s creation at night or on a weekend; ${grouped(repeated)} left within 60 s under ${subjects === 1 ? 'one repeated subject' : `${grouped(subjects)} repeated subjects`}.`;
    const bad = nightly || subjects > 0;
    return {
      state: bad ? 'soft' : 'pass',
      text: bad ? `${text} That looks like automation under a person’s name.` : text,
      value: (at_night + repeated) / emails,
      n: emails,
      remedy:
        'Mark sequence emails as automated (activities.automated), or give their sender the kind integration in users.',
    };
  },
});

const EMAILS = /* sql */ `
  with
  emails as (
      select
          epoch_us(a.at) - epoch_us(l.created_at) as after_us,
          lower(trim(e.subject)) as subject,
          local_start(a.at) as local_at
      from stg_activities a
      join stg_leads l using (lead_key)
      join export_activities e on e.rowid = a.row_id
      where a.counts and a.type = 'email' and a.actor_kind = 'human'
  ),

  templates as (
      select subject, count(*) as repeated
      from emails
      where subject is not null and after_us between 0 and 60000000
      group by subject
      having count(*) >= $same_subject
  )

  select
      count(*)::integer as emails,
      count(*) filter (
          after_us between 0 and 90000000
          and (hour(local_at) not between 7 and 19 or isodow(local_at) > 5)
      )::integer as at_night,
      (select coalesce(sum(repeated), 0) from templates)::integer as repeated,
      (select count(*) from templates)::integer as subjects
  from emails`;
