import type {Finding, Report} from '../../../result.ts';
import {grouped, plural} from '../../../words.ts';
import {byCheck, byLeads, open} from '../../ranking.ts';
import {FindingEntry} from '../parts/finding-entry.tsx';
import {Section} from '../parts/section.tsx';

/** Everything found, with its evidence: what to act on by the leads concerned, then facts, then what is accepted. */
export function Findings({report}: {report: Report}) {
  const judged = byCheck(open(report).filter(({level}) => level !== 'info'));
  const facts = byCheck(open(report).filter(({level}) => level === 'info'));
  const held = byCheck(report.findings.filter(({accepted}) => accepted !== null).sort(byLeads));
  return (
    <Section id="findings" title="Findings">
      <p>{counts(report)}</p>
      <div data-search="findings">
        <Groups title="To act on" groups={judged} report={report} />
        <Groups title="Also measured" groups={facts} report={report} />
        <Groups title="Known and accepted" groups={held} report={report} />
      </div>
    </Section>
  );
}

function counts({summary: {findings}}: Report): string {
  const {error, warn, likely, accepted} = findings;
  const parts = [plural(error, 'error'), plural(warn, 'warning')];
  if (likely > 0) parts.push(`${grouped(likely)} likely`);
  if (accepted > 0) parts.push(`${grouped(accepted)} accepted`);
  return `${parts.join(', ')}. An error or a warning is confirmed: its 95% limit is beyond the threshold. What is only likely is marked so.`;
}

function Groups({title, groups, report}: {title: string; groups: readonly (readonly Finding[])[]; report: Report}) {
  if (groups.length === 0) return null;
  return (
    <div data-group="yes">
      <h3>{title}</h3>
      {groups.map(group => (
        <Group key={group[0]?.check} group={group} report={report} />
      ))}
    </div>
  );
}

function Group({group, report}: {group: readonly Finding[]; report: Report}) {
  const check = group[0]?.check ?? '';
  const title = report.checks.find(({id}) => id === check)?.title ?? check;
  const remedies = [...new Set(group.map(({remedy}) => remedy))].filter(remedy => remedy !== '');
  return (
    <div class="group" data-group="yes">
      <h4>
        {title} <code>{check}</code>
      </h4>
      {group.map(finding => (
        <FindingEntry key={finding.key} finding={finding} />
      ))}
      {remedies.map(remedy => (
        <p key={remedy} class="do">
          {remedy}
        </p>
      ))}
    </div>
  );
}
