import type uPlot from 'uplot';

/** Pixels on the right that the last label of the time axis needs: it stands at the edge where time is round there. */
function roomForLastLabel(plot: uPlot, _side: number, axes: readonly boolean[]): number {
  if (axes[1]) return 8;
  // Where uPlot stops looking for a layout before it has come to the labels that it draws in the end.
  const likely = (plot.scales.x?.max ?? 0) % roundMs === 0 ? 18 : 8;
  return Math.max(likely, roomForLabel(plot, true));
}

/** Times that are labelled in most graphs are multiples of this. */
const roundMs = 300_000;

/** The same on the left, where a narrow axis of values leaves too little. */
function roomForFirstLabel(plot: uPlot, _side: number, axes: readonly boolean[]): number {
  const size = axes[3]
    ? ((plot.axes.find(({ side }) => side === 3) as { _size?: number } | undefined)?._size ?? 0)
    : 0;
  return Math.max(axes[3] ? 0 : 8, roomForLabel(plot, false) - size);
}

/** Half of the width of the first or last label of the time axis, less what there is between it and the edge. */
function roomForLabel(plot: uPlot, last: boolean): number {
  // What uPlot has found for the axis; it tells padding before it draws.
  const { _splits: splits = [], _values: texts = [] } = plot.axes[0] as {
    readonly _splits?: readonly number[];
    readonly _values?: readonly (string | null)[];
  };
  const { min, max } = plot.scales.x ?? {};
  const at = splits.at(last ? -1 : 0);
  if (at === undefined || min === undefined || max === undefined) return 0;
  const beyond = ((last ? max - at : at - min) / (max - min || 1)) * plot.width * 0.9;
  return Math.ceil(String(texts.at(last ? -1 : 0) ?? '').length * 3.5 - beyond);
}

/** Padding of a plot, so that no label of its time axis is cut off. */
export const roomForTimeLabels = [null, roomForLastLabel, null, roomForFirstLabel] as uPlot.Padding;
