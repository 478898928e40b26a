import type {Report} from '../../../result.ts';
import {plural} from '../../../words.ts';
import {countCell} from '../parts/cell.tsx';
import {Section} from '../parts/section.tsx';
import {Table} from '../parts/table.tsx';

/** Which column of the export fed what; folded, since only doubt asks for it. */
export function Mapping({report: {export: source}}: {report: Report}) {
  const fed = source.mapping.filter(({column}) => column !== null);
  const kept = source.mapping.length - fed.length;
  const cells = source.mapping.reduce((sum, {unreadable}) => sum + unreadable, 0);
  return (
    <Section id="mapping" title="How the export was read">
      <p>
        {source.systems.length === 0
          ? 'No system was recognised; columns go by their names. '
          : `Recognised: ${source.systems.join(', ')}. `}
        {plural(fed.length, 'column')} of the export feed the model, {plural(kept, 'other')} are kept as attributes.{' '}
        {cells === 0 ? 'Every cell could be read.' : `${plural(cells, 'cell')} could not be read and count as blank.`}
      </p>
      <details>
        <summary>All columns</summary>
        <Table
          label="Columns"
          columns={[
            {title: 'header'},
            {title: 'file'},
            {title: 'feeds'},
            {title: 'by'},
            {title: 'read as'},
            {title: 'unreadable', align: 'right'},
          ]}
          rows={source.mapping.map(({header, file, table, column, by, read_as, unreadable}) => [
            header,
            file,
            column === null ? 'kept as an attribute' : `${table}.${column}`,
            by,
            read_as ?? 'text',
            countCell(unreadable),
          ])}
        />
      </details>
    </Section>
  );
}
