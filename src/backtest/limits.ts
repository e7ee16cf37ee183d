/** Limits of one query over history: far above what a backtest needs, so that a mistake ends. */
export const queryLimits = { timeoutMs: 600_000, maxSamples: 50_000_000 } as const;

/** The same of rules over time; steps are evaluations. */
export const ruleLimits = { ...queryLimits, maxSteps: 1_000_000 } as const;
