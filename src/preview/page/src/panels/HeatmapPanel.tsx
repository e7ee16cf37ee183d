import {
  type DataFrame,
  dateTimeFormat,
  type Field,
  formattedValueToString,
  getFieldDisplayName,
  getValueFormat,
} from '@grafana/data';
import { AxisPlacement, ScaleDirection, ScaleDistribution, ScaleOrientation } from '@grafana/schema';
import { SeriesTable, type UPlotConfigBuilder } from '@grafana/ui';
import { useCallback, useMemo } from 'react';
import type uPlot from 'uplot';
import { durationMs } from '../dashboard/interpolate.js';
import { optionsOf } from './drawn.js';
import { ExemplarMarks } from './ExemplarMarks.js';
import { exemplarsInCells } from './exemplars.js';
import {
  boundOf,
  type Calculation,
  calculatedCells,
  cellsOfRows,
  type HeatmapCell,
  type HeatmapRow,
  layoutOf,
  type RowLayout,
  rowsOf,
} from './heatmap-cells.js';
import { colorsOf } from './heatmap-colors.js';
import { PaintedPlot, valueScale } from './PaintedPlot.js';
import type { PanelProps } from './props.js';

const option = optionsOf('heatmap');

/** Pixels of the colours' legend, below the time axis. */
const scaleHeight = 28;

type Text = (value: number, decimals?: number) => string;

/** What both kinds of heatmaps are drawn from: rows that are buckets, and values that are counted. */
interface Drawing {
  readonly cells: readonly HeatmapCell[];
  readonly least: number;
  readonly most: number;
  /** Labels of the axis by their place; without them it has numbers. */
  readonly labels?: readonly { readonly at: number; readonly text: string }[] | undefined;
  readonly log?: number | undefined;
  readonly text: Text;
  /** The bucket of a cell in words. */
  readonly bucketText: (cell: HeatmapCell) => string;
  readonly countText: (count: number) => string;
}

/** Cells of buckets over time: Grafana's heatmap is not among its open components. */
export function HeatmapPanel(props: PanelProps) {
  const { panel, frames, width, height: whole, timeRange, timeZone, theme } = props;
  const legend = option(panel.options, 'legend.show', true) && whole > 120;
  const height = legend ? whole - scaleHeight : whole;
  const drawing = useMemo(
    () => (option(panel.options, 'calculate', false) ? calculated(panel, frames) : ofRows(panel, frames)),
    [panel, frames],
  );
  const colorAt = useMemo(() => colorsOf(colorOptions(panel, theme), theme.isDark), [panel, theme]);
  const { cells } = drawing;
  const drawn = useMemo(() => {
    const counts = cells.map(({ count }) => count);
    const most =
      option<number | undefined>(panel.options, 'color.max', undefined) ??
      counts.reduce((one, other) => Math.max(one, other), 0);
    const least =
      option<number | undefined>(panel.options, 'color.min', undefined) ??
      counts.reduce((one, other) => Math.min(one, other), most);
    return { least, most };
  }, [panel, cells]);
  const gap = option(panel.options, 'cellGap', 1);
  const paint = useCallback(
    (context: CanvasRenderingContext2D, plot: uPlot) => {
      for (const cell of cells) {
        const share = (cell.count - drawn.least) / (drawn.most - drawn.least || 1);
        const { fill, opacity } = colorAt(Math.min(1, Math.max(0, share)));
        context.globalAlpha = opacity;
        context.fillStyle = fill;
        const [left, right] = [plot.valToPos(cell.from, 'x', true), plot.valToPos(cell.to, 'x', true)];
        const ends = [
          plot.valToPos(cell.bottom, valueScale, true),
          plot.valToPos(cell.top, valueScale, true),
        ];
        const top = Math.min(...ends);
        context.fillRect(
          left,
          top,
          Math.max(1, right - left - gap),
          Math.max(1, Math.max(...ends) - top - gap),
        );
      }
      context.globalAlpha = 1;
    },
    [cells, drawn, colorAt, gap],
  );
  const build = (builder: UPlotConfigBuilder) => addValueAxis(builder, drawing, props);
  const xs = useMemo(
    () => [...new Set(cells.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b),
    [cells],
  );
  const exemplars = useMemo(
    () =>
      exemplarsInCells(panel, cells, {
        start: timeRange.from.valueOf(),
        end: timeRange.to.valueOf(),
      }),
    [panel, cells, timeRange],
  );
  const tooltip = (x: number, y: number) => {
    const cell = cells.find(({ from, to, bottom, top }) => x >= from && x < to && y >= bottom && y < top);
    if (!cell) return null;
    const share = (cell.count - drawn.least) / (drawn.most - drawn.least || 1);
    const row = {
      label: drawing.bucketText(cell),
      value: drawing.countText(cell.count),
      color: colorAt(Math.min(1, Math.max(0, share))).fill,
    };
    const ends = [cell.from, cell.to].map((at) => dateTimeFormat(at, { timeZone }));
    return (
      <div style={{ padding: 8 }}>
        <SeriesTable series={[row]} timestamp={ends.join(' to ')} />
      </div>
    );
  };
  const isHovered = option<string>(panel.options, 'tooltip.mode', 'single') !== 'none';
  const [first] = cells;
  return (
    <div style={{ width, height: whole }}>
      <PaintedPlot
        {...props}
        height={height}
        xs={xs}
        build={build}
        keys={[drawing, panel]}
        paint={paint}
        tooltip={isHovered ? tooltip : undefined}
      >
        {(config) =>
          exemplars.length > 0 && (
            <ExemplarMarks
              config={config}
              exemplars={exemplars}
              text={(value) =>
                drawing.labels
                  ? drawing.bucketText({ ...(first as HeatmapCell), bottom: Math.floor(value) })
                  : drawing.text(value)
              }
              theme={theme}
              timeZone={timeZone}
            />
          )
        }
      </PaintedPlot>
      {legend && cells.length > 0 && (
        <ColorScale
          colorAt={colorAt}
          left={12}
          width={Math.min(300, width - 24)}
          texts={[drawing.countText(drawn.least), drawing.countText(drawn.most)]}
          color={theme.colors.text.primary}
        />
      )}
    </div>
  );
}

function colorOptions(panel: PanelProps['panel'], theme: PanelProps['theme']) {
  return {
    mode: option<string>(panel.options, 'color.mode', 'scheme'),
    scheme: option<string>(panel.options, 'color.scheme', 'Oranges'),
    fill: theme.visualization.getColorByName(option(panel.options, 'color.fill', 'dark-orange')),
    scale: option<string>(panel.options, 'color.scale', 'exponential'),
    exponent: option(panel.options, 'color.exponent', 0.5),
    reverse: option(panel.options, 'color.reverse', false),
    steps: option(panel.options, 'color.steps', 64),
  };
}

/** How values of the axis are written: as its options say, otherwise as the field's. */
function textOf(panel: PanelProps['panel'], field: Field | undefined): Text {
  const unit = option<string>(panel.options, 'yAxis.unit', '');
  const decimals = option<number | undefined>(panel.options, 'yAxis.decimals', undefined);
  const format = getValueFormat(unit || field?.config.unit || 'short');
  return (value, usual) => formattedValueToString(format(value, decimals ?? usual));
}

function ofRows(panel: PanelProps['panel'], frames: DataFrame[]): Drawing {
  const found = rowsOf(frames, (field, frame) => nameOf(field as Field, frame, frames));
  const rows = found.rows as readonly HeatmapRow<Field>[];
  const layout = layoutOf(rows, option<string>(panel.options, 'rowsFrame.layout', 'auto'));
  const text = textOf(panel, undefined);
  const isFormatted =
    option<string>(panel.options, 'yAxis.unit', '') !== '' ||
    option<number | undefined>(panel.options, 'yAxis.decimals', undefined) !== undefined;
  // As the query names them, unless the axis has a unit.
  const names = rows.map(({ name }) =>
    isFormatted && Number.isFinite(boundOf(name)) ? text(boundOf(name)) : name,
  );
  const isBucket = rows[0]?.field.labels?.le !== undefined;
  const lowest = !isBucket ? '' : isFormatted ? text(0) : '0.0';
  const display = rows[0]?.field.display;
  return {
    cells: cellsOfRows(found, {
      floor: option(panel.options, 'filterValues.le', 1e-9),
      ceiling: option(panel.options, 'filterValues.ge', Number.POSITIVE_INFINITY),
    }),
    least: 0,
    most: Math.max(1, rows.length),
    labels: labelsOf(names, layout, lowest),
    text,
    bucketText: ({ bottom }) => {
      const name = names[bottom] ?? '';
      return layout === 'le' ? `${names[bottom - 1] ?? lowest} to ${name}` : name;
    },
    countText: (count) => (display ? formattedValueToString(display(count)) : String(count)),
  };
}

/** A bucket is named by its bound, unless the query or the panel has another name for it. */
function nameOf(field: Field, frame: DataFrame, frames: DataFrame[]): string {
  const { displayName, displayNameFromDS } = field.config;
  const isBucket = field.labels?.le !== undefined && field.name === field.labels.le;
  return (
    displayName ?? displayNameFromDS ?? (isBucket ? field.name : getFieldDisplayName(field, frame, frames))
  );
}

function labelsOf(names: readonly string[], layout: RowLayout, lowest: string) {
  switch (layout) {
    case 'le':
      return [lowest, ...names].map((text, at) => ({ at, text }));
    case 'ge':
      return [...names, ''].map((text, at) => ({ at, text }));
    default:
      return names.map((text, at) => ({ at: at + 0.5, text }));
  }
}

function calculated(panel: PanelProps['panel'], frames: DataFrame[]): Drawing {
  const [field] = frames.flatMap(({ fields }) => fields).filter(({ type }) => type === 'number');
  const width = option<unknown>(panel.options, 'calculation.xBuckets.value', undefined);
  const x: Calculation['x'] = {
    mode: option<string>(panel.options, 'calculation.xBuckets.mode', 'size'),
    value: durationMs(String(width ?? '')) ?? numberIn(width),
  };
  const y: Calculation['y'] = {
    mode: option<string>(panel.options, 'calculation.yBuckets.mode', 'size'),
    value: numberIn(option<unknown>(panel.options, 'calculation.yBuckets.value', undefined)),
  };
  const isLog = option<string>(panel.options, 'calculation.yBuckets.scale.type', 'linear') === 'log';
  const log = isLog ? option(panel.options, 'calculation.yBuckets.scale.log', 2) : undefined;
  const cells = calculatedCells(frames, { x, y, log });
  const least = cells.reduce((one, { bottom }) => Math.min(one, bottom), Number.POSITIVE_INFINITY);
  const most = cells.reduce((one, { top }) => Math.max(one, top), Number.NEGATIVE_INFINITY);
  const text = textOf(panel, field);
  const limit = (path: 'yAxis.min' | 'yAxis.max'): number | undefined =>
    numberIn(option<unknown>(panel.options, path, undefined));
  const [low, high] = [limit('yAxis.min'), limit('yAxis.max')];
  return {
    cells,
    least: low !== undefined && (!log || low > 0) ? low : Number.isFinite(least) ? least : 0,
    most: high !== undefined && (!log || high > 0) ? high : Number.isFinite(most) ? most : 1,
    log,
    text,
    bucketText: ({ bottom, top }) => `${text(bottom)} to ${text(top)}`,
    countText: String,
  };
}

function numberIn(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function addValueAxis(
  builder: UPlotConfigBuilder,
  { least, most, labels, log, text }: Drawing,
  { panel, height, theme }: PanelProps,
): void {
  const isReverse = option(panel.options, 'yAxis.reverse', false);
  builder.addScale({
    scaleKey: valueScale,
    orientation: ScaleOrientation.Vertical,
    direction: isReverse ? ScaleDirection.Down : ScaleDirection.Up,
    distribution: log ? ScaleDistribution.Log : ScaleDistribution.Linear,
    ...(log && { log: log as 2 }),
    range: () => [least, most],
  });
  let shown = labels ?? [];
  // Every second one is left out until the others have room.
  while (shown.length > 3 && (height - 40) / shown.length < 12)
    shown = shown.filter((_, index) => index % 2 === 0);
  const placement = option<string>(panel.options, 'yAxis.axisPlacement', 'left');
  builder.addAxis({
    scaleKey: valueScale,
    placement: placement as AxisPlacement,
    show: placement !== AxisPlacement.Hidden,
    label: option<string>(panel.options, 'yAxis.axisLabel', '') || undefined,
    size: option<number | undefined>(panel.options, 'yAxis.axisWidth', undefined) ?? null,
    theme,
    grid: { show: false },
    formatValue: (value, decimals) => text(value, decimals ?? undefined),
    ...(labels && {
      splits: () => shown.map(({ at }) => at),
      values: () => shown.map((one) => one.text),
    }),
  });
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
