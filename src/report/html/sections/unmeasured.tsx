import {useContext} from 'preact/hooks';
import type {Report} from '../../../result.ts';
import {silencesOf} from '../../silences.ts';
import {Cares} from '../parts/reading.ts';
import {Section} from '../parts/section.tsx';
import {Table} from '../parts/table.tsx';

/** What the export is silent about, with the column to add; then what makes numbers uncertain. */
export function Unmeasured({report}: {report: Report}) {
  const cares = useContext(Cares);
  const {columns, others} = silencesOf(report);
  const broken = report.checks.filter(({status}) => status === 'broken');
  const rows = [
    ...columns.map(({what, ids}) => [`Add ${what} to the export`, ids.join(', ')]),
    ...others.map(({what, ids}) => [what, ids.join(', ')]),
    ...broken.map(({id, reason}) => [`broke: ${reason}`, id]),
  ];
  return (
    <Section id="unmeasured" title="What could not be measured">
      {rows.length === 0 ? (
        <p>Everything that handoff measures could be measured.</p>
      ) : (
        <Table label="Not measured" columns={[{title: 'what is missing'}, {title: 'what it would give'}]} rows={rows} />
      )}
      {cares.length === 0 ? null : (
        <>
          <h3>Read with care</h3>
          <ol>
            {cares.map((text, index) => (
              <li key={text} id={`care-${index + 1}`}>
                {text}
              </li>
            ))}
          </ol>
        </>
      )}
    </Section>
  );
}
