import {
  duration,
  isRecord,
  list,
  number,
  options,
  type Shape,
  text,
  wrong,
} from '../../catalog/shape/index.js';
import { autoWindow } from './node.js';

/** A duration, or what is filled in on a dashboard: `auto`, and Grafana's own variables. */
export const windowShape: Shape = (value) =>
  value === autoWindow || (typeof value === 'string' && value.includes('$')) ? undefined : duration(value);

/** The share of observations that lies below a quantile. */
export const shareShape = number(0, 1);

/** Labels to keep, and the window of a statistic over a histogram. */
export const statisticShape = options<{ by?: readonly string[]; window?: string }>({
  by: list(text),
  window: windowShape,
});

export const histogramShape: Shape = (value) =>
  isRecord(value) && (value.kind === 'histogram' || value.kind === 'native_histogram')
    ? undefined
    : wrong(value, 'a histogram of the catalog');

/** A histogram, or series that have been made of one; a counter or a gauge has no buckets. */
export const observationsShape: Shape = (value) =>
  histogramShape(value) === undefined ||
  (isRecord(value) && ('node' in value || value.kind === 'bucket' || value.kind === 'recorded'))
    ? undefined
    : wrong(value, 'a histogram of the catalog, or an expression that has kept the label le');
