import type {Charts} from '../../result.ts';
import {type CsvTable, column, defineTable} from './table.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The numbers behind the pictures of the report, one table a file. */
export function chartTables({waiting, hours, reps}: Charts): CsvTable[] {
  return [
    defineTable(
      'waiting',
      'one row per policy, clock and time: who still waits for a first response',
      [
        {name: 'policy', type: 'text', means: 'the promise', of: row => row.chart.policy},
        {
          name: 'clock',
          type: 'text',
          means: 'buyer: from the inquiry; rep: from the assignment',
          of: row => row.chart.clock,
        },
        {name: 'time', type: 'text', means: 'wall or business', of: row => row.chart.time},
        {
          name: 'promise_seconds',
          type: 'seconds',
          means: 'the promise, where it is on this clock',
          of: row => row.chart.within_seconds,
        },
        {name: 'leads', type: 'integer', means: 'on the curve', of: row => row.chart.n},
        {name: 'after_seconds', type: 'seconds', means: 'time since the clock began', of: row => row.point.seconds},
        {
          name: 'still_waiting',
          type: 'share',
          means: 'that nobody has answered by then (Kaplan-Meier)',
          of: row => row.point.waiting,
        },
        {name: 'low', type: 'share', means: 'lower limit of the 95% interval', of: row => row.point.low},
        {name: 'high', type: 'share', means: 'upper limit of the 95% interval', of: row => row.point.high},
        {
          name: 'at_risk',
          type: 'integer',
          means: 'leads not yet answered and followed that long',
          of: row => row.point.at_risk,
        },
      ],
      waiting.flatMap(chart => chart.points.map(point => ({chart, point}))),
    ),
    defineTable(
      'hours',
      'one row per weekday and hour, in the company’s time zone',
      [
        column('what', 'text', 'arrivals or first_touches'),
        column('weekday', 'text', 'of the moment'),
        column('hour', 'integer', 'in which it falls, 0 to 23'),
        {name: 'handoffs', type: 'integer', means: 'how many', of: row => row.count},
      ],
      hours.flatMap(({what, counts}) =>
        counts.flatMap((day, index) => day.map((count, hour) => ({what, weekday: WEEKDAYS[index] ?? '', hour, count}))),
      ),
    ),
    defineTable(
      'reps',
      'one row per rep with enough due promises, counted from the assignment',
      [
        {name: 'rep', type: 'text', means: 'user id', of: rep => rep.owner},
        {name: 'due', type: 'integer', means: 'promises that fell due', of: rep => rep.n},
        column('kept', 'integer', 'of these'),
        column('expected', 'number', 'what the team’s own rates keep of the same promises'),
        {
          name: 'watch_low',
          type: 'number',
          means: 'kept promises, lower 95% limit of chance',
          of: rep => rep.watch.low,
        },
        {name: 'watch_high', type: 'number', means: 'the upper one', of: rep => rep.watch.high},
        {name: 'outside_low', type: 'number', means: 'the lower 99.8% limit', of: rep => rep.outside.low},
        {name: 'outside_high', type: 'number', means: 'the upper one', of: rep => rep.outside.high},
        column('verdict', 'text', 'inside, watch (beyond 95%) or outside (99.8%)'),
      ],
      reps.reps,
    ),
  ];
}
