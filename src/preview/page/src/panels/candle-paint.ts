import type uPlot from 'uplot';
import { type CandlePart, type Candles, fallsOf } from './candles.js';

export interface CandleLook {
  readonly mode: string;
  readonly style: string;
  readonly strategy: string;
  readonly up: string;
  readonly down: string;
}

/** Where the parts are in the data of a plot. */
export type CandleIndexes = Readonly<Record<string, number | undefined>>;

/** Draws candles, or bars of the four values, and the volume. */
export function paintCandles(
  plot: uPlot,
  indexes: CandleIndexes,
  { mode, style, strategy, up, down }: CandleLook,
  parts: Candles['parts'],
): void {
  const { ctx, bbox } = plot;
  const values = (part: CandlePart): readonly (number | null)[] => {
    const index = indexes[part];
    return index === undefined ? [] : ((plot.data[index] ?? []) as readonly (number | null)[]);
  };
  const times = Array.from(plot.data[0] as ArrayLike<number>);
  const [open, high, low, close] = [values('open'), values('high'), values('low'), values('close')];
  const volume = values('volume');
  const falls = fallsOf(open, close, strategy);
  const gap = times.slice(1).reduce((least, time, at) => Math.min(least, time - (times[at] ?? 0)), Infinity);
  const column = Number.isFinite(gap)
    ? plot.valToPos((times[0] ?? 0) + gap, 'x', true) - plot.valToPos(times[0] ?? 0, 'x', true)
    : bbox.width;
  const width = Math.max(1, Math.min(column * 0.7, 100));
  const scaleOf = (part: CandlePart): string => plot.series[indexes[part] ?? 1]?.scale ?? 'y';
  const [price, own] = [scaleOf('open'), scaleOf('volume')];
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  const alpha = Number(parts.volume?.config.custom?.fillOpacity || 50) / 100;
  times.forEach((time, at) => {
    const x = plot.valToPos(time, 'x', true);
    ctx.fillStyle = falls[at] ? down : up;
    const rect = (left: number, one: number, other: number, wide: number): void =>
      ctx.fillRect(
        Math.round(left),
        Math.round(Math.min(one, other)),
        Math.round(wide),
        Math.max(1, Math.round(Math.abs(one - other))),
      );
    const sold = volume[at];
    if (sold !== null && sold !== undefined) {
      ctx.globalAlpha = alpha;
      rect(x - width / 2, plot.valToPos(sold, own, true), plot.valToPos(0, own, true), width);
      ctx.globalAlpha = 1;
    }
    const [start, top, bottom, end] = [open[at], high[at], low[at], close[at]].map((value) =>
      value === null || value === undefined ? undefined : plot.valToPos(value, price, true),
    );
    if (mode === 'volume' || start === undefined || end === undefined) return;
    const line = Math.max(1, Math.round(plot.bbox.width / plot.over.clientWidth));
    rect(x - line / 2, top ?? start, bottom ?? end, line);
    if (style === 'ohlcbars') {
      rect(x - width / 2, start - line / 2, start + line / 2, width / 2);
      rect(x, end - line / 2, end + line / 2, width / 2);
    } else rect(x - width / 2, start, end, width);
  });
  ctx.restore();
}
