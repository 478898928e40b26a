import {readFileSync} from 'node:fs';
import {parse} from 'yaml';
import {packagePath} from '../package-files.ts';
import type {Benchmark} from '../result.ts';

/** The whole table of rules/benchmarks.yaml, in its order. */
export function readBenchmarks(): Benchmark[] {
  return parse(readFileSync(packagePath('rules/benchmarks.yaml'), 'utf8')) as Benchmark[];
}
