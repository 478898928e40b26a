import type {Report} from '../../../result.ts';
import {grouped} from '../../../words.ts';
import {POPULATION_LEVELS, populationLabel} from '../../labels.ts';
import {RowsChart} from '../charts/rows-chart.tsx';
import {countCell} from '../parts/cell.tsx';
import {Figure} from '../parts/figure.tsx';
import {Section} from '../parts/section.tsx';
import {Table} from '../parts/table.tsx';

/** How every table got to its n (METHODS 0.4): leads by step, rows by file. */
export function Rows({report}: {report: Report}) {
  return (
    <Section id="rows" title="Who was counted">
      <Population report={report} />
      <Files report={report} />
    </Section>
  );
}

function Population({report}: {report: Report}) {
  const steps = report.population.filter(({step, leads}) => POPULATION_LEVELS.has(step) || leads > 0);
  if (steps.length === 0) return null;
  const label = (step: string) =>
    POPULATION_LEVELS.has(step) ? populationLabel(step) : `less ${populationLabel(step)}`;
  return (
    <Figure
      title="From the export to what was measured"
      draw={(width, name) => (
        <RowsChart
          label={name}
          width={width}
          mark="bar"
          most={Math.max(1, ...steps.map(({leads}) => leads))}
          rows={steps.map(({step, leads}) => ({
            label: label(step),
            value: leads,
            text: grouped(leads),
            tone: POPULATION_LEVELS.has(step) ? 'mark' : 'less',
          }))}
        />
      )}
      table={{
        columns: [{title: 'step'}, {title: 'leads', align: 'right'}],
        rows: report.population.map(({step, leads}) => [label(step), countCell(leads)]),
        fixed: true,
      }}
    />
  );
}

function Files({report: {export: source}}: {report: Report}) {
  const counts = ['read', 'loaded', 'identical', 'rejected', 'footer'] as const;
  return (
    <>
      <h3>Rows by file</h3>
      <p>Rows read are rows loaded, identical duplicates, rejected rows and footers.</p>
      <Table
        label="Rows by file"
        columns={[
          {title: 'file'},
          {title: 'table'},
          ...counts.map(title => ({title, align: 'right'}) as const),
          {title: 'sha256'},
        ]}
        rows={source.files.map(file => [
          file.path,
          file.table,
          ...counts.map(count => countCell(file[count])),
          <code key="sha">{file.sha256.slice(0, 12)}</code>,
        ])}
      />
      <Notes lines={source.notes} />
      {source.unused.length === 0 ? null : <h4>Files that were not used</h4>}
      <Notes lines={source.unused.map(({path, reason}) => `${path}: ${reason}`)} />
    </>
  );
}

function Notes({lines}: {lines: readonly string[]}) {
  if (lines.length === 0) return null;
  return (
    <ul>
      {lines.map(line => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
