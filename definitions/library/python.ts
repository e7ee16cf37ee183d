// Metrics of the official client library that only Python has. Those of every process (CPU, memory, file descriptors)
// are in process.ts.
import {
  type AnySignal,
  type Catalog,
  type Counter,
  count,
  counter,
  gauge,
  increase,
  type LabelMatch,
  oneOf,
  panel,
  rate,
  row,
  signal,
  sum,
} from 'dashwright';

const generation = oneOf('0', '1', '2');

/**
 * Metrics to spread into a catalog. All exist from the start of the process, at 0. A process with several workers
 * (gunicorn with `PROMETHEUS_MULTIPROC_DIR`) exposes none of them.
 */
export const pythonMetrics = {
  python_gc_collections_total: counter({
    help: 'Runs of the garbage collector.',
    unit: 'collections',
    labels: { generation },
  }),
  python_gc_objects_collected_total: counter({
    help: 'Objects that the garbage collector freed.',
    unit: 'objects',
    labels: { generation },
  }),
  python_gc_objects_uncollectable_total: counter({
    help: 'Objects that the garbage collector found and could not free.',
    unit: 'objects',
    labels: { generation },
  }),
  python_info: gauge({
    help: 'Always 1; the labels say which Python runs.',
    labels: {
      implementation: ['CPython'],
      major: ['3'],
      minor: ['12'],
      patchlevel: ['8'],
      version: ['3.12.8'],
    },
  }),
};

/** The handles of `pythonMetrics` in a catalog. */
export type PythonHandles<Target extends string> = Catalog<typeof pythonMetrics, Target>;

export interface PythonOptions<Target extends string> {
  /** Labels that identify a process: `pod`, `instance`. */
  readonly by: readonly Target[];
  /** Label values of the processes to use, if there are others: `{ job: 'litellm' }`. */
  readonly where?: { readonly [Label in Target]?: LabelMatch };
}

/** Signals of Python's garbage collector. */
export function pythonSignals<Target extends string>(
  metrics: PythonHandles<Target>,
  { by, where = {} }: PythonOptions<NoInfer<Target>>,
) {
  const of = <L extends string>(series: Counter<L>): Counter<L> => series.where(where as object);
  const process = by.map((label) => `{{${label}}}`).join(' ');
  return {
    gcCollections: signal({
      title: 'GC runs',
      description:
        'Runs of the garbage collector per second. Generation 2 walks all objects and blocks the process.',
      expr: sum(rate(of(metrics.python_gc_collections_total)), { by: [...by, 'generation'] }),
      legend: `${process} generation {{generation}}`,
    }),
    gcCollected: signal({
      title: 'Objects freed',
      description: 'Objects in reference cycles that the garbage collector freed, per second.',
      expr: sum(rate(of(metrics.python_gc_objects_collected_total)), { by: [...by, 'generation'] }),
      legend: `${process} generation {{generation}}`,
    }),
    gcUncollectable: signal({
      title: 'Objects not freed, 1 h',
      description:
        'Objects that the garbage collector could not free in the last hour. Any value above 0 is a leak.',
      expr: sum(increase(of(metrics.python_gc_objects_uncollectable_total), '1h'), { by }),
      legend: process,
    }),
    pythonVersions: signal({
      title: 'Processes by Python version',
      description: 'More than one version is a rollout that has stopped half-way.',
      expr: count(metrics.python_info.where(where as object), { by: ['version'] }),
      legend: '{{version}}',
    }),
  };
}

/** Panels of Python processes, for any identifying labels. */
export type PythonSignals = Readonly<Record<keyof ReturnType<typeof pythonSignals>, AnySignal>>;

/** The garbage collector, as a row. */
export function pythonRow(signals: PythonSignals) {
  return row('Python', [
    panel.timeseries({ title: 'GC runs by generation', show: signals.gcCollections, min: 0 }),
    panel.timeseries({ title: 'Objects freed by GC', show: signals.gcCollected, min: 0 }),
    panel.timeseries({
      title: 'Objects that GC could not free, 1 h',
      show: signals.gcUncollectable,
      min: 0,
      decimals: 0,
      fixedRange: 'A leak is slow: an hour shows it at any zoom.',
    }),
    panel.timeseries({
      title: 'Processes by Python version',
      show: signals.pythonVersions,
      min: 0,
      decimals: 0,
    }),
  ]);
}
