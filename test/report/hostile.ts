import type {Report} from '../../src/result.ts';
import {finding, sampleReport, share} from './sample-report.ts';

/** The text wherever an export or a definitions file could put it. */
export function poisoned(text: string): Report {
  return {
    ...sampleReport,
    company: text,
    definitions: {...sampleReport.definitions, path: text},
    terms: {...sampleReport.terms, promises: [{policy: text, within_seconds: 300, clock: 'calendar', target: 0.9}]},
    export: {
      ...sampleReport.export,
      path: text,
      files: sampleReport.export.files.map(file => ({
        ...file,
        path: text,
        table: 'activities',
        rejects: [{line: 3, reason: text}],
        rejected: 1,
      })),
      mapping: sampleReport.export.mapping.map(column => ({
        ...column,
        file: text,
        table: 'activities',
        header: text,
        examples: [text],
      })),
      unused: [{path: text, reason: text}],
      notes: [text],
    },
    population: [...sampleReport.population, {step: `excluded:${text}`, leads: 3}],
    measures: [
      ...sampleReport.measures,
      share('sla.compliance', {policy: text}, 40, 80),
      {...share('dispositions.reasons', {reason: text}, 99, 104), unit: 'count'},
      {...share('funnel.mql_to_sal', {}, 1, 2), status: 'not_measurable', reason: text},
    ],
    charts: {
      ...sampleReport.charts,
      waiting: sampleReport.charts.waiting.map(chart => ({...chart, policy: text})),
      reps: {
        ...sampleReport.charts.reps,
        reason: text,
        reps: sampleReport.charts.reps.reps.map((rep, index) => ({...rep, owner: `${text}${index}`})),
      },
    },
    gates: sampleReport.gates.map(gate => ({...gate, text, remedy: text})),
    checks: [...sampleReport.checks, {id: 'x', family: 'sla', title: text, status: 'broken', reason: text, help: null}],
    findings: [
      finding('misrouted', 'error', text, text, 5, {
        remedy: text,
        leads: {count: 5, ids: [text, text]},
        place: {path: text, at: {file: text, line: 3, column: 5}},
      }),
      finding('misrouted', 'info', text, text, 5),
      finding('misrouted', 'warn', text, text, 5, {accepted: text, key: text}),
    ],
    summary: {...sampleReport.summary, headline: [text, text]},
  };
}
