import fc from 'fast-check';

/**
 * Property tests generate the same inputs on every run, so that results are reproducible. `SEED=7 npm
 * test` generates others.
 */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 1) });
