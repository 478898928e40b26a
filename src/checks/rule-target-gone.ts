import {z} from 'zod';
import {plural} from '../words.ts';
import {rule} from './about.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level} from './settings.ts';

const WHY: Readonly<Record<string, string>> = {
  user_unknown: 'a user the export does not know',
  user_inactive: 'a user who is deactivated',
  team_empty: 'a team without an active member',
  queue_unknown: 'a queue that is neither in users nor under routing.queues',
  queue_inactive: 'a queue that is switched off',
};

export default defineCheck({
  id: 'rule-target-gone',
  family: 'routing',
  title: 'Every routing rule leads to somebody',
  failureTitle: 'Some routing rules lead to nobody',
  why: 'People leave and teams are renamed; the rule stays and goes on handing leads to a name.',
  how: 'The target of each rule against the users of the export: a user who is absent or deactivated, a team without an active member, a queue nobody knows or that is switched off. Every case, no statistics. Who serves a queue is in no export: see queue-parking.',
  misleads: 'An export of the users that leaves out a region makes its targets look gone.',
  remedy: 'Point the rule at somebody who is here, and reassign what it handed out since.',
  needs: ['users'],
  about: rule,
  reads: ['routing.rules', 'routing.queues'],
  gates: [],
  settings: z.object({level: level('warn')}),
  sql: /* sql */ `
    with
    known as (
        select
            exists (select 1 from stg_users where team is not null) as teams,
            exists (select 1 from def_queue) or exists (select 1 from stg_users where kind = 'queue') as queues
    ),

    targets as (
        select
            r.rule_no,
            r.rule,
            coalesce(r.to_user, r.to_team, r.to_queue) as target,
            case
                when r.to_user is not null then case
                    when not exists (
                        select 1 from stg_users u
                        where lower(r.to_user) in (lower(u.user_id), lower(u.email), lower(u.name))
                    ) then 'user_unknown'
                    when not exists (
                        select 1 from stg_users u
                        where u.active and lower(r.to_user) in (lower(u.user_id), lower(u.email), lower(u.name))
                    ) then 'user_inactive'
                end
                when r.to_team is not null and k.teams and not exists (
                    select 1 from stg_users u where u.active and u.kind = 'person' and lower(u.team) = lower(r.to_team)
                ) then 'team_empty'
                when r.to_queue is not null and exists (
                    select 1 from stg_users u
                    where u.kind = 'queue' and lower(r.to_queue) in (lower(u.user_id), lower(u.email), lower(u.name))
                    having bool_and(not u.active)
                ) then 'queue_inactive'
                when r.to_queue is not null and k.queues
                    and not exists (select 1 from def_queue q where q.queue = lower(r.to_queue))
                    and not exists (
                        select 1 from stg_users u
                        where u.kind = 'queue' and lower(r.to_queue) in (lower(u.user_id), lower(u.email), lower(u.name))
                    ) then 'queue_unknown'
            end as gone
        from def_rule r
        cross join known k
    )

    select t.rule, t.target, t.gone, concerned(h.lead_id, h.closed_at is null and not h.reached_sql) as leads
    from targets t
    left join handoffs h using (rule_no)
    where t.gone is not null
    group by t.rule_no, t.rule, t.target, t.gone
    order by t.rule_no`,
  row: z.object({rule: z.string(), target: z.string(), gone: z.string(), leads: LEADS}),
  unasked: ({definitions}) => (definitions.routing.rules.length === 0 ? 'the definitions have no routing rules' : null),
  judge(rows, {settings}) {
    return rows.map(({rule, target, gone, leads}) => ({
      level: settings.level,
      strength: 'confirmed' as const,
      subject: rule,
      text: `${rule} leads to ${target}, ${WHY[gone] ?? gone}; ${plural(leads.count, 'open lead')} matched it.`,
      value: leads.count,
      unit: 'leads' as const,
      n: leads.count,
      leads,
    }));
  },
});
