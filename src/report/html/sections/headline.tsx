import type {Report} from '../../../result.ts';
import {instantText, windowText} from '../../moments.ts';

/** Whose handoff, as of when, over which leads, by which definitions; then the story in sentences. */
export function Headline({report}: {report: Report}) {
  const {company, as_of, as_of_from, time_zone, definitions, tool, summary} = report;
  return (
    <header>
      <p class="kicker">Lead handoff from marketing to sales</p>
      <h1>{company ?? 'Handoff audit'}</h1>
      <p class="quiet">
        As of {instantText(as_of)} ({as_of_from}); {windowText(report)}; {time_zone}. Definitions {definitions.path}{' '}
        (sha256 {definitions.sha256.slice(0, 8)}), {tool.name} {tool.version}.
      </p>
      {summary.headline.map((sentence, index) => (
        <p key={index} class={index === 0 ? 'lead' : 'story'}>
          {sentence}
        </p>
      ))}
    </header>
  );
}
