/** Columns of Grafana's grid. */
export const gridColumns = 24;

/** Grid rows that the heading of a row takes. */
export const rowHeadingHeight = 1;

/** Grafana keeps the ids of panels as whole numbers of 32 bits. */
export const largestPanelId = 2 ** 31 - 1;

/** Width in columns and height in grid rows of 30 pixels. */
export interface PanelSize {
  readonly w: number;
  readonly h: number;
}

export const graphSize: PanelSize = { w: 12, h: 8 };
export const valueSize: PanelSize = { w: 6, h: 4 };
