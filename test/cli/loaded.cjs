// preloaded into a run: says at its end whether the engine was loaded
process.on('exit', () => {
  const loaded = Object.keys(require.cache).some(path => path.includes('@duckdb'));
  process.stderr.write(`engine ${loaded ? 'loaded' : 'absent'}\n`);
});
