import {
  type Field,
  FieldType,
  formattedValueToString,
  getFieldDisplayName,
  outerJoinDataFrames,
  VizOrientation,
} from '@grafana/data';
import { AxisPlacement, ScaleDirection, ScaleOrientation } from '@grafana/schema';
import { measureText, SeriesTable, type UPlotConfigBuilder, VizTooltipFooter } from '@grafana/ui';
import { useCallback, useMemo } from 'react';
import type uPlot from 'uplot';
import { type Bar, barsOf, labelEvery, type Stacking } from './bar-layout.js';
import { optionsOf } from './drawn.js';
import { legendOptions } from './legend-options.js';
import { legendValues } from './legend-values.js';
import { PaintedPlot, valueScale } from './PaintedPlot.js';
import { inPalette } from './palette.js';
import type { PanelProps } from './props.js';
import { shortened } from './shortened.js';
import { rangeOfBars } from './value-range.js';
import { type LegendItem, WithLegend } from './WithLegend.js';

const option = optionsOf('barchart');

interface Chart {
  readonly categories: readonly string[];
  readonly series: readonly { readonly field: Field; readonly name: string }[];
  /** The field whose values colour the bars of each category. */
  readonly coloring?: Field | undefined;
}

/** Bars of numbers by the values of a text or time, side by side or on top of each other. */
export function BarChartPanel(props: PanelProps) {
  const { panel, frames, width, height, theme, timeZone } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: It reads no other of the properties.
  const chart = useMemo(() => chartOf(props), [panel, frames, theme, timeZone]);
  const calcs = option<string[]>(panel.options, 'legend.calcs', []);
  const items = chart.series
    .filter(({ field }) => field.config.custom?.hideFrom?.legend !== true)
    .map(
      ({ field, name }): LegendItem => ({
        label: name,
        color: colorOf(field, field.values.at(-1)),
        values: legendValues(field, calcs),
      }),
    );
  const legend = legendOptions(panel);
  return (
    <WithLegend
      items={items}
      {...legend}
      // Colours of values are no colours of series.
      shown={legend.shown && !chart.coloring}
      width={width}
      height={height}
    >
      {(innerWidth, innerHeight) => <Bars {...props} width={innerWidth} height={innerHeight} chart={chart} />}
    </WithLegend>
  );
}

function chartOf({ panel, frames, theme, timeZone }: PanelProps): Chart {
  const frame = frames.length > 1 ? outerJoinDataFrames({ frames, keepDisplayNames: true }) : frames[0];
  if (!frame) return { categories: [], series: [] };
  const named = (name: string): Field | undefined =>
    name === ''
      ? undefined
      : frame.fields.find((one) => one.name === name || getFieldDisplayName(one, frame) === name);
  const x =
    named(option(panel.options, 'xField', '')) ??
    frame.fields.find(({ type }) => type === FieldType.string) ??
    frame.fields.find(({ type }) => type === FieldType.time);
  const coloring = named(option(panel.options, 'colorByField', ''));
  const numbers = frame.fields.filter(
    (field) => field.type === FieldType.number && field !== x && field.config.custom?.hideFrom?.viz !== true,
  );
  return {
    categories: (x?.values ?? numbers[0]?.values ?? []).map((value: unknown) => (x ? textOf(x, value) : '')),
    // The palette begins with the first series, whatever fields there are besides.
    series: numbers.map((field, index) => ({
      field: inPalette(field, index, { theme, timeZone }),
      name: getFieldDisplayName(field, frame),
    })),
    coloring,
  };
}

function textOf(field: Field, value: unknown): string {
  return field.display ? formattedValueToString(field.display(value)) : String(value ?? '');
}

function colorOf(field: Field, value: unknown): string {
  return field.display?.(value).color ?? 'gray';
}

function Bars({ chart, ...props }: PanelProps & { readonly chart: Chart }) {
  const { panel, width, height, theme } = props;
  const { categories, series, coloring } = chart;
  const stacking = option<Stacking>(panel.options, 'stacking', 'none');
  const orientation = option<string>(panel.options, 'orientation', VizOrientation.Auto);
  const isLying =
    orientation === VizOrientation.Horizontal || (orientation === VizOrientation.Auto && width < height);
  const group = option(panel.options, 'groupWidth', 0.7);
  const bar = option(panel.options, 'barWidth', 0.97);
  const radius = option(panel.options, 'barRadius', 0);
  const showValue = option<string>(panel.options, 'showValue', 'auto');
  const fontSize = option<number | undefined>(panel.options, 'text.valueSize', undefined);
  const bars = useMemo(
    () =>
      barsOf(
        series.map(({ field }) => field),
        { stacking, group, bar },
      ),
    [series, stacking, group, bar],
  );
  const colorOfBar = useCallback(
    ({ series: index, category, value }: Bar): string => {
      const field = series[index]?.field;
      if (coloring) return colorOf(coloring, coloring.values[category]);
      return field ? colorOf(field, value) : 'gray';
    },
    [series, coloring],
  );
  const paint = useCallback(
    (context: CanvasRenderingContext2D, plot: uPlot) => {
      const ratio = plot.bbox.width / plot.over.clientWidth || 1;
      const place = (value: number): number => plot.valToPos(value, valueScale, true);
      for (const one of bars) {
        const { fillOpacity, lineWidth } = series[one.series]?.field.config.custom ?? {};
        const along = [plot.valToPos(one.from, 'x', true), plot.valToPos(one.to, 'x', true)];
        const up = [place(one.bottom), place(one.top)];
        const [xs, ys] = isLying ? [up, along] : [along, up];
        const [x, y] = [Math.min(...xs), Math.min(...ys)];
        const [wide, high] = [Math.max(...xs) - x, Math.max(...ys) - y];
        const color = colorOfBar(one);
        context.beginPath();
        context.roundRect(x, y, wide, high, Math.min(wide, high) * radius);
        context.globalAlpha = Number(fillOpacity ?? 80) / 100;
        context.fillStyle = color;
        context.fill();
        context.globalAlpha = 1;
        const line = Number(lineWidth ?? 1) * ratio;
        if (line > 0) {
          context.strokeStyle = color;
          context.lineWidth = line;
          context.stroke();
        }
        const field = series[one.series]?.field;
        if (showValue === 'never' || !field) continue;
        const text = textOf(field, one.value);
        const thick = (isLying ? high : wide) / ratio;
        const size = fontSize ?? Math.min(30, Math.max(12, isLying ? thick * 0.6 : 12));
        const { width: needed } = measureText(text, size);
        const hasRoom = isLying ? thick >= size : thick >= needed;
        if (showValue === 'auto' && !hasRoom) continue;
        context.font = `${size * ratio}px ${theme.typography.fontFamily}`;
        const isInside = stacking !== 'none';
        context.fillStyle = isInside ? theme.colors.getContrastText(color) : theme.colors.text.primary;
        context.textAlign = isLying && !isInside ? 'left' : 'center';
        context.textBaseline = isLying || isInside ? 'middle' : 'bottom';
        if (isInside && (isLying ? wide / ratio < needed : high / ratio < size)) continue;
        if (isLying) context.fillText(text, isInside ? x + wide / 2 : x + wide + 4 * ratio, y + high / 2);
        else context.fillText(text, x + wide / 2, isInside ? y + high / 2 : y - 2 * ratio);
      }
    },
    [bars, series, colorOfBar, isLying, radius, showValue, fontSize, stacking, theme],
  );
  const field = series[0]?.field;
  const build = (builder: UPlotConfigBuilder) => {
    const config = field?.config ?? {};
    builder.addScale({
      scaleKey: 'x',
      orientation: isLying ? ScaleOrientation.Vertical : ScaleOrientation.Horizontal,
      direction: isLying ? ScaleDirection.Down : ScaleDirection.Right,
      range: () => [0, Math.max(1, categories.length)],
    });
    const longest = option<number | undefined>(panel.options, 'xTickLabelMaxLength', undefined);
    const labels = categories.map((text) =>
      longest !== undefined && longest > 0 && text.length > longest ? `${text.slice(0, longest)}…` : text,
    );
    const rotation = option(panel.options, 'xTickLabelRotation', 0);
    const widest = Math.max(0, ...labels.map((text) => measureText(text, 12).width));
    const share = Math.abs(Math.sin((rotation * Math.PI) / 180));
    const room = isLying ? 14 : rotation === 0 ? widest + 8 : Math.max(16, widest * (1 - share));
    const every = labelEvery(
      Math.max(room, Math.abs(option(panel.options, 'xTickLabelSpacing', 0))),
      (isLying ? height : width) / Math.max(1, categories.length),
    );
    const shown = labels.map((_, index) => index).filter((index) => index % every === 0);
    builder.addAxis({
      scaleKey: 'x',
      placement: isLying ? AxisPlacement.Left : AxisPlacement.Bottom,
      theme,
      grid: { show: false },
      ticks: { show: false },
      gap: isLying ? 8 : 5,
      splits: () => shown.map((index) => index + 0.5),
      values: () => shown.map((index) => shortened(labels[index] ?? '', isLying ? width * 0.35 : 1000, 12)),
      ...(!isLying && rotation !== 0
        ? { tickLabelRotation: -rotation, size: Math.min(height / 2, 22 + widest * share) }
        : {}),
    });
    const placement = config.custom?.axisPlacement as AxisPlacement | undefined;
    builder.addScale({
      scaleKey: valueScale,
      orientation: isLying ? ScaleOrientation.Horizontal : ScaleOrientation.Vertical,
      direction: isLying ? ScaleDirection.Right : ScaleDirection.Up,
      range: () => rangeOfBars(bars, config, stacking === 'percent' ? 1 : undefined),
    });
    builder.addAxis({
      scaleKey: valueScale,
      placement: isLying
        ? AxisPlacement.Bottom
        : placement === AxisPlacement.Auto || !placement
          ? AxisPlacement.Left
          : placement,
      show: placement !== AxisPlacement.Hidden,
      label: config.custom?.axisLabel,
      size: config.custom?.axisWidth ?? null,
      theme,
      grid: { show: config.custom?.axisGridShow ?? true },
      formatValue: (value, decimals) =>
        stacking === 'percent'
          ? `${Number((value * 100).toFixed(2))}%`
          : field?.display
            ? formattedValueToString(field.display(value, decimals))
            : String(value),
    });
    // A value beyond the end of a lying bar needs its place.
    if (isLying) builder.setPadding([8, 40, 0, 0]);
    else builder.setPadding([showValue === 'never' ? 8 : 18, 8, 0, 0]);
  };
  const xs = useMemo(() => categories.map((_, index) => index + 0.5), [categories]);
  const mode = option<string>(panel.options, 'tooltip.mode', 'single');
  const sort = option<string>(panel.options, 'tooltip.sort', 'none');
  const hideZeros = option(panel.options, 'tooltip.hideZeros', false);
  const tooltip = (x: number, _: number, isPinned: boolean) => {
    const category = Math.floor(x);
    const pointed = bars.find((one) => one.category === category && x >= one.from && x <= one.to);
    const rows = bars
      .filter((one) => one.category === category && (mode === 'multi' || one === pointed))
      .filter(({ value }) => !hideZeros || value !== 0)
      .flatMap((one) => {
        const found = series[one.series];
        if (!found || found.field.config.custom?.hideFrom?.tooltip === true) return [];
        const { field: own, name } = found;
        return [
          {
            label: name,
            value: textOf(own, one.value),
            color: colorOfBar(one),
            isActive: mode === 'multi' && one === pointed,
            number: one.value,
            own,
          },
        ];
      });
    if (rows.length === 0) return null;
    if (sort === 'asc') rows.sort((a, b) => a.number - b.number);
    if (sort === 'desc') rows.sort((a, b) => b.number - a.number);
    const links = isPinned ? (rows[0]?.own.getLinks?.({ valueRowIndex: category }) ?? []) : [];
    return (
      <div style={{ padding: 8 }}>
        <SeriesTable series={rows} timestamp={categories[category] ?? ''} />
        {links.length > 0 && <VizTooltipFooter dataLinks={links} />}
      </div>
    );
  };
  return (
    <PaintedPlot
      {...props}
      isTime={false}
      xs={xs}
      build={build}
      keys={[chart, panel, bars, isLying, width, height]}
      paint={paint}
      tooltip={mode === 'none' ? undefined : tooltip}
    />
  );
}
