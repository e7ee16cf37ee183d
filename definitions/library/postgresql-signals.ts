import { type Counter, type Gauge, rate, type Signal, signal, sum, topk } from 'dashwright';
import { over, together } from './same-labels.js';
import { type Grouping, withTexts } from './texts.js';

type By<B extends string> = Grouping<B> & { readonly by: readonly B[] };

/** Connections, by database: the server's own processes are not among them. */
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

/** Average time of the `count` slowest statements, in the window rather than since the last reset. */
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

/** Share of blocks that came out of the buffer cache. No sample while nothing is read. */
export function cacheHitRatio<L extends string, const B extends NoInfer<L> = never>(
  hits: Counter<L>,
  reads: Counter<L>,
  { by = [], window, ...texts }: Grouping<B> = {},
): Signal<B> {
  const hit = sum<L, B>(rate(hits, window), { by });
  const description = 'Share of blocks found in memory. A fall is a working set that does not fit any more.';
  return signal<B>({
    ...withTexts({ title: 'Cache hit ratio', description }, texts),
    expr: over<B>(hit, together<B>(hit, sum<L, B>(rate(reads, window), { by }))),
    range: [0, 1],
  });
}

/** Reads, writes or scans per second of the `count` busiest tables. */
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
