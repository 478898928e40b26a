import {z} from 'zod';
import {plural} from '../words.ts';
import {daysBetween} from './days.ts';
import {type Draft, defineCheck, NO_LEADS} from './define-check.ts';
import {level, seconds} from './settings.ts';

const DAY = 86_400;

export default defineCheck({
  id: 'routing-review',
  family: 'routing',
  title: 'Somebody maintains the routing, and its five questions have answers',
  failureTitle: 'The routing’s own questions have no answer',
  why: 'What are the criteria, what happens when a rep is full, away, or does not work a lead, and who maintains all this? Rules nobody reviews each quarter describe last year’s company.',
  how: 'The definitions file: rules, capacity (or users.capacity in the export), out_of_office, escalate, owner, and last_reviewed not older than 92 days at the cut-off. What is missing is information; a review that is overdue is a warning.',
  misleads: 'The answers may be written down somewhere else; put them where they can be checked.',
  remedy:
    'Answer the open questions under routing: in the definitions file, and put the next review into the calendar.',
  needs: [],
  about: subject => (subject === 'overdue' ? ['routing', 'last_reviewed'] : ['routing']),
  reads: ['routing'],
  gates: [],
  settings: z.object({level: level('warn'), every: seconds(7_948_800, 'time after which a review is overdue')}),
  sql: /* sql */ `
    select as_of::date::varchar as today
    from def_settings
    order by today`,
  row: z.object({today: z.string()}),
  judge(rows, {settings, model}) {
    const {routing} = model.definitions;
    const open = [
      routing.rules.length === 0 ? 'criteria (routing.rules)' : '',
      routing.capacity === null && !model.has('users.capacity') ? 'a full rep (routing.capacity)' : '',
      routing.out_of_office === null ? 'an absent rep (routing.out_of_office)' : '',
      routing.escalate === null ? 'a lead nobody works (routing.escalate)' : '',
      routing.owner === null ? 'who maintains it (routing.owner)' : '',
      routing.last_reviewed === null ? 'the last review (routing.last_reviewed)' : '',
    ].filter(question => question !== '');
    return rows.flatMap(({today}) => {
      const drafts: Draft[] = [];
      if (open.length > 0)
        drafts.push({
          level: 'info',
          strength: 'confirmed',
          subject: 'unanswered',
          text: `The definitions do not answer: ${open.join(', ')}.`,
          value: open.length,
          unit: 'count',
          n: 6,
          leads: NO_LEADS,
        });
      const days = routing.last_reviewed === null ? null : daysBetween(routing.last_reviewed, today);
      if (days !== null && days * DAY > settings.every)
        drafts.push({
          level: settings.level,
          strength: 'confirmed',
          subject: 'overdue',
          text: `The routing rules were last reviewed ${plural(days, 'day')} ago (${routing.last_reviewed}).`,
          value: days,
          threshold: Math.round(settings.every / DAY),
          unit: 'days',
          leads: NO_LEADS,
        });
      return drafts;
    });
  },
});
