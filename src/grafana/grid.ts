import { options, required, whole } from '../catalog/shape/index.js';

/** Columns of Grafana's grid. */
export const gridColumns = 24;

/** Height of a row's heading in grid rows. */
export const rowHeadingHeight = 1;

/** Grafana stores panel ids as 32-bit integers. */
export const largestPanelId = 2 ** 31 - 1;

/** Width in columns and height in grid units of 30 pixels. */
export interface PanelSize {
  readonly w: number;
  readonly h: number;
}

export const graphSize: PanelSize = { w: 12, h: 8 };
export const valueSize: PanelSize = { w: 6, h: 4 };

/** A position in a row: columns from the left, grid units from the top of its panels. */
export interface PanelPosition {
  /** Column: 0 to 23. */
  readonly x: number;
  /** Grid units of 30 pixels: 0 or more. */
  readonly y: number;
}

/** Thirty thousand pixels: a higher dashboard is a mistake. */
export const highest = 1000;

export const gridPoint = options<PanelPosition>({
  x: required(whole(0, gridColumns - 1)),
  // Imported dashboards may be higher, which is for the checks to report.
  y: required(whole(0, 100 * highest)),
});
