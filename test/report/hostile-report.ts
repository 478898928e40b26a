import type {Report} from '../../src/result.ts';
import {sampleReport} from './sample-report.ts';

/** Texts that an export may hold and that no format may take at their word. */
export const HOSTILE: readonly string[] = [
  '<script>document.title = "taken"</script>',
  '<img src="https://example.invalid/x.png" onerror="document.title = \'taken\'">',
  '<svg onload="document.title = \'taken\'"><style>* {display: none}</style></svg>',
  '</style></script></title></textarea><!-- -->',
  '"\'><a href="javascript:document.title=1">x</a>',
  '=HYPERLINK("https://example.invalid","x")',
  '[x](javascript:alert(1)) **bold** | cell |',
  ']]> <![CDATA[ &lt;b&gt; &amp; &#x3c;b&#x3e;',
  '\u001b[31mred\u001b[0m\u0007\u0000',
  '\u202egnp.exe\u2066 \u200f',
  'שלום עולם مرحبا',
  `${'W'.repeat(5000)} ${'long '.repeat(1000)}`,
  '{{7*7}} %{x}',
];

/** The sample with every text from outside replaced by a hostile one, each in turn. */
export function hostileReport(): Report {
  let turn = 0;
  const texts = new Map<string, string>();
  const bad = (text: string) => {
    // the same text stays the same, so that what belongs together is still found
    const known = texts.get(text) ?? `${HOSTILE[turn++ % HOSTILE.length]} ${turn}`;
    texts.set(text, known);
    return known;
  };
  const segmented = (segment: Readonly<Record<string, string | null>>) =>
    Object.fromEntries(
      Object.entries(segment).map(([key, value]) => [key, FREE.has(key) && value !== null ? bad(value) : value]),
    );
  const report = sampleReport;
  return {
    ...report,
    company: bad('company'),
    definitions: {...report.definitions, path: bad('path')},
    terms: {
      ...report.terms,
      promises: report.terms.promises.map(promise => ({...promise, policy: bad(promise.policy)})),
    },
    export: {
      ...report.export,
      path: bad('export'),
      systems: [bad('system')],
      files: report.export.files.map(file => ({...file, path: bad(file.path)})),
      mapping: report.export.mapping.map(column => ({
        ...column,
        file: bad(column.file),
        header: bad(column.header),
        examples: column.examples.map(bad),
      })),
      unused: [{path: bad('unused'), reason: bad('why')}],
      notes: [bad('note')],
    },
    gates: report.gates.map(gate => ({...gate, text: bad(gate.text)})),
    population: report.population.map(({step, leads}) => ({
      step: step === 'excluded:internal' ? `excluded:${bad('rule')}` : step,
      leads,
    })),
    measures: report.measures.map(measure => ({
      ...measure,
      segment: segmented(measure.segment),
      reason: measure.reason === null ? null : bad(measure.reason),
    })),
    charts: {
      ...report.charts,
      waiting: report.charts.waiting.map(chart => ({...chart, policy: bad(chart.policy)})),
      reps: {...report.charts.reps, reps: report.charts.reps.reps.map(rep => ({...rep, owner: bad(rep.owner)}))},
    },
    findings: HOSTILE.map((text, index) => ({
      ...(report.findings[index % report.findings.length] as Report['findings'][number]),
      subject: text,
      text: `${text} in a finding`,
      key: `sla-compliance/${text}`,
      leads: {count: 2, ids: [text, `id ${index}`]},
      remedy: bad(`remedy ${index}`),
    })),
    summary: {...report.summary, headline: [bad('headline')]},
  };
}

/** Keys of segments whose values come from the export or from the definitions. */
const FREE = new Set(['policy', 'reason', 'source', 'owner', 'team', 'rule']);
