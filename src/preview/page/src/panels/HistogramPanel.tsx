import {
  type DataFrame,
  type Field,
  FieldType,
  formattedValueToString,
  getFieldDisplayName,
  standardTransformers,
} from '@grafana/data';
import { AxisPlacement, LegendDisplayMode, ScaleDirection, ScaleOrientation } from '@grafana/schema';
import { SeriesTable, type UPlotConfigBuilder } from '@grafana/ui';
import { useCallback, useMemo } from 'react';
import type uPlot from 'uplot';
import { optionsOf } from './drawn.js';
import { legendValues } from './legend-values.js';
import { PaintedPlot, valueScale } from './PaintedPlot.js';
import type { PanelProps } from './props.js';
import { rangeOfBars } from './value-range.js';
import { type LegendItem, WithLegend } from './WithLegend.js';

const option = optionsOf('histogram');

interface Histogram {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly series: readonly { readonly field: Field; readonly name: string; readonly color: string }[];
  /** How bounds are written. */
  readonly text: (bound: number) => string;
}

/** How often values fall into buckets, counted as Grafana's transformation does. */
export function HistogramPanel(props: PanelProps) {
  const { panel, frames, width, height, theme } = props;
  const histogram = useMemo(() => histogramOf(panel, frames, theme), [panel, frames, theme]);
  const calcs = option<string[]>(panel.options, 'legend.calcs', []);
  const items = histogram.series.map(
    ({ field, name, color }): LegendItem => ({ label: name, color, values: legendValues(field, calcs) }),
  );
  return (
    <WithLegend
      items={items}
      shown={option(panel.options, 'legend.showLegend', true)}
      displayMode={option<string>(panel.options, 'legend.displayMode', LegendDisplayMode.List)}
      placement={option<string>(panel.options, 'legend.placement', 'bottom')}
      width={width}
      height={height}
    >
      {(innerWidth, innerHeight) => (
        <Buckets {...props} width={innerWidth} height={innerHeight} histogram={histogram} />
      )}
    </WithLegend>
  );
}

function histogramOf(panel: PanelProps['panel'], frames: DataFrame[], theme: PanelProps['theme']): Histogram {
  const isCounted = (frame: DataFrame | undefined): boolean =>
    ['xMin', 'xMax'].every((name) => frame?.fields.some((field) => field.name === name));
  const [counted] = isCounted(frames[0])
    ? frames
    : standardTransformers.histogramTransformer.transformer(
        {
          bucketCount: option<number | undefined>(panel.options, 'bucketCount', undefined),
          bucketSize: option<number | undefined>(panel.options, 'bucketSize', undefined),
          bucketOffset: option<number | undefined>(panel.options, 'bucketOffset', undefined),
          combine: option(panel.options, 'combine', false),
        },
        { interpolate: (text) => text },
      )(frames);
  const values = (name: string): number[] =>
    counted?.fields.find((field) => field.name === name)?.values ?? [];
  const counts = (counted?.fields ?? []).filter(
    ({ name, type }) => type === FieldType.number && name !== 'xMin' && name !== 'xMax',
  );
  const source = frames.flatMap(({ fields }) => fields).find(({ type }) => type === FieldType.number);
  return {
    from: values('xMin'),
    to: values('xMax'),
    series: counts.map((field, index) => ({
      field,
      name: counted ? getFieldDisplayName(field, counted) : field.name,
      color:
        field.display?.(field.values[0]).color ??
        theme.visualization.getColorByName(theme.visualization.palette[index] ?? 'green'),
    })),
    text: (bound) => (source?.display ? formattedValueToString(source.display(bound)) : String(bound)),
  };
}

function Buckets({ histogram, ...props }: PanelProps & { readonly histogram: Histogram }) {
  const { panel, theme } = props;
  const { from, to, series, text } = histogram;
  const bars = useMemo(
    () =>
      series.flatMap(({ field }, index) =>
        from.map((start, at) => ({
          series: index,
          from: start,
          to: to[at] ?? start,
          bottom: 0,
          top: Number(field.values[at] ?? 0),
        })),
      ),
    [series, from, to],
  );
  const paint = useCallback(
    (context: CanvasRenderingContext2D, plot: uPlot) => {
      const ratio = plot.bbox.width / plot.over.clientWidth || 1;
      for (const bar of bars) {
        if (bar.top === 0) continue;
        const { fillOpacity, lineWidth } = panel.fieldConfig?.defaults.custom ?? {};
        const [left, right] = [plot.valToPos(bar.from, 'x', true), plot.valToPos(bar.to, 'x', true)];
        const [top, bottom] = [plot.valToPos(bar.top, valueScale, true), plot.valToPos(0, valueScale, true)];
        const color = series[bar.series]?.color ?? 'gray';
        const size = Math.max(1, right - left - ratio);
        context.fillStyle = color;
        context.globalAlpha = Number(fillOpacity ?? 80) / 100;
        context.fillRect(left, top, size, bottom - top);
        context.globalAlpha = 1;
        const line = Number(lineWidth ?? 1) * ratio;
        if (line === 0) continue;
        context.strokeStyle = color;
        context.lineWidth = line;
        context.strokeRect(left, top, size, bottom - top);
      }
    },
    [bars, series, panel],
  );
  const build = (builder: UPlotConfigBuilder) => {
    const [first, last] = [from[0] ?? 0, to.at(-1) ?? 1];
    builder.addScale({
      scaleKey: 'x',
      orientation: ScaleOrientation.Horizontal,
      direction: ScaleDirection.Right,
      range: () => [first, last > first ? last : first + 1],
    });
    builder.addAxis({
      scaleKey: 'x',
      placement: AxisPlacement.Bottom,
      theme,
      grid: { show: false },
      formatValue: text,
    });
    builder.addScale({
      scaleKey: valueScale,
      orientation: ScaleOrientation.Vertical,
      direction: ScaleDirection.Up,
      range: () => rangeOfBars(bars, {}),
    });
    builder.addAxis({
      scaleKey: valueScale,
      placement: AxisPlacement.Left,
      theme,
      grid: { show: true },
      formatValue: (value) => (Number.isInteger(value) ? String(value) : ''),
    });
    builder.setPadding([8, 20, 0, 0]);
  };
  const xs = useMemo(() => from.map((start, at) => (start + (to[at] ?? start)) / 2), [from, to]);
  const mode = option<string>(panel.options, 'tooltip.mode', 'single');
  const tooltip = (x: number) => {
    const rows = bars
      .filter((bar) => x >= bar.from && x < bar.to && bar.top > 0)
      .map((bar) => {
        const found = series[bar.series];
        return { label: found?.name ?? '', value: String(bar.top), color: found?.color ?? 'gray' };
      });
    const at = from.findIndex((start, index) => x >= start && x < (to[index] ?? start));
    if (rows.length === 0 || at < 0) return null;
    return (
      <div style={{ padding: 8 }}>
        <SeriesTable series={rows} timestamp={`${text(from[at] ?? 0)} to ${text(to[at] ?? 0)}`} />
      </div>
    );
  };
  return (
    <PaintedPlot
      {...props}
      isTime={false}
      xs={xs}
      build={build}
      keys={[histogram, bars]}
      paint={paint}
      tooltip={mode === 'none' ? undefined : tooltip}
    />
  );
}
