import { FieldType, formattedValueToString, getValueFormat } from '@grafana/data';
import { measureText } from '@grafana/ui';
import * as chromatic from 'd3-scale-chromatic';
import { useEffect, useRef } from 'react';
import { optionsOf } from './drawn.js';
import type { PanelProps } from './props.js';
import { TimeAxis } from './time-axis.js';

const option = optionsOf('heatmap');
/** Room for the names of buckets, at least and as a part of the width at most. */
const leastLeft = 56;
const mostLeft = 0.3;

/** Pixels of the colours' legend, below the time axis. */
const scaleHeight = 28;

/** Cells of buckets over time on a canvas: Grafana's heatmap is not among its open components. */
export function HeatmapPanel(props: PanelProps) {
  const { panel, frames, width, height: whole, timeRange, timeZone, theme } = props;
  const legend = option(panel.options, 'legend.show', false) && whole > 120;
  const height = legend ? whole - scaleHeight : whole;
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = frames[0];
  const time = frame?.fields.find(({ type }) => type === FieldType.time);
  const rows = frame?.fields.filter(({ type }) => type === FieldType.number) ?? [];
  const from = timeRange.from.valueOf();
  const to = timeRange.to.valueOf();
  const unit = getValueFormat(option<string>(panel.options, 'yAxis.unit', 'short'));
  const decimals = option<number | undefined>(panel.options, 'yAxis.decimals', undefined);
  const names = rows.map(({ name, config }) =>
    Number.isFinite(Number(name))
      ? formattedValueToString(unit(Number(name), decimals))
      : (config.displayNameFromDS ?? name),
  );
  const widest = Math.max(0, ...names.map((name) => measureText(name, 12).width)) + 12;
  const left = Math.min(Math.max(leastLeft, widest), Math.max(leastLeft, width * mostLeft));
  const plotWidth = Math.max(0, width - left);
  const plotHeight = Math.max(0, height - 24);
  const color = {
    mode: option<string>(panel.options, 'color.mode', 'scheme'),
    scheme: option<string>(panel.options, 'color.scheme', 'Oranges'),
    fill: theme.visualization.getColorByName(option(panel.options, 'color.fill', 'dark-orange')),
    exponent: option(panel.options, 'color.exponent', 0.5),
    reverse: option(panel.options, 'color.reverse', false),
    min: option<number | undefined>(panel.options, 'color.min', undefined),
    max: option<number | undefined>(panel.options, 'color.max', undefined),
  };
  const colorAt = colorsOf(color, theme.isDark);
  // What is not above is not drawn: Grafana leaves out empty buckets.
  const floor = option(panel.options, 'filterValues.le', 1e-9);
  const drawn: readonly number[] = rows.flatMap(({ values }) =>
    values.filter((value: number | null) => value !== null && value > floor),
  );
  const most = color.max ?? drawn.reduce((one, other) => Math.max(one, other), 0);
  const least = color.min ?? drawn.reduce((one, other) => Math.min(one, other), most);
  const valueText = (value: number): string =>
    rows[0]?.display ? formattedValueToString(rows[0].display(value)) : String(value);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !time) return;
    context.clearRect(0, 0, plotWidth, plotHeight);
    const step = time.values.length > 1 ? (time.values[1] ?? 0) - (time.values[0] ?? 0) : to - from;
    const row = plotHeight / Math.max(1, rows.length);
    rows.forEach(({ values }, index) => {
      time.values.forEach((start: number, at: number) => {
        const value = values[at] ?? 0;
        if (!(value > floor)) return;
        const { fill, opacity } = colorAt(Math.min(1, Math.max(0, (value - least) / (most - least || 1))));
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
  const every = Math.ceil(rows.length / Math.max(1, plotHeight / 18));
  return (
    <div style={{ position: 'relative', width, height: whole }}>
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
              {names[index]}
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
      {legend && (
        <ColorScale
          colorAt={colorAt}
          left={left}
          width={Math.min(300, plotWidth)}
          texts={[valueText(least), valueText(most)]}
          color={theme.colors.text.primary}
        />
      )}
    </div>
  );
}

/** The colours from the least value to the greatest. */
function ColorScale({
  colorAt,
  left,
  width,
  texts: [least, most],
  color,
}: {
  readonly colorAt: ReturnType<typeof colorsOf>;
  readonly left: number;
  readonly width: number;
  readonly texts: readonly [string, string];
  readonly color: string;
}) {
  const parts = Array.from({ length: 32 }, (_, index) => index / 31);
  return (
    <svg
      width={left + width}
      height={scaleHeight}
      style={{ display: 'block' }}
      role="img"
      aria-label={`Colours from ${least} to ${most}`}
    >
      {parts.map((share, index) => {
        const { fill, opacity } = colorAt(share);
        return (
          <rect
            key={share}
            x={left + (index * width) / parts.length}
            y={4}
            width={width / parts.length + 0.5}
            height={8}
            fill={fill}
            fillOpacity={opacity}
          />
        );
      })}
      <text x={left} y={25} fontSize={12} fill={color}>
        {least}
      </text>
      <text x={left + width} y={25} fontSize={12} textAnchor="end" fill={color}>
        {most}
      </text>
    </svg>
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
