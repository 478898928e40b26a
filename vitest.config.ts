import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build-first.ts'],
    reporters: ['default', './test/summary-reporter.ts'],
    // a worker loads the modules once for all its files: a quarter of the suite's time
    isolate: false,
    // the engine starts for many tests, on machines with two cores
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // what a developer's shell says must not change an output
    env: {TZ: 'America/Los_Angeles'},
  },
});
