import {z} from 'zod';
import {createRepLoads, QUARTERS} from '../measures/loads.ts';
import {CLOSES} from '../measures/needs.ts';
import {chiSquareTail} from '../methods/distributions.ts';
import type {Measure} from '../result.ts';
import {businessDuration, duration, grouped, percent, plural} from '../words.ts';
import {always} from './about.ts';
import {type Draft, defineCheck, LEADS, NO_LEADS} from './define-check.ts';
import {level, share} from './settings.ts';
import {shareText} from './threshold.ts';
import type {Weigh, Weighed} from './weighed.ts';

const DAY = 86_400;
/** Chance of an effect of the load at least as large where there is none. */
const CHANCE = 0.01;

export default defineCheck({
  id: 'over-capacity',
  family: 'routing',
  title: 'Nobody has more open leads than can be worked',
  failureTitle: 'Some people have more open leads than they can work',
  why: 'A full rep answers the newest lead or none. The routing sees a rep and not a queue, and goes on filling it.',
  how: 'Open leads per person, whenever they came (also before a window of --since), by the history of owners, now and at the end of each local day, against users.capacity, else routing.capacity. Expected wait: open leads over the rate at which leads left in the last eight weeks (Little’s law). Answers by load: each owner’s own quieter against busier times, Kruskal-Wallis with p < 0.01 and a medium effect, as information (METHODS 8).',
  misleads:
    'Leads that are worked and left open fill the list and not the day. A busy time is often also another season, source or team; a slow rep has many open leads because he is slow.',
  remedy: 'Close what is dead, cap the rotation at the limit, and name who takes the overflow.',
  needs: ['leads.owner or owner_history', 'users', CLOSES],
  about: always('routing', 'capacity'),
  reads: ['routing.capacity'],
  gates: [],
  judgesMeasures: true,
  settings: z.object({
    level: level('warn'),
    days_above: share(0.25, 'share of a person’s days over the limit that is a habit'),
    effect_above: share(0.06, 'share of the variation of answers that the load must carry; a medium effect'),
  }),
  sql: /* sql */ `
    select
        r.owner,
        r.capacity,
        r.open_now,
        r.peak,
        r.peak_day,
        r.days,
        r.days_over,
        r.arrivals,
        r.gone,
        r.flow_days,
        concerned(o.lead_id, o.handoff_key is not null) as leads
    from rep_loads r
    left join open_spells o on o.owner = r.owner and o.to_at is null and r.open_now > r.capacity
    group by all
    order by r.owner`,
  row: z.object({
    owner: z.string(),
    capacity: z.number(),
    open_now: z.int(),
    peak: z.int(),
    peak_day: z.string().nullable(),
    days: z.int(),
    days_over: z.int(),
    arrivals: z.int(),
    gone: z.int(),
    flow_days: z.int().nullable(),
    leads: LEADS,
  }),
  unasked: model =>
    model.definitions.routing.capacity !== null || model.has('users.capacity')
      ? null
      : 'the definitions have no routing.capacity and the export no users.capacity',
  prepare: createRepLoads,
  judge(rows, {settings, gates, measures, weigh, person}) {
    // without a history the present owner is taken to have had the lead all along
    const history = gates.get('G13')?.state !== 'hard';
    const days = Math.max(0, ...rows.map(row => row.days));
    const unknown = history
      ? 'there is nobody with a limit'
      : 'without a history of owners nobody’s earlier days are known';
    weigh(() => ({of: 'days_above', n: days, never: history && days > 0 ? null : unknown}));
    const people = rows.flatMap((row): Draft[] => {
      const now = row.open_now > row.capacity;
      const often = history && row.days > 0 && row.days_over / row.days > settings.days_above;
      if (!now && !often) return [];
      const texts = [
        `${person(row.owner)} has ${plural(row.open_now, 'open lead')}, the limit is ${grouped(row.capacity)}`,
        history
          ? `over it on ${shareText(row.days_over, row.days)} of days, at most ${grouped(row.peak)} (${row.peak_day})`
          : '',
        history ? flowText(row) : '',
      ];
      return [
        {
          level: settings.level,
          strength: 'confirmed',
          subject: row.owner,
          text: `${texts.filter(text => text !== '').join('; ')}.`,
          value: row.open_now,
          threshold: row.capacity,
          unit: 'leads',
          n: row.open_now,
          leads: row.leads,
        },
      ];
    });
    return [...people, ...answersByLoad(measures, settings.effect_above, weigh)];
  },
});

/** Whatever the answers: too few of them show no effect. */
function weighedEffect(effect: Measure | undefined): Weighed {
  const n = effect?.n ?? 0;
  const shown = effect !== undefined && effect.value !== null && effect.status !== 'small_n';
  const reason = effect?.reason ?? 'the export does not tell the loads';
  return {of: 'effect_above', n, never: shown ? null : `the answers by load are not judged: ${reason}`};
}

/** What came and went in the last eight weeks, and what that means for the next lead. */
function flowText({arrivals, gone, open_now, flow_days}: {[what: string]: unknown} & Flow): string {
  const flow = `${grouped(arrivals)} came and ${grouped(gone)} left in the last eight weeks`;
  if (gone === 0 || flow_days === null) return flow;
  return `${flow}, so that a new lead has ${duration((open_now * flow_days * DAY) / gone)} of work before it`;
}

interface Flow {
  arrivals: number;
  gone: number;
  open_now: number;
  flow_days: number | null;
}

/** A question and no fault: much else changes with the load. Share of variation and leads give Kruskal-Wallis' H back. */
function answersByLoad(measures: readonly Measure[], effect_above: number, weigh: Weigh): Draft[] {
  const own = measures.filter(({id}) => id === 'routing.answer_by_load');
  const effect = own.find(({segment}) => segment['what'] === 'effect');
  weigh(() => weighedEffect(effect));
  const median = (bucket: string | undefined) => own.find(({segment}) => segment['bucket'] === bucket);
  const [light, heavy] = [median(QUARTERS[0]), median(QUARTERS.at(-1))];
  if (effect?.value == null || effect.n == null || effect.status === 'small_n') return [];
  if (light?.value == null || heavy?.value == null || heavy.value <= light.value) return [];
  const groups = own.filter(({segment, n}) => segment['bucket'] !== undefined && n !== null && n > 0).length;
  const h = effect.value * (effect.n - groups) + groups - 1;
  if (effect.value <= effect_above || chiSquareTail(h, groups - 1) >= CHANCE) return [];
  return [
    {
      level: 'info',
      strength: effect.status === 'ok' ? 'confirmed' : 'likely',
      subject: 'answers by load',
      text: `With the fewest open leads (each owner’s quietest quarter) half are answered within ${businessDuration(light.value)} of business time, with the most within ${businessDuration(heavy.value)}; the load explains ${percent(effect.value)} of the waiting (${plural(effect.n, 'lead')}).`,
      value: effect.value,
      threshold: effect_above,
      unit: 'share',
      n: effect.n,
      leads: NO_LEADS,
    },
  ];
}
