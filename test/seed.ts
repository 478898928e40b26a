import fc from 'fast-check';

// one commit, one verdict: whoever looks for more than it finds says another seed (SEED=1 npx vitest run test/diff)
fc.configureGlobal({seed: Number(process.env['SEED'] ?? 20261124)});
