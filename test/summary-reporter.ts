import type {Reporter, TestModule} from 'vitest/node';

/** The run in one line, for whoever reads only the last one. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = modules.flatMap(module => Array.from(module.children.allTests(), test => test.result().state));
    const count = (state: string) => states.filter(found => found === state).length;
    // a file that does not load has no tests, and has failed all the same
    const broken = modules.filter(
      module => module.state() === 'failed' && [...module.children.allTests()].length === 0,
    ).length;
    process.stdout.write(
      `${count('passed')} passed, ${count('failed') + broken} failed, ${count('skipped')} skipped\n`,
    );
  }
}
