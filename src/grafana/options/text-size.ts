import type { VizTextDisplayOptions } from '@grafana/grafana-foundation-sdk/common';
import { fields, number, optionsFrom } from '../../catalog/shape/index.js';
import { type Data, defined } from '../sdk.js';

/** Sizes of texts in pixels: 1 to 500. @default as large as there is room */
export interface TextSize {
  /** Of the name. */
  readonly title?: number;
  /** Of the value. */
  readonly value?: number;
}

const size = number(1, 500);
export const textSizeShape = optionsFrom(fields<TextSize>({ title: size, value: size }));

export function textSizeOptions({ title, value }: TextSize): Data<VizTextDisplayOptions> {
  return defined({ titleSize: title, valueSize: value });
}
