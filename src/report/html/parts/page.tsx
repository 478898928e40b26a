import type {ComponentChildren} from 'preact';
import {render} from 'preact-render-to-string';
import {readAssets} from '../assets.ts';

/** A page that needs nothing else: its own style and script under a policy that lets in nothing more. `body` is markup of ours. */
export function renderPage(title: string, body: readonly string[]): string {
  const {style, script, policy} = readAssets();
  return [
    '<!doctype html>',
    '<html lang="en">',
    render(<Head title={title} policy={policy} style={style} />),
    '<body>',
    ...body,
    render(<Raw tag="script" text={script} />),
    '</body>',
    '</html>\n',
  ].join('\n');
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
