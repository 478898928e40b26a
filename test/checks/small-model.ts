import type {Definitions} from '../../src/definitions/definitions.ts';
import type {ExportTable} from '../../src/ingest/export.ts';
import {TABLE_NAMES, type TableName} from '../../src/ingest/tables.ts';
import type {Counts} from '../../src/model/counts.ts';
import type {Model} from '../../src/model/model.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import {AS_OF, days} from './rows.ts';

export interface ModelStory {
  definitions?: Definitions;
  /** Tables and columns the export lacks. */
  without?: readonly string[];
  mql_known?: boolean;
  horizons?: Partial<Model['horizons']>;
  counts?: Partial<Counts>;
  cutoff?: Partial<Model['cutoff']>;
  files?: readonly {path: string; read: number}[];
  cut?: readonly string[];
  conflicting?: Partial<Record<TableName, number>>;
}

/** The JavaScript side of the model: an export that carries everything, unless the story says otherwise. */
export function smallModel(story: ModelStory = {}): Model {
  const {definitions = smallDefinitions(), without = [], conflicting = {}} = story;
  const tables = Object.fromEntries(
    TABLE_NAMES.map(name => [
      name,
      {
        present: true,
        columns: new Set(),
        days: new Set(),
        attributes: [],
        ranges: [],
        conflicting: conflicting[name] ?? 0,
      },
    ]),
  ) as unknown as Record<TableName, ExportTable>;
  const files = (story.files ?? []).map(file => ({...file, table: 'leads'}) as Model['export']['files'][number]);
  return {
    definitions,
    export: {
      path: 'test',
      origins: [],
      systems: [],
      files,
      mapping: [],
      unused: [],
      notes: [],
      drafts: [],
      draft_section: [],
      queues: [],
      zones: [],
      cut: story.cut ?? [],
      tables,
    },
    as_of: AS_OF,
    as_of_from: 'the latest completed activity',
    cutoff: {
      asOf: Date.parse(AS_OF) * 1000,
      from: 'the latest completed activity',
      activitiesLag: null,
      outlier: null,
      ...story.cutoff,
    },
    window: {since: null, until: null},
    time_zone: definitions.time_zone,
    has: need => !without.includes(need) && !without.includes(need.split('.')[0] ?? ''),
    mql_known: story.mql_known ?? true,
    population: [],
    horizons: {
      mql_to_sal: days(7),
      mql_to_sql: days(30),
      sql_to_opportunity: days(60),
      opportunity_to_won: days(90),
      ...story.horizons,
    },
    counts: {late: {}, orphans: {}, ...story.counts} as Counts,
    lacks: {sla: [], routing: [], context: []},
  };
}
