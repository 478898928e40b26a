import {ago, days, rows} from '../rows.ts';
import type {Story} from '../story.ts';

const SQL = {reached_sql: true, sql_at: ago(days(35)), sql_time: ago(days(35))};
const OLD_SQL = {...SQL, mql_at: ago(days(100)), sql_time: ago(days(90))};
const SOLD = {...OLD_SQL, reached_opportunity: true, opportunity_time: ago(days(80))};

/** Quarters of 40 SQLs each; the share that became opportunities in each. */
function quarters(shares: readonly number[]) {
  return shares.flatMap((share, quarter) =>
    rows(40, index => ({...(index < 40 * share ? SOLD : OLD_SQL), quarter: `2025-Q${quarter + 1}`})),
  );
}

export const FUNNEL: Readonly<Record<string, readonly Story[]>> = {
  'mql-to-sql': [
    {
      story: 'three in a hundred',
      tables: {handoffs: [...rows(3, SQL), ...rows(97, {})]},
      finds: ['mql-to-sql confirmed'],
    },
    {story: 'eight in a hundred', tables: {handoffs: [...rows(8, SQL), ...rows(92, {})]}, finds: ['mql-to-sql likely']},
    {
      story: 'three in a hundred, nobody was ever an MQL',
      tables: {handoffs: [...rows(3, SQL), ...rows(97, {})]},
      mql_known: false,
      finds: ['mql-to-sql likely'],
    },
    {story: 'a young cohort', tables: {handoffs: rows(100, {matured: false})}, finds: []},
    {story: 'fourteen in a hundred', tables: {handoffs: [...rows(14, SQL), ...rows(86, {})]}, finds: []},
    {
      story: 'nearly all, and fewer of them sell than before',
      tables: {handoffs: quarters([0.6, 0.6, 0.6, 0.2])},
      finds: ['mql-to-sql/high confirmed'],
    },
    {story: 'nearly all, and they sell', tables: {handoffs: quarters([0.6, 0.6, 0.6, 0.7])}, finds: []},
  ],

  'sql-to-opportunity': [
    {
      story: 'one in twenty SQLs',
      tables: {handoffs: [...rows(5, SOLD), ...rows(95, OLD_SQL)]},
      finds: ['sql-to-opportunity confirmed'],
    },
    {story: 'half of the SQLs', tables: {handoffs: [...rows(50, SOLD), ...rows(50, OLD_SQL)]}, finds: []},
    {story: 'young SQLs', tables: {handoffs: rows(100, {...SQL, sql_time: ago(days(5))})}, finds: []},
  ],

  'stage-order': [
    {
      story: 'MQL stamped after the opportunity',
      tables: {handoffs: [...rows(20, {...SQL, opportunity_at: ago(days(60))}), ...rows(40, SQL)]},
      finds: ['stage-order confirmed'],
    },
    {
      story: 'stamped in one afternoon',
      tables: {handoffs: rows(60, {...SQL, sql_at: ago(days(40) + 3600)})},
      finds: [],
    },
  ],

  'conversion-by-segment': [
    {
      story: 'webinars convert at a fifth of the rest',
      tables: {
        handoffs: [
          ...rows(100, index => (index < 30 ? SQL : {})),
          ...rows(100, index => ({source: 'Webinar', ...(index < 6 ? SQL : {})})),
        ],
      },
      finds: ['conversion-by-segment/source Demo Request confirmed', 'conversion-by-segment/source Webinar confirmed'],
    },
    {
      story: 'a little less, as chance has it',
      tables: {
        handoffs: [
          ...rows(100, index => (index < 20 ? SQL : {})),
          ...rows(100, index => ({source: 'Webinar', ...(index < 16 ? SQL : {})})),
        ],
      },
      finds: [],
    },
    {
      story: 'a team that is better in every source and gets the poorer one',
      tables: {
        handoffs: [
          ...rows(20, index => ({team: 'a', ...(index < 11 ? SQL : {})})),
          ...rows(180, index => ({team: 'a', source: 'List', ...(index < 12 ? SQL : {})})),
          ...rows(180, index => ({team: 'b', ...(index < 90 ? SQL : {})})),
          ...rows(20, index => ({team: 'b', source: 'List', ...(index < 1 ? SQL : {})})),
        ],
      },
      finds: [
        'conversion-by-segment/source Demo Request confirmed',
        'conversion-by-segment/source List confirmed',
        'conversion-by-segment/mix of team a confirmed',
        'conversion-by-segment/mix of team b confirmed',
      ],
    },
    {
      story: 'a source that is better for the fit and for the rest, and has few of the fit',
      tables: {
        handoffs: [
          ...rows(20, index => ({mql_definition: true, ...(index < 11 ? SQL : {})})),
          ...rows(180, index => ({mql_definition: false, ...(index < 12 ? SQL : {})})),
          ...rows(180, index => ({source: 'List', mql_definition: true, ...(index < 90 ? SQL : {})})),
          ...rows(20, index => ({source: 'List', mql_definition: false, ...(index < 1 ? SQL : {})})),
        ],
      },
      finds: [
        'conversion-by-segment/mix of source Demo Request confirmed',
        'conversion-by-segment/mix of source List confirmed',
      ],
    },
  ],
};
