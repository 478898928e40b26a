import type {Report} from '../../../result.ts';
import {Section} from '../parts/section.tsx';
import {Table} from '../parts/table.tsx';

/** Every check with its outcome: what holds is worth knowing too. */
export function Checks({report: {checks}}: {report: Report}) {
  if (checks.length === 0) return null;
  return (
    <Section id="checks" title="Everything that was checked">
      <Table
        label="Checks"
        columns={[{title: 'check'}, {title: 'about'}, {title: 'outcome'}, {title: 'in words'}]}
        rows={checks.map(({id, family, status, title, reason}) => [
          <code key="id">{id}</code>,
          family,
          status,
          reason === null ? title : `${title}: ${reason}`,
        ])}
      />
    </Section>
  );
}
