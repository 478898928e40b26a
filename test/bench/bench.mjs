// npm run bench [-- <leads> ...]: the audit beside DuckDB's own typed scan of the same files, in the same run.
// Machines are noisy: read the ratio, not the seconds.
import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';

const ACTIVITIES_PER_LEAD = 10;
const RUNS = 3;
const sizes = process.argv.slice(2).map(Number);

for (const leads of sizes.length > 0 ? sizes : [100_000, 1_000_000]) await bench(leads);

async function bench(leads) {
  const folder = mkdtempSync(join(tmpdir(), 'handoff-bench-'));
  try {
    execFileSync(
      process.execPath,
      ['fixtures/generate/bench.mjs', folder, String(leads), String(ACTIVITIES_PER_LEAD)],
      {stdio: 'inherit'},
    );
    const megabytes = ['leads', 'activities'].reduce(
      (sum, table) => sum + statSync(join(folder, `${table}.csv`)).size / 1e6,
      0,
    );
    console.log(`\n${leads} leads, ${leads * ACTIVITIES_PER_LEAD} activities, ${megabytes.toFixed(0)} MB`);
    const scans = [];
    const audits = [];
    for (let run = 0; run < RUNS; run++) {
      scans.push(await measured(['test/bench/typed-scan.mjs', folder]));
      audits.push(
        await measured(['bin/handoff.js', 'audit', folder, '--fail-on', 'never', '--threads', '2', '-f', 'json']),
      );
    }
    const scan = median(scans);
    const audit = median(audits);
    console.log(`typed scan  ${line(scan)}`);
    console.log(`audit       ${line(audit)}   ${(audit.seconds / scan.seconds).toFixed(1)} times the scan`);
    for (const [stage, seconds] of audit.stages)
      console.log(`  ${stage.padEnd(40)} ${seconds.toFixed(2).padStart(7)} s`);
  } finally {
    rmSync(folder, {recursive: true});
  }
}

function measured(command) {
  const peakFile = join(tmpdir(), `handoff-bench-peak-${process.pid}`);
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(process.execPath, ['--import', './test/bench/peak.mjs', ...command], {
      env: {...process.env, BENCH_PEAK: peakFile},
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const marks = [];
    createInterface({input: child.stderr}).on('line', text =>
      marks.push([text.replace(/^handoff: /, ''), performance.now()]),
    );
    child.on('close', code => {
      const ended = performance.now();
      if (code !== 0)
        return reject(new Error(`${command.join(' ')} ended with ${code}: ${marks.map(([text]) => text).join(' ')}`));
      const stages = marks.map(([text, at], index) => [text, ((marks[index + 1]?.[1] ?? ended) - at) / 1000]);
      resolve({seconds: (ended - began) / 1000, peak: Number(readFileSync(peakFile, 'utf8')), stages});
      rmSync(peakFile);
    });
  });
}

function median(runs) {
  return [...runs].sort((a, b) => a.seconds - b.seconds)[Math.floor(runs.length / 2)];
}

function line({seconds, peak}) {
  return `${seconds.toFixed(2).padStart(7)} s  ${(peak / 1e6).toFixed(0).padStart(6)} MB`;
}
