import type {Report} from '../../result.ts';
import {measurable} from './measurable.ts';

/** What `inspect` says as JSON: the export's part of the report, and what can be measured. */
export function renderInspectionJson(report: Report): string {
  const {schema, tool, as_of, as_of_from, time_zone, company, definitions, gates, population} = report;
  const inspection = {
    schema: schema.replace('report', 'inspection'),
    tool,
    as_of,
    as_of_from,
    time_zone,
    company,
    definitions,
    export: report.export,
    gates,
    population,
    measurable: measurable(report),
  };
  return `${JSON.stringify(inspection, null, 2)}\n`;
}
