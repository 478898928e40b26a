import {expect, test} from 'vitest';
import {renderInspectionJson} from '../../src/report/inspection/json.ts';
import {renderInspection} from '../../src/report/inspection/render-inspection.ts';
import type {Report} from '../../src/result.ts';
import {sampleReport} from './sample-report.ts';

const PAGE = {width: 80, colour: 0, ascii: false} as const;
const LONG = `        at: "${'When it happened '.repeat(6).trim()}"`;

const report: Report = {
  ...sampleReport,
  export: {
    ...sampleReport.export,
    drafts: [
      {
        path: 'dump.csv',
        table: 'activities',
        columns: [{header: 'When', column: 'at', why: 'is another word for at'}],
        missing: ['type'],
      },
    ],
    draft_section: ['export:', '  tables:', '    activities:', LONG],
  },
};

test('inspect shows a draft as lines to copy, which are not wrapped', () => {
  const text = renderInspection(report, PAGE);
  expect(text).toContain('Draft of a mapping');
  expect(text).toMatch(/dump\.csv looks like activities\. By names and values alone/);
  expect(text.split('\n')).toContain(`  ${LONG}`);
});

test('where every file is known nothing is drafted', () => {
  expect(renderInspection(sampleReport, PAGE)).not.toContain('Draft');
});

test('the JSON of inspect has the draft as data and as lines', () => {
  const {export: read} = JSON.parse(renderInspectionJson(report)) as Report;
  expect(read.drafts).toEqual(report.export.drafts);
  expect(read.draft_section).toEqual(report.export.draft_section);
});

test('a file that feeds a table twice is told once', () => {
  const {files} = sampleReport.export;
  const twice = {...sampleReport, export: {...sampleReport.export, files: [...files, ...files]}};
  const titles = (shown: string) => shown.match(/^Columns of \S+ as \S+/gm) ?? [];
  expect(titles(renderInspection(sampleReport, PAGE)).length).toBeGreaterThan(0);
  expect(titles(renderInspection(twice, PAGE))).toEqual(titles(renderInspection(sampleReport, PAGE)));
});
