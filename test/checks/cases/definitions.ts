import {smallDefinitions} from '../../support/small-definitions.ts';
import {ago, rows} from '../rows.ts';
import type {Story} from '../story.ts';

const WRITTEN = smallDefinitions({
  stages: {mql: {field: 'title', present: true}, sql: {field: 'phone', present: true}},
  context: {required: ['campaign', 'source'], signals: 0},
});
const DAY = 86_400;
const QUALIFIED = {reached_sql: true, sql_at: ago(20 * DAY)};

export const DEFINITIONS: Readonly<Record<string, readonly Story[]>> = {
  'mql-definition': [
    {
      story: 'half of the MQLs do not meet it, and half of the others do',
      definitions: WRITTEN,
      tables: {
        handoffs: rows(60, index => ({mql_definition: index % 2 === 0})),
        stg_leads: rows(120, {}),
        missed_leads: rows(60, index => ({lead_key: index + 61, mql_definition: index % 2 === 0})),
      },
      finds: ['mql-definition/missed confirmed', 'mql-definition/unsupported confirmed'],
    },
    {
      story: 'half cannot be told',
      definitions: WRITTEN,
      tables: {handoffs: rows(60, index => ({mql_definition: index % 2 === 0 ? true : null}))},
      finds: [],
    },
  ],

  'sql-definition': [
    {
      story: 'half of the SQLs have no phone',
      definitions: WRITTEN,
      tables: {
        handoffs: rows(60, index => ({...QUALIFIED, sql_definition: index % 2 === 0})),
      },
      finds: ['sql-definition/unsupported confirmed'],
    },
    {
      story: 'half cannot be told',
      definitions: WRITTEN,
      tables: {
        handoffs: rows(60, index => ({...QUALIFIED, sql_definition: index % 2 === 0 ? true : null})),
      },
      finds: [],
    },
    {
      story: 'deals that nobody called SQLs have no phone either',
      definitions: WRITTEN,
      tables: {handoffs: rows(60, {reached_sql: true, reached_opportunity: true, sql_definition: false})},
      finds: [],
    },
  ],

  'definition-review': [
    {
      story: 'last year',
      definitions: smallDefinitions({review: {owner: null, every: 90 * DAY, last: '2025-10-01'}}),
      tables: {},
      finds: ['definition-review confirmed'],
    },
    {story: 'never written down', tables: {}, finds: ['definition-review/unknown confirmed']},
    {
      story: 'on its last day',
      definitions: smallDefinitions({review: {owner: null, every: 90 * DAY, last: '2026-07-02'}}),
      tables: {},
      finds: [],
    },
  ],

  'campaign-context': [
    {
      story: 'half come without a campaign',
      definitions: WRITTEN,
      tables: {handoffs: rows(60, index => (index % 2 === 0 ? {context: true} : {context: false, campaign: null}))},
      finds: ['campaign-context confirmed'],
    },
    {
      story: 'half cannot be told',
      definitions: WRITTEN,
      tables: {handoffs: rows(60, index => ({context: index % 2 === 0 ? true : null}))},
      finds: [],
    },
  ],
};
