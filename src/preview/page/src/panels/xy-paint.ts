import type uPlot from 'uplot';

export interface XyPoint {
  readonly x: number;
  readonly y: number;
  /** Of its frame. */
  readonly row: number;
  /** The axis of its value. */
  readonly scale: string;
  /** Pixels across. */
  readonly size: number;
  readonly color: string;
}

interface PointStyle {
  readonly points: boolean;
  /** Pixels of the line between points; 0 for none. */
  readonly line: number;
  readonly dash: readonly number[];
  readonly square: boolean;
  /** Pixels of the line around a point. */
  readonly stroke: number;
  /** How much of its colour a point is filled with, 0 to 1. */
  readonly fill: number;
  /** Of the line between points. */
  readonly color: string;
}

/** Draws the points of a series, and the line between them. */
export function paintPoints(
  context: CanvasRenderingContext2D,
  plot: uPlot,
  points: readonly XyPoint[],
  style: PointStyle,
): void {
  const ratio = plot.bbox.width / plot.over.clientWidth || 1;
  const placed = points.map((point) => ({
    ...point,
    left: plot.valToPos(point.x, 'x', true),
    top: plot.valToPos(point.y, point.scale, true),
  }));
  if (style.line > 0) {
    context.strokeStyle = style.color;
    context.lineWidth = style.line * ratio;
    context.setLineDash(style.dash.map((length) => length * ratio));
    context.beginPath();
    for (const { left, top } of placed) context.lineTo(left, top);
    context.stroke();
    context.setLineDash([]);
  }
  if (!style.points) return;
  for (const { left, top, size, color } of placed) {
    const radius = (size * ratio) / 2;
    context.beginPath();
    if (style.square) context.rect(left - radius, top - radius, 2 * radius, 2 * radius);
    else context.arc(left, top, radius, 0, 2 * Math.PI);
    context.fillStyle = color;
    context.globalAlpha = style.fill;
    context.fill();
    context.globalAlpha = 1;
    if (style.stroke === 0) continue;
    context.strokeStyle = color;
    context.lineWidth = style.stroke * ratio;
    context.stroke();
  }
}
