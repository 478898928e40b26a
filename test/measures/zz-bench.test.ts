import {test} from 'vitest';
import {performance} from 'node:perf_hooks';
import {openSession} from '/work/main/src/engine/session.ts';
import {createHandoffs, model, NO_GATES} from '/work/main/test/measures/handoffs-table.ts';
import {smallDefinitions} from '/work/main/test/support/small-definitions.ts';
import {runMeasures} from '/work/main/src/measures/run.ts';
import * as R from '/work/main/src/measures/response.ts';
import * as S from '/work/main/src/measures/sla.ts';
import * as F from '/work/main/src/measures/funnel.ts';
import * as D from '/work/main/src/measures/dispositions.ts';
import * as O from '/work/main/src/measures/routing.ts';
import * as L from '/work/main/src/measures/ledger.ts';
import * as DE from '/work/main/src/measures/definitions.ts';
test('bench', async () => {
const n = Number(process.env.N ?? 1000000);
const s = await openSession({threads: 2});
await createHandoffs(s, [{}]);
await s.run(`create or replace table handoffs as select * replace (
  i::integer as handoff_key, i::integer as lead_key, 'L'||i as lead_id,
  'src '||(i%12) as source, 'team '||(i%6) as team, 'u'||(hash(i)%100) as owner, 'u'||(hash(i)%100) as first_human_owner,
  timestamp '2025-06-01' + to_seconds((hash(i,1)%31000000)::bigint) as start_at,
  timestamp '2025-06-01' + to_seconds((hash(i,1)%31000000)::bigint) as mql_at,
  (hash(i,1)%24)::integer as start_hour,
  strftime(timestamp '2025-06-01' + to_seconds((hash(i,1)%31000000)::bigint), '%G-W%V') as week,
  strftime(timestamp '2025-06-01' + to_seconds((hash(i,1)%31000000)::bigint), '%Y-%m') as month,
  case when hash(i,2)%10<7 then 'responded' when hash(i,2)%10<8 then 'closed_untouched' else 'open_untouched' end as outcome,
  case when hash(i,2)%10<7 then exp(4+9*(hash(i,3)%100000)/100000.0)::bigint end as wall_seconds,
  case when hash(i,2)%10<7 then exp(3+9*(hash(i,3)%100000)/100000.0)::bigint end as business_seconds,
  case when hash(i,2)%10<7 then exp(3+9*(hash(i,3)%100000)/100000.0)::bigint end as rep_wall,
  case when hash(i,2)%10<7 then exp(2+9*(hash(i,3)%100000)/100000.0)::bigint end as rep_business,
  31536000 - (hash(i,1)%31000000)::bigint as follow_wall, (31536000 - (hash(i,1)%31000000)::bigint)//4 as follow_business,
  31536000 - (hash(i,1)%31000000)::bigint as rep_follow_wall, (31536000 - (hash(i,1)%31000000)::bigint)//4 as rep_follow_business,
  case when hash(i,4)%5=0 then 30 end as automated_seconds,
  hash(i,5)%8=0 as reached_sql, hash(i,5)%4=0 as reached_accepted,
  case when hash(i,5)%8=0 then timestamp '2025-06-01' + to_seconds((hash(i,1)%31000000)::bigint+ (hash(i,6)%2000000)::bigint) end as sql_time,
  case when hash(i,5)%4=0 then timestamp '2025-06-01' + to_seconds((hash(i,1)%31000000)::bigint+ (hash(i,6)%1000000)::bigint) end as accepted_time,
  case when hash(i,7)%4=0 then 'rejected' end as close_kind, case when hash(i,7)%4=0 then 'reason '||hash(i,8)%200 end as reason,
  case when hash(i,7)%4=0 then timestamp '2025-06-01' + to_seconds((hash(i,1)%31000000)::bigint+ (hash(i,6)%3000000)::bigint) end as closed_at,
  case when hash(i,2)%10<3 then 'met' when hash(i,2)%10<7 then 'breached_late' else 'breached_open' end as sla_state,
  100 as elapsed_c
 ) from handoffs, range(${n}) r(i)`);
await s.run(`alter table handoffs add column x integer`);
await s.run(`create macro opened_by(t_us, slot) as slot.before_us + case when slot.open then t_us - slot.from_us else 0 end;
 create table def_slot as select 3600000000::bigint as slot_us;
 create table calendar_slots as select '' as schedule, i as slot, i*3600000000 as from_us, (i-480000)*1000000000 as before_us, true as open from range(480000, 495000) t(i);
 create table stg_leads as select lead_key, 'e'||(lead_key % 900000)||'@x.io' as email_key from handoffs;
 create table population as select lead_key, 'kept' as step from handoffs;
 create table stg_users as select 'u'||i as user_id, true as active, 'person' as kind, 60.0::double as capacity from range(100) t(i);
 create table stg_absences as select 'u1' as user_id, timestamp '2026-01-01' as from_at, timestamp '2026-01-09' as to_at;
 create table stg_activities as select lead_key, t.k as row_id, start_at + to_seconds(t.k*1000) as at, 'u'||(hash(lead_key,t.k)%100) as actor_id, true as counts from handoffs, range(3) t(k);
`);

const {readSql} = await import('../../src/package-files.ts');
const RC = await import('../../src/measures/response-curves.ts');
const KM = await import('../../src/methods/kaplan-meier.ts');
const ST = await import('../../src/measures/steps.ts');
const tick = async (name: string, f: () => unknown) => { const c=process.cpuUsage(); const t=performance.now(); const r = await f(); const d=process.cpuUsage(c); console.log(name, Math.round(performance.now()-t), 'cpu', Math.round((d.user+d.system)/1000)); return r as any; };
await tick('segments', () => s.run('create or replace temp table curve_segments as '+readSql('measures/curve_segments')));
await tick('handoffs', () => s.run('create or replace temp table curve_handoffs as '+readSql('measures/curve_handoffs')));
const w = await tick('read', () => RC.readWaits(s,'buyer','wall'));
const steps = await tick('steps', () => ST.stepsOf(w, ST.allRows(w)));
console.log(steps.length);
const c = await tick('km', () => KM.kaplanMeier(steps));
await tick('perc', () => RC.percentileMeasures(c, {}, {}));
const rows = await tick('rows', () => ST.rowsBySegment(w.segments.owner, 100));
const st = await tick('st', () => rows.map((r: any) => ST.stepsOf(w, r)));
await tick('km', () => st.map((x: any) => KM.kaplanMeier(x)));
await tick('counts', () => s.row(readSql('measures/response_counts')));
const FA = await import('../../src/measures/response-factors.ts');
await tick('factors', () => FA.measureFactors(s, model({}), NO_GATES));
s.close();
}, 300000);
