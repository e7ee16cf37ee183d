import { durationText } from '../../catalog/index.js';
import { list, number, options, type Shape, text, wrong } from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import { wholeVariable } from './names.js';
import { autoWindow } from './node.js';

/** A duration, or a placeholder that is filled in on dashboards: `auto`, or a Grafana variable. */
export const windowShape: Shape = (value) => (value === autoWindow ? undefined : durationText(value));

/** A number within bounds; or a scalar or a variable, whose value is not known here. */
export function scalarShape(from?: number, to?: number): Shape {
  const ofNumber = number(from, to);
  return (value) =>
    (typeof value === 'string' && wholeVariable.test(value)) || (isRecord(value) && 'scalar' in value)
      ? undefined
      : ofNumber(value);
}

/** A φ from 0 to 1. */
export const shareShape = scalarShape(0, 1);

/** Labels to keep, and the window of a statistic over a histogram. */
export const statisticShape = options<{ by?: readonly string[]; window?: string }>({
  by: list(text),
  window: windowShape,
});

export const histogramShape: Shape = (value) =>
  isRecord(value) && (value.kind === 'histogram' || value.kind === 'native_histogram')
    ? undefined
    : wrong(value, 'a histogram of the catalog');

/** A histogram, or series computed from one; a counter or a gauge has no buckets. */
export const observationsShape: Shape = (value) =>
  histogramShape(value) === undefined ||
  (isRecord(value) &&
    ('node' in value || value.kind === 'bucket' || value.kind === 'recorded' || value.kind === 'any'))
    ? undefined
    : wrong(value, 'a histogram of the catalog, or an expression that has kept the label le');
