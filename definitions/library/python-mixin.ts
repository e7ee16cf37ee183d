import { also, named, type TargetOptions } from './labels.js';
import { type PythonHandles, pythonRow, pythonSignals } from './python.js';
import { type MixinOptions, mixin, ready, wholeNumbers } from './ready-alerts.js';

/** Names of the alerts. */
export type PythonAlert = 'PythonObjectsUncollectable';

/** Options of `pythonMixin`. */
export interface PythonMixinOptions<Target extends string, Without extends PythonAlert>
  extends MixinOptions<PythonAlert, Without>,
    TargetOptions<Target> {}

/**
 * Python's garbage collector: collections, collected objects and uncollectable objects.
 *
 * @example pythonMixin(metrics, { by: ['instance'], where: { job: 'shop' } })
 */
export function pythonMixin<Target extends string, const Without extends PythonAlert = never>(
  metrics: PythonHandles<Target>,
  options: PythonMixinOptions<NoInfer<Target>, Without>,
) {
  const { by, where: only = {} } = options;
  const signals = pythonSignals<Target>(metrics, { by, where: only });
  return mixin(options, {
    signals,
    alerts: {
      PythonObjectsUncollectable: ready<Target>({
        signal: signals.gcUncollectable,
        side: 'above',
        threshold: 0,
        for: '0m',
        severity: 'warning',
        window: '1h',
        around: wholeNumbers('above'),
        summary: ({ labels }) => `${named(by, labels)} has uncollectable objects`,
        description: ({ value, threshold }) =>
          `The garbage collector could not free ${value.fixed(0)} objects in an hour (threshold ${threshold}). Memory grows until the process is killed.`,
        runbook: `
## What to look at

\`gc.garbage\` in the process lists the objects: from C extensions that do not support garbage collection, or kept by
\`gc.DEBUG_SAVEALL\`.

## What to do

Restart the process before it runs out of memory. Update or replace the extension.`,
        series: (to, course, of) =>
          to.series(
            metrics.python_gc_objects_uncollectable_total,
            also({ generation: '2' }, of),
            course.perSecond((objects) => objects / 3600),
          ),
      }),
    },
    row: pythonRow(signals),
  });
}
