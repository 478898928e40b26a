import type {Finding, Measure, Report} from '../../result.ts';
import {chartTables} from './chart-tables.ts';
import {type CsvTable, defineTable} from './table.ts';

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
        {name: 'family', type: 'text', means: 'what the fate counts as', of: line => line.family},
        {name: 'fate', type: 'text', means: 'what became of the handoff', of: line => line.fate},
        {name: 'handoffs', type: 'integer', means: 'how many', of: line => line.handoffs},
        {name: 'share', type: 'share', means: 'of all handoffs', of: line => line.share},
        {
          name: 'amount_cents',
          type: 'cents',
          means: 'of the deals behind them, where known',
          of: line => line.amount_cents,
        },
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
        {name: 'title', type: 'text', means: 'what it asks for', of: gate => gate.title},
        {
          name: 'state',
          type: 'text',
          means: 'pass, soft (degrades), hard (forbids), not_measurable',
          of: gate => gate.state,
        },
        {name: 'text', type: 'text', means: 'what was found', of: gate => gate.text},
        {name: 'value', type: 'number', means: 'the number it judges', of: gate => gate.value},
        {name: 'n', type: 'integer', means: 'out of how many', of: gate => gate.n},
        {name: 'remedy', type: 'text', means: 'what the export would need', of: gate => gate.remedy},
      ],
      gates,
    ),
    defineTable(
      'population',
      'one row per step from the exported leads to those measured, in order',
      [
        {
          name: 'step',
          type: 'text',
          means: 'the step; what stands between two levels was taken away',
          of: ({step}) => step,
        },
        {name: 'leads', type: 'integer', means: 'leads, from `handoffs` on handoffs', of: ({leads}) => leads},
      ],
      population,
    ),
    defineTable(
      'checks',
      'one row per check that ran or was skipped',
      [
        {name: 'check', type: 'text', means: 'its id, for handoff explain', of: check => check.id},
        {name: 'family', type: 'text', means: 'what it is about', of: check => check.family},
        {name: 'status', type: 'text', means: 'pass, info, warn, error, skipped, broken', of: check => check.status},
        {name: 'title', type: 'text', means: 'its sentence for this company', of: check => check.title},
        {name: 'reason', type: 'text', means: 'what is missing or broke', of: check => check.reason},
      ],
      checks,
    ),
    defineTable(
      'files',
      'one row per file and table: read = loaded + identical + rejected + footer',
      [
        {name: 'path', type: 'text', means: 'the file in the export', of: file => file.path},
        {name: 'table', type: 'text', means: 'the table it was read as', of: file => file.table},
        {name: 'sha256', type: 'text', means: 'of its bytes', of: file => file.sha256},
        {name: 'bytes', type: 'integer', means: 'its size', of: file => file.bytes},
        {name: 'encoding', type: 'text', means: 'of its text', of: file => file.encoding},
        {name: 'format', type: 'text', means: 'how it was read', of: file => file.format},
        {name: 'read', type: 'integer', means: 'records', of: file => file.read},
        {name: 'loaded', type: 'integer', means: 'rows that count', of: file => file.loaded},
        {name: 'identical', type: 'integer', means: 'rows that are there already', of: file => file.identical},
        {
          name: 'rejected',
          type: 'integer',
          means: 'rows that cannot be read; see --rejects',
          of: file => file.rejected,
        },
        {name: 'footer', type: 'integer', means: 'totals and notes at the end', of: file => file.footer},
      ],
      exported.files,
    ),
    defineTable(
      'mapping',
      'one row per column of the export',
      [
        {name: 'file', type: 'text', means: 'the file', of: column => column.file},
        {name: 'header', type: 'text', means: 'as it stands in the file', of: column => column.header},
        {name: 'table', type: 'text', means: 'the table it belongs to', of: column => column.table},
        {
          name: 'column',
          type: 'text',
          means: 'the canonical column it feeds; blank for an attribute',
          of: column => column.column,
        },
        {name: 'by', type: 'text', means: 'where the mapping comes from', of: column => column.by},
        {name: 'read_as', type: 'text', means: 'how its text was read', of: column => column.read_as},
        {name: 'unreadable', type: 'integer', means: 'cells that did not parse', of: column => column.unreadable},
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
      {name: 'value', type: 'number', means: 'the number, in its unit', of: ({value}) => value},
      {name: 'unit', type: 'text', means: 'share (0 to 1), seconds, count, cents, ratio, leads', of: ({unit}) => unit},
      {name: 'n', type: 'integer', means: 'how many it rests on', of: ({n}) => n},
      {name: 'numerator', type: 'integer', means: 'of a share', of: ({numerator}) => numerator},
      {name: 'denominator', type: 'integer', means: 'of a share', of: ({denominator}) => denominator},
      {name: 'low', type: 'number', means: 'lower limit of the 95% interval', of: ({interval}) => interval?.low},
      {
        name: 'high',
        type: 'number',
        means: 'upper limit of the 95% interval; blank where open',
        of: ({interval}) => interval?.high,
      },
      {name: 'method', type: 'text', means: 'of the interval', of: ({interval}) => interval?.method},
      {name: 'status', type: 'text', means: 'ok, small_n, pending, degraded, not_measurable', of: ({status}) => status},
      {name: 'reason', type: 'text', means: 'why it is not ok', of: ({reason}) => reason},
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
      {name: 'key', type: 'text', means: 'the same tomorrow', of: ({key}) => key},
      {name: 'check', type: 'text', means: 'the check that found it', of: ({check}) => check},
      {
        name: 'subject',
        type: 'text',
        means: 'a source, a rep, a rule; blank for the whole',
        of: ({subject}) => subject,
      },
      {name: 'level', type: 'text', means: 'error, warn, info', of: ({level}) => level},
      {name: 'strength', type: 'text', means: 'confirmed, or likely (fails nothing)', of: ({strength}) => strength},
      {name: 'text', type: 'text', means: 'the sentence', of: ({text}) => text},
      {name: 'value', type: 'number', means: 'the number judged', of: ({value}) => value},
      {name: 'threshold', type: 'number', means: 'what it was judged against', of: ({threshold}) => threshold},
      {name: 'n', type: 'integer', means: 'how many it rests on', of: ({n}) => n},
      {name: 'low', type: 'number', means: 'lower limit of the 95% interval', of: ({interval}) => interval?.low},
      {name: 'high', type: 'number', means: 'upper limit of the 95% interval', of: ({interval}) => interval?.high},
      {name: 'leads', type: 'integer', means: 'how many leads are concerned', of: ({leads}) => leads.count},
      {
        name: 'lead_ids',
        type: 'text',
        means: 'the first of them, separated by spaces',
        of: ({leads}) => leads.ids.join(' '),
      },
      {name: 'remedy', type: 'text', means: 'what to do', of: ({remedy}) => remedy},
      {name: 'accepted', type: 'text', means: 'why it is held back', of: ({accepted}) => accepted},
    ],
    found,
  );
}
