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

/** CPU of the containers of each group, as a share of one core. */
export function containerCpu<L extends string, const B extends NoInfer<L>>(
  cpu: Counter<L>,
  { by, window, ...texts }: By<B>,
): Signal<B> {
  const description = 'CPU of the containers. 100 % is one core.';
  return signal<B>({
    ...withTexts({ title: 'Container CPU', description }, texts),
    expr: sum<L, B>(rate(ofContainers(cpu), window), { by }),
    unit: 'percentunit',
  });
}

/** Memory of the containers of each group that cannot be taken back. */
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

/** Memory of the fullest container of each group, as a share of its limit. Containers without a limit are left out. */
export function memoryOfLimit<L extends string, const B extends NoInfer<L>>(
  workingSet: Gauge<L>,
  limit: Gauge<L>,
  { by, ...texts }: Omit<By<B>, 'window'>,
): Signal<B> {
  const description = 'Memory as a share of the limit. At 100 % the container is killed.';
  return signal<B>({
    ...withTexts({ title: 'Memory of limit', description }, texts),
    // The limit of 0 that stands for "none" is dropped by the ratio. One side says which series are meant: the other
    // is only looked at where it matches.
    expr: over<B>(max<L, B>(ofContainers(workingSet), { by }), max<L, B>(limit, { by })),
  });
}

/** Bytes per second of anything that counts bytes: network, disks. */
export function throughput<L extends string, const B extends NoInfer<L> = never>(
  bytes: Counter<L>,
  { by = [], window, ...texts }: Grouping<B> = {},
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: 'Throughput', description: 'Bytes per second.' }, texts),
    expr: sum<L, B>(rate(bytes, window), { by }),
  });
}

/** Restarts in a window, by default the last hour: kube-state-metrics shows the counter from its 0 on. */
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

/** Without the pod's own series, which have an empty `container` and would count everything twice. */
function ofContainers<Kind extends 'counter' | 'gauge', L extends string>(
  series: Selector<Kind, L>,
): Selector<Kind, L> {
  return series.where({ container: not('') } as { readonly [Label in L]?: LabelMatch });
}
