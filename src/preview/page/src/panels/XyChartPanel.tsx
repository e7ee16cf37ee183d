import { type Field, FieldType, formattedValueToString } from '@grafana/data';
import { AxisPlacement, ScaleDirection, ScaleOrientation } from '@grafana/schema';
import { SeriesTable, type UPlotConfigBuilder } from '@grafana/ui';
import { useCallback, useMemo } from 'react';
import uPlot from 'uplot';
import { optionsOf } from './drawn.js';
import { legendOptions } from './legend-options.js';
import { legendValues } from './legend-values.js';
import { PaintedPlot, valueScale } from './PaintedPlot.js';
import type { PanelProps } from './props.js';
import { type LegendItem, WithLegend } from './WithLegend.js';
import { paintPoints, type XyPoint } from './xy-paint.js';
import { type ChosenSeries, type XySeries, xySeriesOf } from './xy-series.js';

const option = optionsOf('xychart');

/** Points of one number over another. */
export function XyChartPanel(props: PanelProps) {
  const { panel, frames, width, height, theme, timeZone } = props;
  const series = useMemo(() => {
    const isManual = option<string>(panel.options, 'mapping', 'auto') === 'manual';
    const chosen = option<readonly ChosenSeries[]>(panel.options, 'series', []);
    return xySeriesOf(frames, isManual, chosen, { theme, timeZone });
  }, [panel, frames, theme, timeZone]);
  const calcs = option<string[]>(panel.options, 'legend.calcs', []);
  if (series.length === 0) return <p>There are no two fields of numbers in a frame to draw.</p>;
  const items = series
    .filter(({ y }) => y.config.custom?.hideFrom?.legend !== true)
    .map(({ name, y }): LegendItem => ({ label: name, color: colorOf(y), values: legendValues(y, calcs) }));
  return (
    <WithLegend items={items} {...legendOptions(panel)} width={width} height={height}>
      {(innerWidth, innerHeight) => (
        <Points {...props} width={innerWidth} height={innerHeight} series={series} />
      )}
    </WithLegend>
  );
}

function Points({ series, ...props }: PanelProps & { readonly series: readonly XySeries[] }) {
  const { panel, theme } = props;
  const axes = useMemo(() => axesOf(series), [series]);
  const points = useMemo(
    () => series.map((one) => pointsOf(one, axes.find(({ of }) => of.includes(one))?.scale ?? valueScale)),
    [series, axes],
  );
  const paint = useCallback(
    (context: CanvasRenderingContext2D, plot: uPlot) => {
      for (const [at, one] of series.entries()) paintPoints(context, plot, points[at] ?? [], styleOf(one));
    },
    [series, points],
  );
  const [first] = series;
  const xRange = useMemo(() => rangeOf(series.map(({ x }) => x)), [series]);
  const build = (builder: UPlotConfigBuilder): void => {
    const isTime = first?.x.type === FieldType.time;
    builder.addScale({
      scaleKey: 'x',
      isTime,
      orientation: ScaleOrientation.Horizontal,
      direction: ScaleDirection.Right,
      range: () => xRange,
    });
    builder.addAxis({
      scaleKey: 'x',
      isTime,
      placement: AxisPlacement.Bottom,
      label: first?.x.config.custom?.axisLabel || first?.xName,
      theme,
      ...(isTime ? {} : { formatValue: (value: number) => (first ? textOf(first.x, value) : '') }),
    });
    axes.forEach(({ scale, range, of: [one] }, at) => {
      builder.addScale({
        scaleKey: scale,
        orientation: ScaleOrientation.Vertical,
        direction: ScaleDirection.Up,
        range: () => range,
      });
      const { axisPlacement, axisLabel, axisWidth, axisGridShow } = one?.y.config.custom ?? {};
      const isChosen = axisPlacement && axisPlacement !== AxisPlacement.Auto;
      builder.addAxis({
        scaleKey: scale,
        placement: isChosen ? axisPlacement : at === 0 ? AxisPlacement.Left : AxisPlacement.Right,
        show: axisPlacement !== AxisPlacement.Hidden,
        label: axisLabel || one?.name,
        size: axisWidth ?? null,
        theme,
        grid: { show: axisGridShow ?? at === 0 },
        formatValue: (value) => (one ? textOf(one.y, value) : ''),
      });
    });
    builder.setPadding([8, 16, 0, 0]);
  };
  const xs = useMemo(() => [...new Set(points.flat().map(({ x }) => x))].sort((a, b) => a - b), [points]);
  const tooltip = (x: number, y: number) => {
    const near = nearest(points, { x, y }, xRange, axes);
    const one = series[near?.series ?? -1];
    if (!near || !one || one.y.config.custom?.hideFrom?.tooltip === true) return null;
    const others = [one.color, one.size].flatMap((field) =>
      field && field !== one.y ? [{ label: field.name, value: textOf(field, field.values[near.row]) }] : [],
    );
    return (
      <div style={{ padding: 8 }}>
        <SeriesTable
          timestamp={one.name}
          series={[
            { label: one.xName, value: textOf(one.x, near.x) },
            { label: one.name, value: textOf(one.y, near.y), color: near.color },
            ...others,
          ]}
        />
      </div>
    );
  };
  return (
    <PaintedPlot
      {...props}
      isTime={false}
      xs={xs}
      build={build}
      keys={[series, axes]}
      paint={paint}
      tooltip={option<string>(panel.options, 'tooltip.mode', 'single') === 'none' ? undefined : tooltip}
    />
  );
}

interface Axis {
  readonly scale: string;
  readonly range: [number, number];
  readonly of: readonly XySeries[];
}

/** One axis of values for each unit. */
function axesOf(series: readonly XySeries[]): readonly Axis[] {
  const units = [...new Set(series.map(({ y }) => y.config.unit ?? ''))];
  return units.map((unit, at) => {
    const own = series.filter(({ y }) => (y.config.unit ?? '') === unit);
    return {
      scale: at === 0 ? valueScale : `${valueScale}${at}`,
      range: rangeOf(own.map(({ y }) => y)),
      of: own,
    };
  });
}

/** From where to where the values of fields go, with some room, unless the fields say so. */
function rangeOf(fields: readonly Field[]): [number, number] {
  const { min, max, custom } = fields[0]?.config ?? {};
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { values } of fields)
    for (const value of values) {
      if (typeof value !== 'number') continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  if (low > high) return [0, 1];
  if (fields[0]?.type === FieldType.time) return [low, high > low ? high : low + 1];
  low = Math.min(low, custom?.axisSoftMin ?? low);
  high = Math.max(high, custom?.axisSoftMax ?? high);
  const [from, to] = uPlot.rangeNum(low, high, {
    min: { pad: 0.1, soft: 0, mode: 3 },
    max: { pad: 0.1, soft: 0, mode: 3 },
  });
  return [min ?? from ?? low, max ?? to ?? high];
}

/** What Grafana takes where a panel says nothing of its points. */
const usual = { show: 'points', pointShape: 'circle', pointStrokeWidth: 1, lineWidth: 1, fillOpacity: 50 };

function styleOf({ y }: XySeries) {
  const { show, pointShape, pointStrokeWidth, lineWidth, lineStyle, fillOpacity } = {
    ...usual,
    ...y.config.custom,
  };
  return {
    points: show !== 'lines',
    line: show === 'points' ? 0 : lineWidth,
    dash: lineStyle?.fill === 'dash' ? (lineStyle.dash ?? [10, 10]) : [],
    square: pointShape === 'square',
    stroke: pointStrokeWidth,
    fill: fillOpacity / 100,
    color: colorOf(y),
  };
}

function pointsOf({ x, y, color, size }: XySeries, scale: string): readonly XyPoint[] {
  const { fixed = 5, min = 5, max = 100 } = y.config.custom?.pointSize ?? {};
  const sizes = (size?.values ?? []).filter((value) => typeof value === 'number');
  const [least, most] = sizes.reduce(
    ([a, b], value) => [Math.min(a, value), Math.max(b, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  const sizeAt = (row: number): number =>
    size && most > least ? min + ((size.values[row] - least) / (most - least)) * (max - min) : fixed;
  return x.values.flatMap((value: unknown, row: number) => {
    const up: unknown = y.values[row];
    if (typeof value !== 'number' || typeof up !== 'number') return [];
    const own = color ? color.display?.(color.values[row]).color : y.display?.(up).color;
    return [{ x: value, y: up, row, scale, size: sizeAt(row), color: own ?? 'gray' }];
  });
}

/** The point that is close to a position, both axes being as long. */
function nearest(
  points: readonly (readonly XyPoint[])[],
  at: { readonly x: number; readonly y: number },
  [left, right]: readonly [number, number],
  axes: readonly Axis[],
): (XyPoint & { readonly series: number }) | undefined {
  const shareOf = (scale: string, value: number): number => {
    const [low, high] = axes.find((axis) => axis.scale === scale)?.range ?? [0, 1];
    return (value - low) / (high - low);
  };
  const up = shareOf(valueScale, at.y);
  let [best, found]: [number, (XyPoint & { readonly series: number }) | undefined] = [0.04, undefined];
  points.forEach((own, series) => {
    for (const point of own) {
      const distance = Math.hypot((point.x - at.x) / (right - left), shareOf(point.scale, point.y) - up);
      if (distance < best) [best, found] = [distance, { ...point, series }];
    }
  });
  return found;
}

function textOf(field: Field, value: unknown): string {
  return field.display ? formattedValueToString(field.display(value)) : String(value ?? '');
}

function colorOf(field: Field): string {
  return field.display?.(field.values.at(-1)).color ?? 'gray';
}
