import {render} from 'preact-render-to-string';
import {describe, expect, test} from 'vitest';
import {RowsChart} from '../../src/report/html/charts/rows-chart.tsx';

function drawn(label: string, width: number): {texts: string[]; lines: number} {
  const rows = [{label, text: '80% (181 of 227; 74-84%)', value: 0.8}];
  const svg = render(<RowsChart label="kept" width={width} rows={rows} mark="dot" most={1} tick={String} />);
  const texts = [...svg.matchAll(/<text x="0"[^>]*>([^<]*)</g)].map(([, text]) => text ?? '');
  const lines = new Set([...svg.matchAll(/<text (?:x="0"|class="value")[^>]* y="([\d.]+)"/g)].map(([, y]) => y));
  return {texts, lines: lines.size};
}

describe('a label of a row', () => {
  test('on a phone stands beside its number where both fit, else above it, and is not cut', () => {
    expect(drawn('Trial', 358)).toEqual({texts: ['Trial'], lines: 1});
    const long = 'undetermined by the lead’s data';
    expect(drawn(long, 358)).toEqual({texts: [long], lines: 2});
  });

  test('of the steps of the audit is not cut where there is room', () => {
    const step = 'less progressed without a logged touch';
    expect(drawn(step, 736)).toEqual({texts: [step], lines: 1});
  });
});
