import {
  type Counter,
  type Gauge,
  increase,
  type LabelMatch,
  max,
  not,
  rate,
  type Selector,
  type Signal,
  signal,
  sum,
} from 'dashwright';
import { over } from './same-labels.js';
import { type Grouping, withTexts } from './texts.js';

type By<B extends string> = Grouping<B> & { readonly by: readonly B[] };

/** CPU usage of the containers of each group, in cores. */
export function containerCpu<L extends string, const B extends NoInfer<L>>(
  cpu: Counter<L>,
  { by, window, ...texts }: By<B>,
): Signal<B> {
  const description = 'CPU of the containers. 100% is one core.';
  return signal<B>({
    ...withTexts({ title: 'Container CPU', description }, texts),
    expr: sum<L, B>(rate(ofContainers(cpu), window), { by }),
    unit: 'percentunit',
  });
}

/** Working set memory of the containers of each group. */
export function containerMemory<L extends string, const B extends NoInfer<L>>(
  workingSet: Gauge<L>,
  { by, ...texts }: Omit<By<B>, 'window'>,
): Signal<B> {
  const description = 'Memory that cannot be taken back: what the OOM killer compares with the limit.';
  return signal<B>({
    ...withTexts({ title: 'Container memory', description }, texts),
    expr: sum<L, B>(ofContainers(workingSet), { by }),
  });
}

/**
 * Memory usage of the container of each group that is closest to its limit, as a ratio of the limit. Containers without
 * a limit are left out.
 */
export function memoryOfLimit<L extends string, const B extends NoInfer<L>>(
  workingSet: Gauge<L>,
  limit: Gauge<L>,
  { by, ...texts }: Omit<By<B>, 'window'>,
): Signal<B> {
  const description = 'Memory as a share of the limit. At 100% the container is OOM-killed.';
  return signal<B>({
    ...withTexts({ title: 'Memory of limit', description }, texts),
    // The ratio drops the limit of 0, which means "no limit". One side selects the series; of the other, only those
    // that match are used.
    expr: over<B>(max<L, B>(ofContainers(workingSet), { by }), max<L, B>(limit, { by })),
  });
}

/** Bytes per second of a counter of bytes, such as network or disk traffic. */
export function throughput<L extends string, const B extends NoInfer<L> = never>(
  bytes: Counter<L>,
  { by = [], window, ...texts }: Grouping<B> = {},
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: 'Throughput', description: 'Bytes per second.' }, texts),
    expr: sum<L, B>(rate(bytes, window), { by }),
  });
}

/** Restarts in a window, by default the last hour. kube-state-metrics exposes the counter from 0 on. */
export function restarts<L extends string, const B extends NoInfer<L>>(
  counted: Counter<L>,
  { by, window = '1h', ...texts }: By<B>,
): Signal<B> {
  const description = `Restarts of containers in the last ${window}.`;
  return signal<B>({
    ...withTexts({ title: 'Restarts', description }, texts),
    expr: sum<L, B>(increase(counted, window), { by }),
  });
}

/** Without the series of the pod itself, which have an empty `container` and would be counted twice. */
function ofContainers<Kind extends 'counter' | 'gauge', L extends string>(
  series: Selector<Kind, L>,
): Selector<Kind, L> {
  return series.where({ container: not('') } as { readonly [Label in L]?: LabelMatch });
}
