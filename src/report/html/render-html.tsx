import type {ComponentChildren} from 'preact';
import {render} from 'preact-render-to-string';
import type {Report} from '../../result.ts';
import {plainly} from '../text/plain.ts';
import {readAssets} from './assets.ts';
import {Cares, caresOf} from './parts/reading.ts';
import {Headline} from './sections/headline.tsx';
import {SECTIONS} from './sections.ts';

/** The report as one page that needs nothing else. What comes from the export is text in it, and visible. */
export function renderHtml(report: Report): string {
  const safe = plainly(report);
  const cares = caresOf(safe);
  const sections = SECTIONS.map(([id, link, Part]) => ({
    id,
    link,
    html: render(
      <Cares.Provider value={cares}>
        <Part report={safe} />
      </Cares.Provider>,
    ),
  })).filter(({html}) => html !== '');
  const {style, script, policy} = readAssets();
  return [
    '<!doctype html>',
    '<html lang="en">',
    render(<Head title={titleOf(safe)} policy={policy} style={style} />),
    '<body>',
    render(<Headline report={safe} />),
    render(<Contents sections={sections} />),
    '<main>',
    ...sections.map(({html}) => html),
    '</main>',
    render(<Raw tag="script" text={script} />),
    '</body>',
    '</html>\n',
  ].join('\n');
}

function titleOf({company, as_of}: Report): string {
  return `${company ?? 'Lead handoff'}: handoff audit as of ${as_of.slice(0, 10)}`;
}

/** The policy comes first: what stands before it is not under it. */
function Head({title, policy, style}: {title: string; policy: string; style: string}) {
  return (
    <head>
      <meta http-equiv="Content-Security-Policy" content={policy} />
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="referrer" content="no-referrer" />
      <title>{title}</title>
      <link rel="icon" href="data:," />
      <Raw tag="style" text={style} />
    </head>
  );
}

/** Our own files, byte for byte: the policy holds their hashes. */
function Raw({tag: Tag, text}: {tag: 'style' | 'script'; text: string}): ComponentChildren {
  return <Tag dangerouslySetInnerHTML={{__html: text}} />;
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
