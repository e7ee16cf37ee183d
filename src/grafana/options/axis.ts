import type { AxisConfig, ScaleDistributionConfig } from '@grafana/grafana-foundation-sdk/common';
import {
  choice,
  chosenBy,
  fields,
  flag,
  number,
  optionsFrom,
  required,
  text,
  whole,
} from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import { type Data, defined } from '../sdk.js';

/** Scale of an axis: linear, logarithmic with base 2 or 10, or symlog, which also shows zero and negative values. */
export type AxisScale =
  | 'linear'
  | { readonly log: 2 | 10 }
  /** Linear between -`linearThreshold` and `linearThreshold`, logarithmic beyond. */
  | { readonly symlog: 2 | 10; readonly linearThreshold?: number };

/** Options of the value axis. */
export interface AxisOptions {
  /** Label of the axis. @default none */
  readonly label?: string;
  /** Placement. @default auto: left, and right for every further unit */
  readonly placement?: 'auto' | 'left' | 'right' | 'top' | 'bottom' | 'hidden';
  /** Scale. @default linear */
  readonly scale?: AxisScale;
  /** Soft minimum: the axis starts here unless a value is lower. */
  readonly softMin?: number;
  /** Soft maximum: the axis ends here unless a value is higher. */
  readonly softMax?: number;
  /** Width in pixels: 0 to 1000. @default the width of its labels */
  readonly width?: number;
  /** Shows grid lines. @default chosen by Grafana */
  readonly grid?: boolean;
  /** Shows a border line along the axis. @default false */
  readonly border?: boolean;
  /** Centres the axis on zero. @default false */
  readonly centeredZero?: boolean;
  /** Colour of the labels: that of text, or that of the series. @default text */
  readonly colorMode?: 'text' | 'series';
}

const base = required(choice(2, 10));
const log = optionsFrom(fields<Extract<AxisScale, { log: unknown }>>({ log: base }));
const symlog = optionsFrom(
  fields<Extract<AxisScale, { symlog: unknown }>>({ symlog: base, linearThreshold: number(0) }),
);
const scale = chosenBy((value) => {
  if (!isRecord(value)) return choice('linear');
  return 'symlog' in value ? symlog : log;
});

export const axisShape = optionsFrom(
  fields<AxisOptions>({
    label: text,
    placement: choice('auto', 'left', 'right', 'top', 'bottom', 'hidden'),
    scale,
    softMin: number(),
    softMax: number(),
    width: whole(0, 1000),
    grid: flag,
    border: flag,
    centeredZero: flag,
    colorMode: choice('text', 'series'),
  }),
);

export const axisNames = [
  'axisPlacement',
  'axisColorMode',
  'axisLabel',
  'axisWidth',
  'axisSoftMin',
  'axisSoftMax',
  'axisGridShow',
  'scaleDistribution',
  'axisCenteredZero',
  'axisBorderShow',
] as const satisfies readonly (keyof AxisConfig)[];

/** The axis of a panel without options in Grafana. */
export const implicitAxis = {
  axisLabel: '',
  axisPlacement: 'auto',
  axisColorMode: 'text',
  axisBorderShow: false,
  axisCenteredZero: false,
  axisGridShow: true,
  scaleDistribution: { type: 'linear' },
} satisfies Data<AxisConfig>;

export function axisConfig(axis: AxisOptions = {}): Data<AxisConfig> {
  return defined({
    axisLabel: axis.label,
    axisPlacement: axis.placement,
    scaleDistribution: axis.scale === undefined ? undefined : scaleConfig(axis.scale),
    axisSoftMin: axis.softMin,
    axisSoftMax: axis.softMax,
    axisWidth: axis.width,
    axisGridShow: axis.grid,
    axisBorderShow: axis.border,
    axisCenteredZero: axis.centeredZero,
    axisColorMode: axis.colorMode,
  });
}

function scaleConfig(scaled: AxisScale): Data<ScaleDistributionConfig> {
  if (scaled === 'linear') return { type: 'linear' };
  if ('log' in scaled) return { type: 'log', log: scaled.log };
  const { symlog: logarithm, linearThreshold } = scaled;
  return { type: 'symlog', log: logarithm, ...defined({ linearThreshold }) };
}
