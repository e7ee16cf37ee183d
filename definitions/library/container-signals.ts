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
import type { SeriesKind } from '../../src/catalog/index.js';
import { over } from './same-labels.js';
import { type Grouping, worded } from './words.js';

type By<B extends string> = Grouping<B> & { readonly by: readonly B[] };

/** CPU of the containers of each group, as a share of one core. */
export function containerCpu<L extends string, const B extends NoInfer<L>>(
  cpu: Counter<L>,
  { by, window, ...words }: By<B>,
): Signal<B> {
  const description = 'CPU of the containers. 100 % is one core.';
  return signal<B>({
    ...worded({ title: 'Container CPU', description }, words),
    expr: sum<L, B>(rate(ofContainers(cpu), window), { by }),
    unit: 'percentunit',
  });
}

/** Memory of the containers of each group that cannot be taken back. */
export function containerMemory<L extends string, const B extends NoInfer<L>>(
  workingSet: Gauge<L>,
  { by, ...words }: Omit<By<B>, 'window'>,
): Signal<B> {
  const description = 'Memory that cannot be taken back: what the OOM killer compares with the limit.';
  return signal<B>({
    ...worded({ title: 'Container memory', description }, words),
    expr: sum<L, B>(ofContainers(workingSet), { by }),
  });
}

/** Memory of the fullest container of each group, as a share of its limit. Containers without a limit are left out. */
export function memoryOfLimit<L extends string, const B extends NoInfer<L>>(
  workingSet: Gauge<L>,
  limit: Gauge<L>,
  { by, ...words }: Omit<By<B>, 'window'>,
): Signal<B> {
  const description = 'Memory as a share of the limit. At 100 % the container is killed.';
  return signal<B>({
    ...worded({ title: 'Memory of limit', description }, words),
    // The limit of 0 that stands for "none" is dropped by the ratio. One side says which series are meant: the other
    // is only looked at where it matches.
    expr: over<B>(max<L, B>(ofContainers(workingSet), { by }), max<L, B>(limit, { by })),
  });
}

/** Bytes per second of anything that counts bytes: network, disks. */
export function throughput<L extends string, const B extends NoInfer<L> = never>(
  bytes: Counter<L>,
  { by = [], window, ...words }: Grouping<B> = {},
): Signal<B> {
  return signal<B>({
    ...worded({ title: 'Throughput', description: 'Bytes per second.' }, words),
    expr: sum<L, B>(rate(bytes, window), { by }),
  });
}

/** Restarts in a window, by default the last hour: kube-state-metrics shows the counter from its 0 on. */
export function restarts<L extends string, const B extends NoInfer<L>>(
  counted: Counter<L>,
  { by, window = '1h', ...words }: By<B>,
): Signal<B> {
  const description = `Restarts of containers in the last ${window}.`;
  return signal<B>({
    ...worded({ title: 'Restarts', description }, words),
    expr: sum<L, B>(increase(counted, window), { by }),
  });
}

/** Without the pod's own series, which have an empty `container` and would count everything twice. */
function ofContainers<Kind extends SeriesKind, L extends string>(
  series: Selector<Kind, L>,
): Selector<Kind, L> {
  return series.where({ container: not('') } as { readonly [Label in L]?: LabelMatch });
}
