import type { VizTextDisplayOptions } from '@grafana/grafana-foundation-sdk/common';
import { fields, number, optionsFrom } from '../../catalog/shape/index.js';
import { type Data, defined } from '../sdk.js';

/** Text sizes in pixels: 1 to 500. @default the largest sizes that fit */
export interface TextSize {
  /** Size of the name. */
  readonly title?: number;
  /** Size of the value. */
  readonly value?: number;
}

const size = number(1, 500);
export const textSizeShape = optionsFrom(fields<TextSize>({ title: size, value: size }));

export function textSizeOptions({ title, value }: TextSize): Data<VizTextDisplayOptions> {
  return defined({ titleSize: title, valueSize: value });
}
