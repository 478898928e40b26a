import {expect, test} from 'vitest';
import {nextCommands} from '../../src/report/text/verdict.ts';
import {businessDuration, duration} from '../../src/words.ts';
import {sampleReport} from './sample-report.ts';

const found = {...sampleReport, definitions: {...sampleReport.definitions, path: 'handoff.yaml'}};

test('what to type next asks the same question: definitions it would not find, cut-off and window go with it', () => {
  const plain = nextCommands(found);
  expect(plain.join('\n')).not.toMatch(/ -d | --as-of | --since /);
  const other = nextCommands({
    ...sampleReport,
    definitions: {...sampleReport.definitions, path: '../de fs/h.yaml'},
    as_of: '2026-08-31T22:00:00Z',
    as_of_from: '--as-of',
    window: {since: '2026-05-01', until: null},
  });
  const [lead, explain] = other;
  expect(lead).toMatch(/^handoff lead .* -d '\.\.\/de fs\/h\.yaml' --as-of 2026-08-31T22:00:00Z --since 2026-05-01$/);
  expect(explain).toMatch(/^handoff explain [a-z-]+ -d '\.\.\/de fs\/h\.yaml'$/);
});

test.each([
  [90, '1.5 min', '1.5 min'],
  [18_720, '5.2 h', '5.2 h'],
  [86_400 * 2, '2 d', '48 h'],
  [4_000_000, '46 d', '1,111 h'],
])('%i s of business time are never told in days, which are another thing there', (seconds, wall, business) => {
  expect([duration(seconds), businessDuration(seconds)]).toEqual([wall, business]);
});
