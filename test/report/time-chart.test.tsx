import {render} from 'preact-render-to-string';
import {describe, expect, test} from 'vitest';
import {TimeChart, type TimePoint} from '../../src/report/html/charts/time-chart.tsx';

const point = (label: string, value: number | null, doubt: TimePoint['doubt'] = null): TimePoint => ({
  label,
  value,
  low: null,
  high: null,
  doubt,
});

function drawn(points: readonly TimePoint[], width = 736): {solid: string; dashed: number; hollow: number; said: string} {
  const svg = render(<TimeChart label="kept" width={width} points={points} targets={[]} />);
  return {
    solid: /<path class="line" d="([^"]*)"/.exec(svg)?.[1] ?? '',
    dashed: svg.match(/class="line unsure"/g)?.length ?? 0,
    hollow: svg.match(/class="hollow"/g)?.length ?? 0,
    said: /<text class="(?:strong|axis)"[^>]*>([^<]*)<\/text><\/svg>/.exec(svg)?.[1] ?? '',
  };
}

describe('the last point of a curve', () => {
  test('is said as it is where it is complete', () => {
    const {said, dashed, hollow} = drawn([point('2026-W38', 0.38), point('2026-W39', 0.46)]);
    expect({said, dashed, hollow}).toEqual({said: '46%', dashed: 0, hollow: 0});
  });

  test('is no recovery while some of it has not fallen due: dashed, hollow and "so far"', () => {
    const points = [point('2026-W38', 0.38), point('2026-W39', 0.46), point('2026-W40', 0.54, 'young')];
    const {said, dashed, hollow, solid} = drawn(points);
    expect({said, dashed, hollow}).toEqual({said: '54% so far', dashed: 1, hollow: 1});
    expect(solid.match(/[ML]/g)).toEqual(['M', 'L']);
  });
});

test('two leads of a month are no beginning of a trend: their point stands alone', () => {
  const {dashed, hollow, solid} = drawn([point('2026-03', 0, 'few'), point('2026-04', 0.15), point('2026-05', 0.12)]);
  expect({dashed, hollow}).toEqual({dashed: 0, hollow: 1});
  expect(solid.match(/[ML]/g)).toEqual(['M', 'L']);
});
