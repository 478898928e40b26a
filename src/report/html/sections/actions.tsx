import type {Finding, Report} from '../../../result.ts';
import {grouped, plural} from '../../../words.ts';
import {byCheck, open} from '../../ranking.ts';
import {pointTo} from '../parts/anchor.ts';
import {Section} from '../parts/section.tsx';

/** What nobody can do all at once is no advice. */
const MOST = 3;

/** What to do first: of the findings that concern most leads, one a check. */
export function Actions({report}: {report: Report}) {
  const groups = byCheck(open(report).filter(({level}) => level !== 'info'));
  return (
    <Section id="actions" title="What to do first">
      {groups.length === 0 ? (
        <p>No finding asks for anything.</p>
      ) : (
        <ol class="actions">
          {groups.slice(0, MOST).map(group => (
            <Action key={group[0]?.check} group={group} />
          ))}
        </ol>
      )}
      {groups.length > MOST ? (
        <p>
          <a href="#findings">All {grouped(groups.length)} subjects with their evidence</a>
        </p>
      ) : null}
    </Section>
  );
}

function Action({group}: {group: readonly Finding[]}) {
  const [first] = group;
  if (first === undefined) return null;
  const leads = first.leads.count === 0 ? '' : `, ${plural(first.leads.count, 'lead')}`;
  return (
    <li>
      <p class="do">{first.remedy}</p>
      <p>
        {first.strength === 'likely' ? 'Likely: ' : ''}
        {first.text} <a href={pointTo(first)}>Evidence{leads}</a>
        {group.length > 1 ? `, and ${plural(group.length - 1, 'more finding')} of the same kind.` : '.'}
      </p>
    </li>
  );
}
