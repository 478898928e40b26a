import {percent} from '../words.ts';
import {defineGate, tooFew} from './define-gate.ts';

/** METHODS 9, G3. */
const DAYTIME_SHARE = 0.6;
const MIN_OUTREACH = 100;
const DAY_FROM = 7;
const DAY_TO = 20;

/** G3: people do not phone at night; where they seem to, the export's zone is probably another. */
export default defineGate({
  id: 'G3',
  title: 'People reach out in the daytime',
  async judge(session) {
    const hours = await session.rows<{hour: number; touches: number}>(OUTREACH_BY_HOUR);
    const n = hours.reduce((sum, {touches}) => sum + touches, 0);
    if (n < MIN_OUTREACH) return tooFew(n, 'human touch', 'human touches', 'too few to see when people work');
    const share = daytimeShare(hours, 0) / n;
    if (share >= DAYTIME_SHARE)
      return {
        state: 'pass',
        text: `${percent(share)} of human outreach falls between 07 and 20 local time.`,
        value: share,
        n,
      };
    const offset = likelyOffset(hours);
    const shifted = daytimeShare(hours, offset) / n;
    const night = `Only ${percent(share)} of human outreach falls between 07 and 20 local time`;
    if (shifted >= DAYTIME_SHARE)
      return {
        state: 'soft',
        text: `${night}; shifted by ${signed(offset)} h it would be ${percent(shifted)}.`,
        value: share,
        n,
        remedy: 'Check the zone the export was written in and say so: export.source_time_zone (or --source-time-zone).',
      };
    return {
      state: 'soft',
      text: `${night}, and no other zone would bring it to ${percent(DAYTIME_SHARE)}.`,
      value: share,
      n,
      remedy:
        'Ask whether these are the times at which people acted, and whether what machines send is marked as automated.',
    };
  },
});

// grouped by hour before the zone is applied: a conversion per row would take 13 times longer
const OUTREACH_BY_HOUR = /* sql */ `
  with
  hours as (
      select actor_id, date_trunc('hour', a.said_at) as moment, count(*) as touches
      from stg_activities a
      where a.counts and a.type != 'meeting'
      group by actor_id, moment
  )

  select
      hour(timezone(coalesce(u.time_zone, s.time_zone), timezone('UTC', h.moment)))::integer as hour,
      sum(h.touches)::integer as touches
  from hours h
  cross join def_settings s
  left join stg_users u on u.user_id = h.actor_id
  group by 1
  order by 1`;

function daytimeShare(hours: readonly {hour: number; touches: number}[], offset: number): number {
  return hours.reduce((sum, {hour, touches}) => {
    const shifted = (hour + offset + 24) % 24;
    return shifted >= DAY_FROM && shifted < DAY_TO ? sum + touches : sum;
  }, 0);
}

/** The shift that puts most outreach into the day; the smallest of equals. */
function likelyOffset(hours: readonly {hour: number; touches: number}[]): number {
  const offsets = Array.from({length: 24}, (_, index) => index - 11).sort((a, b) => Math.abs(a) - Math.abs(b));
  return offsets.reduce((best, offset) => (daytimeShare(hours, offset) > daytimeShare(hours, best) ? offset : best), 0);
}

function signed(hours: number): string {
  return hours > 0 ? `+${hours}` : String(hours);
}
