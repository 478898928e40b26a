import {z} from 'zod';
import {plural} from '../words.ts';
import {always} from './about.ts';
import {daysBetween} from './days.ts';
import {type Draft, defineCheck, NO_LEADS} from './define-check.ts';
import {level} from './settings.ts';

const DAY = 86_400;

export default defineCheck({
  id: 'definition-review',
  family: 'definitions',
  title: 'The definitions are reviewed on time',
  failureTitle: 'The definitions are overdue for review',
  why: 'Markets, products and campaigns move every quarter. A definition nobody looked at since last year describes last year’s buyer.',
  how: 'review.last and review.every of the definitions file, against the cut-off. A date that is missing is information, one that is too old a warning.',
  misleads: 'A review that was held and not written down counts as none.',
  remedy: 'Put both teams at one table with handoff diff and this report; then write the date down.',
  needs: [],
  about: always('review'),
  reads: ['review'],
  gates: [],
  settings: z.object({level: level('warn')}),
  sql: /* sql */ `
    select as_of::date::varchar as today
    from def_settings
    order by today`,
  row: z.object({today: z.string()}),
  judge(rows, {settings, model}) {
    const {last, every} = model.definitions.review;
    return rows.flatMap(({today}): Draft[] => {
      if (last === null) {
        const text = 'The definitions do not say when they were last reviewed (review.last).';
        return [{level: 'info', strength: 'confirmed', subject: 'unknown', text, leads: NO_LEADS}];
      }
      const days = daysBetween(last, today);
      const allowed = Math.round(every / DAY);
      if (days <= allowed) return [];
      const text = `The definitions were last reviewed ${plural(days, 'day')} ago (${last}); agreed is every ${plural(allowed, 'day')}.`;
      const judged = {value: days, threshold: allowed, unit: 'days' as const};
      return [{level: settings.level, strength: 'confirmed', text, ...judged, leads: NO_LEADS}];
    });
  },
});
