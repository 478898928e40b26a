import type {ModelRow, RowSink} from '../handoff/rows.ts';
import type {LeadRows} from '../report/html/lead-rows.ts';

/** A page with more is no page; the CSV folder has all. */
const MOST = 1000;

/** What can still be done comes first. */
const ORDER = ['at_risk', 'follow_up', 'disputed', 'quality', 'alive', 'progressed', 'unknown'];

/** Takes the rows of single leads as they come, for the HTML report (`--include-rows`). */
export function collectRows(): {sink: RowSink; list: () => LeadRows} {
  const families = new Map<string, ModelRow[]>(ORDER.map(family => [family, []]));
  let count = 0;
  return {
    sink: {
      leads(rows) {
        count += rows.length;
        for (const row of rows) {
          const family = families.get(String(row['family'])) ?? families.get('unknown');
          if (family !== undefined && family.length < MOST) family.push(row);
        }
      },
      handoffs: () => {},
      breaches: () => {},
    },
    list() {
      const rows = [...families.values()].flat().slice(0, MOST);
      return {rows, more: count - rows.length};
    },
  };
}

/** One sink for all; none where nobody wants rows. */
export function allSinks(...sinks: readonly (RowSink | undefined)[]): RowSink | undefined {
  const wanted = sinks.filter(sink => sink !== undefined);
  if (wanted.length === 0) return undefined;
  return {
    leads: rows => {
      for (const sink of wanted) sink.leads(rows);
    },
    handoffs: rows => {
      for (const sink of wanted) sink.handoffs(rows);
    },
    breaches: rows => {
      for (const sink of wanted) sink.breaches(rows);
    },
  };
}
