import type {Finding, Measure, Report} from '../../result.ts';
import {chartTables} from './chart-tables.ts';
import {type CsvTable, column, defineTable} from './table.ts';

/** What the report itself holds, one table a file. */
export function reportTables(report: Report): CsvTable[] {
  const {gates, population, ledger, checks, export: exported} = report;
  return [
    summary(report),
    measures(report.measures),
    defineTable(
      'ledger',
      'one row per fate: every handoff is in exactly one',
      [
        column('family', 'text', 'what the fate counts as'),
        column('fate', 'text', 'what became of the handoff'),
        column('handoffs', 'integer', 'how many'),
        column('share', 'share', 'of all handoffs'),
        column('amount_cents', 'cents', 'of the deals that put them there (the won ones of won), where known'),
      ],
      ledger,
    ),
    findings(report.findings),
    ...chartTables(report.charts),
    defineTable(
      'gates',
      'one row per data-quality gate',
      [
        {name: 'gate', type: 'text', means: 'its id', of: gate => gate.id},
        column('title', 'text', 'what it asks for'),
        column('state', 'text', 'pass, soft (degrades), hard (forbids), not_measurable'),
        column('text', 'text', 'what was found'),
        column('value', 'number', 'the number it judges'),
        column('n', 'integer', 'out of how many'),
        column('remedy', 'text', 'what the export would need'),
      ],
      gates,
    ),
    defineTable(
      'population',
      'one row per step from the exported leads to those measured, in order',
      [
        column('step', 'text', 'the step; what stands between two levels was taken away'),
        column('leads', 'integer', 'leads, from `handoffs` on handoffs'),
      ],
      population,
    ),
    defineTable(
      'checks',
      'one row per check that ran or was skipped',
      [
        {name: 'check', type: 'text', means: 'its id, for handoff explain', of: check => check.id},
        column('family', 'text', 'what it is about'),
        column('status', 'text', 'pass, info, warn, error, skipped, broken'),
        column('title', 'text', 'its sentence for this company'),
        column('reason', 'text', 'what is missing or broke'),
      ],
      checks,
    ),
    defineTable(
      'files',
      'one row per file and table: read = loaded + identical + rejected + footer',
      [
        column('path', 'text', 'the file in the export'),
        column('table', 'text', 'the table it was read as'),
        column('sha256', 'text', 'of its bytes'),
        column('bytes', 'integer', 'its size'),
        column('encoding', 'text', 'of its text'),
        column('format', 'text', 'how it was read'),
        column('read', 'integer', 'records'),
        column('loaded', 'integer', 'rows that count'),
        column('identical', 'integer', 'rows that are there already'),
        column('rejected', 'integer', 'rows that cannot be read; see --rejects'),
        column('footer', 'integer', 'totals and notes at the end'),
      ],
      exported.files,
    ),
    defineTable(
      'mapping',
      'one row per column of the export',
      [
        column('file', 'text', 'the file'),
        column('header', 'text', 'as it stands in the file'),
        column('table', 'text', 'the table it belongs to'),
        column('column', 'text', 'the canonical column it feeds; blank for an attribute'),
        column('by', 'text', 'where the mapping comes from'),
        column('read_as', 'text', 'how its text was read'),
        column('unreadable', 'integer', 'cells that did not parse'),
      ],
      exported.mapping,
    ),
  ];
}

function summary(report: Report): CsvTable {
  const {tool, as_of, as_of_from, window, time_zone, terms, company, definitions, summary: told} = report;
  const rows: [string, string | number | null][] = [
    ['company', company],
    ['as_of', as_of],
    ['as_of_from', as_of_from],
    ['since', window.since],
    ['until', window.until],
    ['time_zone', time_zone],
    ['currency', terms.currency],
    ['definitions', definitions.path],
    ['definitions_sha256', definitions.sha256],
    ['export', report.export.path],
    ['tool', `${tool.name} ${tool.version}`],
    ['handoffs', told.handoffs],
    ...Object.entries(told.findings).map(([kind, count]): [string, number] => [`findings_${kind}`, count]),
    ['exit_code', told.exit_code],
    ...told.headline.map((sentence, index): [string, string] => [`headline_${index + 1}`, sentence]),
  ];
  return defineTable(
    'summary',
    'one row per fact about the run',
    [
      {name: 'what', type: 'text', means: 'the fact', of: ([what]) => what},
      {name: 'value', type: 'text', means: 'its value', of: ([, value]) => value},
    ],
    rows,
  );
}

function measures(found: readonly Measure[]): CsvTable {
  return defineTable(
    'measures',
    'one row per measure and segment',
    [
      {name: 'measure', type: 'text', means: 'its id', of: ({id}) => id},
      {
        name: 'dimension',
        type: 'text',
        means: 'what it is broken down by; blank for the whole',
        of: measure => keysOf(measure).join(' / '),
      },
      {
        name: 'segment',
        type: 'text',
        means: 'the members, in the order of the dimension; (blank) for a blank in the data',
        of: measure =>
          keysOf(measure)
            .map(key => measure.segment[key] ?? '(blank)')
            .join(' / '),
      },
      column('value', 'number', 'the number, in its unit'),
      column('unit', 'text', 'share (0 to 1), seconds, count, cents, ratio, leads'),
      column('n', 'integer', 'how many it rests on'),
      column('numerator', 'integer', 'of a share'),
      column('denominator', 'integer', 'of a share'),
      {name: 'low', type: 'number', means: 'lower limit of the 95% interval', of: ({interval}) => interval?.low},
      {
        name: 'high',
        type: 'number',
        means: 'upper limit of the 95% interval; blank where open',
        of: ({interval}) => interval?.high,
      },
      {name: 'method', type: 'text', means: 'of the interval', of: ({interval}) => interval?.method},
      column('status', 'text', 'ok, small_n, pending, degraded, not_measurable'),
      column('reason', 'text', 'why it is not ok'),
      {
        name: 'excluded',
        type: 'text',
        means: 'what was left out and how many, as name=count',
        of: ({excluded}) =>
          Object.keys(excluded)
            .sort()
            .map(key => `${key}=${excluded[key]}`)
            .join(' '),
      },
    ],
    found,
  );
}

function keysOf({segment}: Measure): string[] {
  return Object.keys(segment).sort();
}

function findings(found: readonly Finding[]): CsvTable {
  return defineTable(
    'findings',
    'one row per finding',
    [
      column('key', 'text', 'the same tomorrow'),
      column('check', 'text', 'the check that found it'),
      column('subject', 'text', 'a source, a rep, a rule; blank for the whole'),
      column('level', 'text', 'error, warn, info'),
      column('strength', 'text', 'confirmed, or likely (fails nothing)'),
      column('text', 'text', 'the sentence'),
      column('value', 'number', 'the number judged'),
      column('threshold', 'number', 'what it was judged against'),
      column('unit', 'text', 'of value, threshold, low and high: share (0 to 1), seconds, count, ratio, leads, days'),
      column('n', 'integer', 'how many it rests on'),
      {name: 'low', type: 'number', means: 'lower limit of the 95% interval', of: ({interval}) => interval?.low},
      {name: 'high', type: 'number', means: 'upper limit of the 95% interval', of: ({interval}) => interval?.high},
      {name: 'leads', type: 'integer', means: 'how many leads are concerned', of: ({leads}) => leads.count},
      {
        name: 'lead_ids',
        type: 'text',
        means: 'the first of them, separated by spaces',
        of: ({leads}) => leads.ids.join(' '),
      },
      column('remedy', 'text', 'what to do'),
      column('accepted', 'text', 'why it is held back'),
    ],
    found,
  );
}
