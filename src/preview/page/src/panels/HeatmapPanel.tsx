import { FieldType, formattedValueToString, getValueFormat } from '@grafana/data';
import * as chromatic from 'd3-scale-chromatic';
import { useEffect, useRef } from 'react';
import { optionsOf } from './drawn.js';
import type { PanelProps } from './props.js';
import { TimeAxis } from './time-axis.js';

const option = optionsOf('heatmap');
const left = 56;

/** Cells of buckets over time on a canvas: Grafana's heatmap is not among its open components. */
export function HeatmapPanel({ panel, frames, width, height, timeRange, timeZone, theme }: PanelProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = frames[0];
  const time = frame?.fields.find(({ type }) => type === FieldType.time);
  const rows = frame?.fields.filter(({ type }) => type === FieldType.number) ?? [];
  const from = timeRange.from.valueOf();
  const to = timeRange.to.valueOf();
  const plotWidth = Math.max(0, width - left);
  const plotHeight = Math.max(0, height - 24);
  const color = {
    mode: option<string>(panel.options, 'color.mode', 'scheme'),
    scheme: option<string>(panel.options, 'color.scheme', 'Oranges'),
    fill: theme.visualization.getColorByName(option(panel.options, 'color.fill', 'dark-orange')),
    exponent: option(panel.options, 'color.exponent', 0.5),
    reverse: option(panel.options, 'color.reverse', false),
  };
  const colorAt = colorsOf(color, theme.isDark);
  // What is not above is not drawn: Grafana leaves out empty buckets.
  const floor = option(panel.options, 'filterValues.le', 1e-9);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !time) return;
    context.clearRect(0, 0, plotWidth, plotHeight);
    const most = Math.max(
      ...rows.flatMap(({ values }) => values.map((value: number | null) => value ?? 0)),
      0,
    );
    const step = time.values.length > 1 ? (time.values[1] ?? 0) - (time.values[0] ?? 0) : to - from;
    const row = plotHeight / Math.max(1, rows.length);
    rows.forEach(({ values }, index) => {
      time.values.forEach((start: number, at: number) => {
        const value = values[at] ?? 0;
        if (!(value > floor) || most === 0) return;
        const { fill, opacity } = colorAt(value / most);
        context.globalAlpha = opacity;
        context.fillStyle = fill;
        const x = ((start - step - from) / (to - from)) * plotWidth;
        context.fillRect(
          x,
          plotHeight - (index + 1) * row,
          (step / (to - from)) * plotWidth - 0.5,
          row - 0.5,
        );
      });
    });
  });
  const unit = getValueFormat(option<string>(panel.options, 'yAxis.unit', 'short'));
  const decimals = option<number | undefined>(panel.options, 'yAxis.decimals', undefined);
  const every = Math.ceil(rows.length / Math.max(1, plotHeight / 18));
  return (
    <div style={{ position: 'relative', width, height }}>
      <canvas
        ref={canvas}
        width={plotWidth}
        height={plotHeight}
        style={{ position: 'absolute', left, top: 0 }}
        role="img"
        aria-label={panel.title}
      />
      <svg width={width} height={height} aria-hidden="true">
        {rows.map((field, index) =>
          index % every === 0 ? (
            <text
              key={field.name}
              x={left - 6}
              y={plotHeight - index * (plotHeight / rows.length) - 2}
              fontSize={12}
              textAnchor="end"
              fill={theme.colors.text.primary}
            >
              {Number.isFinite(Number(field.name))
                ? formattedValueToString(unit(Number(field.name), decimals))
                : field.name}
            </text>
          ) : null,
        )}
        <TimeAxis
          range={timeRange}
          left={left}
          width={plotWidth}
          top={plotHeight}
          timeZone={timeZone}
          color={theme.colors.text.primary}
        />
      </svg>
    </div>
  );
}

interface HeatmapColor {
  /** `scheme`, or `opacity` of one colour. */
  readonly mode: string;
  readonly scheme: string;
  readonly fill: string;
  readonly exponent: number;
  readonly reverse: boolean;
}

/** Schemes that are light for much: Grafana turns them round, some on dark pages only, so that little is near the page. */
const turned: Readonly<Record<string, 'always' | 'dark'>> = {
  Spectral: 'always',
  RdYlGn: 'always',
  RdYlBu: 'always',
  RdBu: 'always',
  PuOr: 'always',
  PiYG: 'always',
  PRGn: 'always',
  BrBG: 'always',
  RdGy: 'always',
  Blues: 'dark',
  Greens: 'dark',
  Greys: 'dark',
  Oranges: 'dark',
  Purples: 'dark',
  Reds: 'dark',
  BuGn: 'dark',
  BuPu: 'dark',
  GnBu: 'dark',
  OrRd: 'dark',
  PuBuGn: 'dark',
  PuBu: 'dark',
  PuRd: 'dark',
  RdPu: 'dark',
  YlGnBu: 'dark',
  YlGn: 'dark',
  YlOrBr: 'dark',
  YlOrRd: 'dark',
};

/** The colour of a share of the largest value, 0 to 1. */
function colorsOf(
  { mode, scheme, fill, exponent, reverse }: HeatmapColor,
  dark: boolean,
): (share: number) => { readonly fill: string; readonly opacity: number } {
  if (mode === 'opacity') return (share) => ({ fill, opacity: share ** exponent });
  const named = Object.entries(chromatic).find(([name]) => name === `interpolate${scheme}`)?.[1];
  const interpolate =
    typeof named === 'function'
      ? (named as typeof chromatic.interpolateOranges)
      : chromatic.interpolateOranges;
  const turn = (turned[scheme] === 'always' || (turned[scheme] === 'dark' && dark)) !== reverse;
  return (share) => ({ fill: interpolate(turn ? 1 - share : share), opacity: 1 });
}
