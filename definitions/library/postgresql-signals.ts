import { type Counter, type Gauge, rate, type Signal, signal, sum, topk } from 'dashwright';
import { over, together } from './same-labels.js';
import { type Grouping, withTexts } from './texts.js';

type By<B extends string> = Grouping<B> & { readonly by: readonly B[] };

/** Connections by database, without those of the server's own processes. */
export function connections<L extends string, const B extends NoInfer<L>>(
  backends: Gauge<L>,
  { by, ...texts }: Omit<By<B>, 'window'>,
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: 'Connections', description: 'Connections to PostgreSQL, by database.' }, texts),
    expr: sum<L, B>(backends, { by }),
  });
}

/** Transactions per second: commits, or rollbacks. */
export function transactionRate<L extends string, const B extends NoInfer<L> = never>(
  transactions: Counter<L>,
  { by = [], window, ...texts }: Grouping<B> = {},
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: 'Transactions', description: 'Transactions per second.' }, texts),
    expr: sum<L, B>(rate(transactions, window), { by }),
  });
}

/** Average duration of the `count` slowest statements in the window. */
export function slowestStatements<L extends string, const B extends NoInfer<L>>(
  count: number,
  seconds: Counter<L>,
  calls: Counter<L>,
  { by, window, ...texts }: By<B>,
): Signal<B> {
  const description = `Average execution time of the ${count} slowest statements that ran.`;
  const time = over<B>(sum<L, B>(rate(seconds, window), { by }), sum<L, B>(rate(calls, window), { by }));
  return signal<B>({
    ...withTexts({ title: 'Slowest statements', description }, texts),
    expr: topk(count, time),
    unit: 's',
  });
}

/** Blocks read from the buffer cache as a ratio of all blocks. No sample without reads. */
export function cacheHitRatio<L extends string, const B extends NoInfer<L> = never>(
  hits: Counter<L>,
  reads: Counter<L>,
  { by = [], window, ...texts }: Grouping<B> = {},
): Signal<B> {
  const hit = sum<L, B>(rate(hits, window), { by });
  const description = 'Share of blocks found in memory. Falls when the working set no longer fits.';
  return signal<B>({
    ...withTexts({ title: 'Cache hit ratio', description }, texts),
    expr: over<B>(hit, together<B>(hit, sum<L, B>(rate(reads, window), { by }))),
    range: [0, 1],
  });
}

/** Reads, writes or scans per second of the `count` tables with the most of them. */
export function busiestTables<L extends string, const B extends NoInfer<L>>(
  count: number,
  counted: Counter<L>,
  { by, window, ...texts }: By<B>,
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: 'Busiest tables', description: `The ${count} busiest tables.` }, texts),
    expr: topk(count, sum<L, B>(rate(counted, window), { by })),
  });
}
