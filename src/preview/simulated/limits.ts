/**
 * Limits of one query over simulated data: what a reader of a page would still wait for, in milliseconds, and the samples
 * that Prometheus loads by default (`--query.max-samples`).
 */
export const queryLimits = { timeoutMs: 20_000, maxSamples: 50_000_000 } as const;
