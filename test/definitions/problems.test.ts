import {readdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {formatDiagnostic} from '../../src/definitions/diagnostics.ts';
import {checkDefinitions} from '../../src/definitions/load.ts';

/**
 * Each file of fixtures/definitions beside what is said about it, `<name>.txt`. An empty text: nothing is wrong.
 * To accept a change: npx vitest run test/definitions -u.
 */
describe.each(['fixtures/definitions', 'fixtures/definitions/extends'])('%s', folder => {
  const cwd = fileURLToPath(new URL(`../../${folder}/`, import.meta.url));
  const files = readdirSync(cwd).filter(name => name.endsWith('.yaml'));

  test.each(files)('%s', async file => {
    const {diagnostics} = await checkDefinitions({file, cwd, env: {}});
    const said = diagnostics.map(formatDiagnostic).map(line => `${line}\n`);
    await expect(said.join('')).toMatchFileSnapshot(`${cwd}${file.replace('.yaml', '.txt')}`);
  });
});
