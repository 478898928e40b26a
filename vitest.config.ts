import {defineConfig} from 'vitest/config';
import LongestFirst from './test/longest-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/build-first.ts'],
    setupFiles: ['test/seed.ts'],
    reporters: ['default', './test/summary-reporter.ts'],
    // a worker loads the modules once for all its files: a quarter of the suite's time
    isolate: false,
    // most of a test's time is spent in the engine's own threads
    maxWorkers: 3,
    // no long file is left alone at the end
    sequence: {sequencer: LongestFirst},
    // the engine starts for many tests, on machines with two cores
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // what a developer's shell says must not change an output
    env: {TZ: 'America/Los_Angeles'},
  },
});
