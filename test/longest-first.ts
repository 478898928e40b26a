import {BaseSequencer, type TestSpecification} from 'vitest/node';

/** What takes longest. A new file belongs here only where it takes more than ten seconds of a quiet machine. */
const LONGEST = [
  'handoff/missing',
  'systems/twin-audits',
  'systems/twins',
  'cli/privacy',
  'cli/commands',
  'cli/audit',
  'handoff/demo',
  'report/html-browser',
  'impact/properties',
  'impact/impact',
  'measures/routing-practice',
  'cli/halden',
].map(name => `/test/${name}.test.ts`);

/** By their sizes, as vitest orders files it does not know, some that take a minute would begin when the other workers have ended. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({moduleId}: TestSpecification) => {
      const found = LONGEST.findIndex(name => moduleId.endsWith(name));
      return found < 0 ? LONGEST.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}
