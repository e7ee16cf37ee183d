import type { GraphThresholdsStyleConfig } from '@grafana/grafana-foundation-sdk/common';
import type { ThresholdsConfig } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  anything,
  choice,
  chosenBy,
  described,
  fields,
  list,
  name,
  number,
  optionsFrom,
  required,
  type Shape,
  unfit,
  within,
} from '../../catalog/shape/index.js';
import { isList } from '../../plain.js';
import type { Plain } from '../sdk.js';

/** A threshold step: a bound, and the colour from there on. */
export interface ThresholdStep {
  /** Lower bound, inclusive; null for the base step, which starts at minus infinity. */
  readonly from: number | null;
  /** Grafana colour such as `red`, or `#rrggbb`. */
  readonly color: string;
}

/** Thresholds as values or percentages. */
export interface ThresholdOptions {
  /** Whether steps are absolute values, or percentages of the range from `min` to `max`. @default absolute */
  readonly mode?: 'absolute' | 'percentage';
  /** Steps. @default those of the alerts whose signal the panel shows */
  readonly steps?: readonly ThresholdStep[];
}

/** How graphs draw thresholds, as Grafana names it. */
export type ThresholdStyle = Plain<GraphThresholdsStyleConfig>['mode'];

/** Thresholds of a graph, and how they are drawn. */
export interface GraphThresholdOptions extends ThresholdOptions {
  /** How thresholds are drawn. @default dashed if there are thresholds, otherwise off */
  readonly style?: ThresholdStyle;
}

/** Threshold steps, or options with steps. */
export type Thresholds<Options extends ThresholdOptions = ThresholdOptions> =
  | readonly ThresholdStep[]
  | Options;

/** `null` stands for infinity. */
export const limit = chosenBy((value) => (value === null ? anything : number()));
const eachStep = list(optionsFrom(fields<ThresholdStep>({ from: required(limit), color: required(name) })));
/**
 * In Grafana the first step always starts at minus infinity, and the last step whose bound is not above the value
 * applies.
 */
const steps: Shape = (value) => {
  const problems = eachStep(value);
  if (problems !== undefined || !isList(value)) return problems;
  const starts = (value as readonly ThresholdStep[]).map(({ from }) => from);
  const found = starts.flatMap((from, index) => {
    const before = starts[index - 1];
    if (index === 0 ? from === null : from !== null && (before == null || from > before)) return [];
    const expected =
      index === 0
        ? 'null: in Grafana the first step always starts at minus infinity'
        : `a number${before == null ? '' : ` above ${before}`}: steps must ascend`;
    return within(`[${index}].from`, unfit(from, expected));
  });
  return found.length === 0 ? undefined : found;
};
const common = { mode: choice('absolute', 'percentage'), steps };
const object = optionsFrom(fields<ThresholdOptions>(common));
const graphObject = optionsFrom(
  fields<GraphThresholdOptions>({
    ...common,
    style: choice('off', 'line', 'dashed', 'area', 'line+area', 'dashed+area', 'series'),
  }),
);
export const thresholdsShape = chosenBy((value) => (Array.isArray(value) ? steps : object));
export const graphThresholdsShape = described(
  chosenBy((value) => (Array.isArray(value) ? steps : graphObject)),
  graphObject,
);

export function thresholdsLongForm<Options extends ThresholdOptions>(
  thresholds: Thresholds<Options>,
): Options | ThresholdOptions {
  return isSteps(thresholds) ? { steps: thresholds } : thresholds;
}

function isSteps(thresholds: Thresholds): thresholds is readonly ThresholdStep[] {
  return Array.isArray(thresholds);
}

export function thresholdsConfig(
  given: readonly ThresholdStep[],
  mode: ThresholdOptions['mode'] = 'absolute',
): Plain<ThresholdsConfig> {
  return { mode, steps: given.map(({ from, color }) => ({ value: from, color })) };
}

/** The style of a graph's thresholds, if it is set. */
export function thresholdsStyle(thresholds: Thresholds<GraphThresholdOptions> = {}): {
  thresholdsStyle?: Plain<GraphThresholdsStyleConfig>;
} {
  if (isSteps(thresholds) || thresholds.style === undefined) return {};
  return { thresholdsStyle: { mode: thresholds.style } };
}
