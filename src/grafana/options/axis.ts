import type { AxisConfig, ScaleDistributionConfig } from '@grafana/grafana-foundation-sdk/common';
import {
  choice,
  chosenBy,
  fields,
  flag,
  isRecord,
  number,
  optionsFrom,
  required,
  text,
  whole,
} from '../../catalog/shape/index.js';
import { type Data, defined } from '../sdk.js';

/** How values are spread over the axis: by a logarithm, or by one that has room for zero and below. */
export type AxisScale =
  | 'linear'
  | { readonly log: 2 | 10 }
  /** Linear up to `linearThreshold`, logarithmic beyond. */
  | { readonly symlog: 2 | 10; readonly linearThreshold?: number };

/** The axis of values. */
export interface AxisOptions {
  /** Text along the axis. @default none */
  readonly label?: string;
  /** @default auto: left, and right for every other unit */
  readonly placement?: 'auto' | 'left' | 'right' | 'top' | 'bottom' | 'hidden';
  /** @default linear */
  readonly scale?: AxisScale;
  /** Where the axis starts unless a value lies below. */
  readonly softMin?: number;
  /** Where the axis ends unless a value lies above. */
  readonly softMax?: number;
  /** Pixels: 0 to 1000. @default as wide as its texts */
  readonly width?: number;
  /** @default Grafana decides */
  readonly grid?: boolean;
  /** A line along the axis. @default false */
  readonly border?: boolean;
  /** Zero in the middle. @default false */
  readonly centeredZero?: boolean;
  /** The colour of the texts: of all others, or of the series. @default text */
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

/** Grafana's own axis. */
export const unsaidAxis = {
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

export function scaleConfig(scaled: AxisScale): Data<ScaleDistributionConfig> {
  if (scaled === 'linear') return { type: 'linear' };
  if ('log' in scaled) return { type: 'log', log: scaled.log };
  const { symlog: logarithm, linearThreshold } = scaled;
  return { type: 'symlog', log: logarithm, ...defined({ linearThreshold }) };
}
