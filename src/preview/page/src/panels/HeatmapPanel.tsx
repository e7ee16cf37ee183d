import { FieldType, formattedValueToString, getValueFormat } from '@grafana/data';
import { useEffect, useRef } from 'react';
import { option, type PanelProps } from './props.js';
import { TimeAxis } from './time-axis.js';

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
  const scheme = schemeOf(option<string>(panel.options, 'color.scheme', 'Oranges'), theme.isDark);
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
        if (!(value > 0) || most === 0) return;
        context.fillStyle = scheme(Math.sqrt(value / most));
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
              fill={theme.colors.text.secondary}
            >
              {Number.isFinite(Number(field.name))
                ? formattedValueToString(unit(Number(field.name)))
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
          color={theme.colors.text.secondary}
        />
      </svg>
    </div>
  );
}

/** From few to many, in the colours of the named scheme; light schemes grow dark on a dark page as in Grafana. */
function schemeOf(name: string, dark: boolean): (share: number) => string {
  const hues: Readonly<Record<string, number>> = {
    Oranges: 28,
    Reds: 0,
    Greens: 130,
    Blues: 210,
    Purples: 275,
    YlOrRd: 35,
    Spectral: 200,
    Turbo: 190,
  };
  const hue = hues[name] ?? 28;
  return (share) => {
    const light = dark ? 18 + share * 55 : 92 - share * 55;
    return `hsl(${name === 'Spectral' || name === 'Turbo' ? 220 - share * 220 : hue - share * 10} 85% ${name === 'Spectral' || name === 'Turbo' ? 50 : light}%)`;
  };
}
