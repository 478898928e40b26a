import type {SmallRow} from '../../../src/model/small-table.ts';
import {ago, days, rows} from '../rows.ts';
import type {Story} from '../story.ts';

const OPEN = {owner: 'u1', amount_cents: 500_000, currency: 'USD', is_closed: false};
const BUSY = {...OPEN, last_work_at: ago(days(5)), last_sign_at: ago(days(5))};
const QUIET = {...OPEN, last_work_at: ago(days(40)), last_sign_at: ago(days(40))};
const named = (deals: readonly SmallRow[]) =>
  deals.map((deal, index) => ({opportunity_id: `O${index}`, lead_id: `L${index}`, ...deal}));

/** Deals of after the first lead, of which the first so many have one. */
function deals(n: number, linked: number, changes: SmallRow = {}) {
  return {
    stg_leads: [{created_at: ago(days(200))}],
    stg_opportunities: rows(n, index => ({
      opportunity_id: `O${index}`,
      created_at: ago(days(100)),
      source: index % 2 === 0 ? 'Partner' : null,
      amount_cents: 100_000,
      currency: 'USD',
      ...changes,
    })),
    lead_deals: rows(linked, index => ({opportunity_id: `O${index}`, lead_key: 1})),
  };
}

const SQL = {reached_sql: true, sql_at: ago(days(90)), sql_time: ago(days(90)), mql_at: ago(days(100))};
const SOLD = {...SQL, reached_opportunity: true, opportunity_time: ago(days(20))};

export const PIPELINE: Readonly<Record<string, readonly Story[]>> = {
  'pipeline-unworked': [
    {
      story: 'two thirds of the open deals are quiet, most of them of one owner',
      tables: {deal_work: named([...rows(30, BUSY), ...rows(50, QUIET), ...rows(9, {...QUIET, owner: 'u2'})])},
      finds: ['pipeline-unworked confirmed', 'pipeline-unworked/u1 confirmed'],
    },
    {
      story: 'a few more than two in five, nobody with many',
      tables: {deal_work: named([...rows(36, BUSY), ...rows(27, index => ({...QUIET, owner: `u${index % 3}`}))])},
      finds: ['pipeline-unworked likely'],
    },
    {
      story: 'part of the work is not logged',
      tables: {deal_work: named([...rows(3, BUSY), ...rows(9, QUIET)])},
      gates: [{id: 'G8', state: 'soft'}],
      finds: ['pipeline-unworked likely'],
    },
    {
      story: 'no sign of life at all',
      tables: {deal_work: named(rows(12, OPEN))},
      finds: ['pipeline-unworked confirmed', 'pipeline-unworked/u1 confirmed'],
    },
    {
      story: 'closed deals are at rest',
      tables: {deal_work: named([...rows(30, BUSY), ...rows(30, {...QUIET, is_closed: true})])},
      finds: [],
    },
    {
      story: 'quiet, but moved on lately',
      tables: {deal_work: named(rows(30, {...QUIET, last_sign_at: ago(days(3))}))},
      finds: [],
    },
    {
      story: 'some amounts without a currency: no one can be named for their sum',
      tables: {deal_work: named([...rows(20, QUIET), ...rows(1, {...QUIET, currency: null})])},
      finds: ['pipeline-unworked confirmed', 'pipeline-unworked/u1 confirmed'],
      says: [/worth 105,000, have/, /worth 105,000, have/],
    },
    {
      story: 'an export that names no owners of deals does not say that they have none',
      without: ['opportunities.owner'],
      tables: {deal_work: named(rows(30, {...QUIET, owner: null}))},
      finds: ['pipeline-unworked confirmed'],
    },
    {story: 'nine deals are too few', tables: {deal_work: named(rows(9, QUIET))}, finds: []},
  ],

  'opportunity-without-lead': [
    {story: 'half of the deals', tables: deals(100, 50), finds: ['opportunity-without-lead confirmed']},
    {story: 'a third of forty', tables: deals(40, 26), finds: ['opportunity-without-lead likely']},
    {story: 'nearly all have one', tables: deals(100, 90), finds: []},
    {story: 'older than the first exported lead', tables: deals(100, 50, {created_at: ago(days(300))}), finds: []},
    {
      story: 'a contact that leads to two leads is one deal',
      tables: {
        ...deals(40, 30),
        lead_deals: rows(60, index => ({opportunity_id: `O${index % 30}`, lead_key: 1 + (index % 2)})),
      },
      finds: [],
    },
  ],

  'qualified-without-opportunity': [
    {
      story: 'two thirds, ninety days after the SQL stage',
      tables: {handoffs: [...rows(35, SOLD), ...rows(65, SQL)]},
      finds: ['qualified-without-opportunity confirmed'],
    },
    {
      story: 'fourteen of twenty-five',
      tables: {handoffs: [...rows(11, SOLD), ...rows(14, SQL)]},
      finds: ['qualified-without-opportunity likely'],
    },
    {
      story: 'young SQLs',
      tables: {handoffs: [...rows(35, SOLD), ...rows(65, {...SQL, sql_time: ago(days(50))})]},
      finds: [],
    },
    {
      story: 'rejected after all',
      tables: {handoffs: [...rows(60, SOLD), ...rows(90, {...SQL, closed_at: ago(days(70)), close_kind: 'rejected'})]},
      finds: [],
    },
    {
      story: 'the opportunity came late',
      tables: {handoffs: rows(100, {...SOLD, opportunity_time: ago(days(2))})},
      finds: [],
    },
  ],
};
