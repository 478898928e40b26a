import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {packagePath} from '../../package-files.ts';

/** The style and the script of the page, and the policy that lets these two in and nothing else. */
export interface Assets {
  style: string;
  script: string;
  policy: string;
}

export function readAssets(): Assets {
  const [style, script] = ['report.css', 'report.js'].map(file =>
    readFileSync(packagePath(`src/report/html/${file}`), 'utf8'),
  ) as [string, string];
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    // an empty icon, so that no browser asks for one
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return {style, script, policy};
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
