import type { VizTooltipOptions } from '@grafana/grafana-foundation-sdk/common';
import { choice, fields, flag, optionsFrom, whole } from '../../catalog/shape/index.js';
import { type Data, defined } from '../sdk.js';

/** Options of the tooltip. */
export interface TooltipOptions {
  /**
   * Shows all series (`multi`), the nearest one (`single`), or no tooltip.
   *
   * @default multi for graphs, single for other types
   */
  readonly mode?: 'single' | 'multi' | 'none';
  /** Sort order by value. @default desc for graphs, asc for other types */
  readonly sort?: 'none' | 'asc' | 'desc';
  /** Hides series whose value is 0. @default false */
  readonly hideZeros?: boolean;
  /** Maximum height in pixels: 1 to 2000. @default Grafana's */
  readonly maxHeight?: number;
  /** Maximum width in pixels: 1 to 2000. @default Grafana's */
  readonly maxWidth?: number;
}

export const tooltipShape = optionsFrom(
  fields<TooltipOptions>({
    mode: choice('single', 'multi', 'none'),
    sort: choice('none', 'asc', 'desc'),
    hideZeros: flag,
    maxHeight: whole(1, 2000),
    maxWidth: whole(1, 2000),
  }),
);

export function tooltipOptions({ mode, sort, ...rest }: TooltipOptions): Data<VizTooltipOptions> {
  return defined({ mode, sort, ...rest });
}
