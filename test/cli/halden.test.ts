import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {handoff} from './run.ts';

/** The example company, whole, as a client would see it. Accept a change with `npx vitest run test/cli/halden --update`. */
test.each(['80', '120'])('the report at %s columns', async columns => {
  const {code, stdout, stderr} = await handoff(['audit', 'fixtures/halden', '-q'], {env: {COLUMNS: columns}});
  expect({code, stderr}).toEqual({code: 1, stderr: ''});
  await expect(stdout).toMatchFileSnapshot(`../golden/halden-${columns}.txt`);
  expect(stdout.split('\n').filter(line => stringWidth(line) > Number(columns))).toEqual([]);
});

test('a lead that was recycled and came back to somebody who had left', async () => {
  const {stdout} = await handoff(['lead', 'L0865', '--export', 'fixtures/halden', '-q']);
  await expect(stdout).toMatchFileSnapshot('../golden/halden-lead.txt');
});
