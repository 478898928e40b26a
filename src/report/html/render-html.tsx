import {render} from 'preact-render-to-string';
import type {Report} from '../../result.ts';
import {plainly} from '../plain.ts';
import type {LeadRows} from './lead-rows.ts';
import {renderPage} from './parts/page.tsx';
import {Cares, caresOf} from './parts/reading.ts';
import {Headline} from './sections/headline.tsx';
import {SECTIONS} from './sections.ts';

/** The report as one page that needs nothing else. What comes from the export is text in it, and visible. */
export function renderHtml(report: Report, rows: LeadRows | null = null): string {
  const safe = plainly(report);
  const safeRows = plainly(rows);
  const cares = caresOf(safe);
  const sections = SECTIONS.map(([id, link, Part]) => ({
    id,
    link,
    html: render(
      <Cares.Provider value={cares}>
        <Part report={safe} rows={safeRows} />
      </Cares.Provider>,
    ),
  })).filter(({html}) => html !== '');
  return renderPage(titleOf(safe), [
    render(<Headline report={safe} />),
    render(<Contents sections={sections} />),
    '<main>',
    ...sections.map(({html}) => html),
    '</main>',
  ]);
}

function titleOf({company, as_of}: Report): string {
  return `${company ?? 'Lead handoff'}: handoff audit as of ${as_of.slice(0, 10)}`;
}

function Contents({sections}: {sections: readonly {id: string; link: string}[]}) {
  return (
    <nav aria-label="Contents">
      <ul>
        {sections.map(({id, link}) => (
          <li key={id}>
            <a href={`#${id}`}>{link}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
