import type {Report} from '../../result.ts';
import {grouped} from '../../words.ts';
import {POPULATION_LEVELS, populationLabel} from '../labels.ts';
import {silencesOf} from '../silences.ts';
import {shortIds} from '../text/unmeasured.ts';
import {cell, type Section, text} from './document.ts';
import {code, shortened} from './escape.ts';

/** What the export is silent about, each once, and the column to add. */
export function unmeasured(report: Report): Section {
  const {columns, others} = silencesOf(report);
  const broken = report.checks
    .filter(({status}) => status === 'broken')
    .map(({id, reason}) => ({what: `broke: ${reason}`, ids: [id]}));
  const rows = [...columns.map(({what, ids}) => ({what: `add ${what}`, ids})), ...others, ...broken];
  return {
    title: `What could not be measured (${rows.length})`,
    folded: true,
    tables: [
      {
        what: 'reason',
        head: ['what is missing', 'what it takes away'],
        rows: rows.map(({what, ids}) => [text(what), cell(shortIds(ids))]),
      },
    ],
  };
}

/** The doubts behind the marks. */
export function careful(reasons: readonly string[]): Section {
  return {
    title: `Read with care (${reasons.length})`,
    folded: true,
    tables: [
      {what: 'doubt', head: ['', 'doubt'], rows: reasons.map((reason, index) => [`${index + 1}`, text(reason)])},
    ],
  };
}

/** How every table got to its n: rows by file, leads by step; and the gates that did not pass. */
export function rows({export: {files}, population, gates}: Report): Section[] {
  const doubts = gates.filter(({state}) => state !== 'pass');
  return [
    {
      title: `Data quality: ${doubts.length} of ${gates.length} gates do not pass`,
      folded: true,
      tables: [
        {
          what: 'gate',
          head: ['gate', 'state', 'found'],
          rows: doubts.map(({id, state, text: found}) => [cell(id), state.replaceAll('_', ' '), text(found)]),
        },
      ],
    },
    {
      title: 'Rows',
      folded: true,
      tables: [
        {
          what: 'file',
          head: ['file', 'table', 'read', 'loaded', 'identical', 'rejected', 'footer'],
          right: [2, 3, 4, 5, 6],
          rows: files.map(({path, table, read, loaded, identical, rejected, footer}) => [
            code(shortened(path)),
            cell(table),
            ...[read, loaded, identical, rejected, footer].map(grouped),
          ]),
        },
        {
          what: 'step',
          head: ['', 'leads'],
          right: [1],
          rows: population
            .filter(({step, leads}) => POPULATION_LEVELS.has(step) || leads > 0)
            .map(({step, leads}) => [
              POPULATION_LEVELS.has(step) ? `**${populationLabel(step)}**` : cell(`less ${populationLabel(step)}`),
              grouped(leads),
            ]),
        },
      ],
    },
  ];
}
