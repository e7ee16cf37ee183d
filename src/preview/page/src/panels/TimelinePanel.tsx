import {
  colorManipulator,
  dateTimeFormat,
  type Field,
  FieldColorModeId,
  FieldType,
  formattedValueToString,
  type GrafanaTheme2,
  getFieldDisplayName,
} from '@grafana/data';
import { AxisPlacement, LegendDisplayMode, ScaleDirection, ScaleOrientation } from '@grafana/schema';
import { Pagination, SeriesTable, type UPlotConfigBuilder, VizTooltipFooter } from '@grafana/ui';
import { useCallback, useMemo, useState } from 'react';
import type uPlot from 'uplot';
import { optionsOf } from './drawn.js';
import { PaintedPlot, valueScale } from './PaintedPlot.js';
import type { PanelProps } from './props.js';
import { shortened } from './shortened.js';
import { samplesOf, spansOf, stepsInWords, type ValueSpan } from './timeline-spans.js';
import { type LegendItem, WithLegend } from './WithLegend.js';

const option = optionsOf('state-timeline', 'status-history');

interface Band {
  readonly field: Field;
  readonly name: string;
  readonly times: readonly number[];
  readonly spans: readonly ValueSpan[];
}

/** State timeline and status history: a band per series, coloured by value. */
export function TimelinePanel(props: PanelProps) {
  const { panel, frames, width, height, theme } = props;
  const bands = useMemo(() => bandsOf(panel, frames), [panel, frames]);
  return (
    <WithLegend
      items={legendOf(
        bands.map(({ field }) => field),
        theme,
      )}
      shown={option(panel.options, 'legend.showLegend', true)}
      displayMode={option<string>(panel.options, 'legend.displayMode', LegendDisplayMode.List)}
      placement={option<string>(panel.options, 'legend.placement', 'bottom')}
      legendWidth={option<number | undefined>(panel.options, 'legend.width', undefined)}
      width={width}
      height={height}
    >
      {(innerWidth, innerHeight) => (
        <Pages {...props} width={innerWidth} height={innerHeight} bands={bands} />
      )}
    </WithLegend>
  );
}

function bandsOf(panel: PanelProps['panel'], frames: PanelProps['frames']): readonly Band[] {
  const isHistory = panel.type === 'status-history';
  const isMerged = !isHistory && option(panel.options, 'mergeValues', true);
  return frames.flatMap((frame) => {
    const times = frame.fields.find(({ type }) => type === FieldType.time)?.values ?? [];
    return frame.fields
      .filter(({ type, config }) => type !== FieldType.time && config.custom?.hideFrom?.viz !== true)
      .map((field): Band => {
        const spans = isHistory ? samplesOf(times, field.values) : spansOf(times, field.values, isMerged);
        return { field, name: getFieldDisplayName(field, frame, frames), times, spans };
      });
  });
}

/** Steps of thresholds, or the values that there are, with their colours; a continuous scale has none, as in Grafana. */
function legendOf(fields: readonly Field[], theme: GrafanaTheme2): readonly LegendItem[] {
  const [first] = fields;
  if (!first) return [];
  const { color, thresholds } = first.config;
  const mode = color?.mode ?? FieldColorModeId.Fixed;
  if (mode === FieldColorModeId.Thresholds && thresholds && thresholds.steps.length > 1)
    return stepsInWords(thresholds.steps, (value) => textOf(first, value)).map((one) => ({
      label: one.label,
      color: theme.visualization.getColorByName(one.color),
    }));
  if (mode.startsWith('continuous')) return [];
  const found = new Map<string, LegendItem>();
  for (const field of fields) {
    if (field.config.custom?.hideFrom?.legend === true) continue;
    for (const value of new Set(field.values)) {
      const label = value === null || value === undefined ? '' : textOf(field, value);
      if (label !== '') found.set(label, { label, color: colorOf(field, value) });
    }
  }
  return [...found.values()];
}

function textOf(field: Field, value: unknown): string {
  return field.display ? formattedValueToString(field.display(value)) : String(value);
}

function colorOf(field: Field, value: unknown): string {
  return field.display?.(value).color ?? 'gray';
}

/** The colour of a text that can be read on another that the panel shines through. */
function textColorOn(color: string, opacity: number, theme: GrafanaTheme2): string {
  const { values } = colorManipulator.decomposeColor(color);
  const below = colorManipulator.decomposeColor(theme.colors.background.primary).values;
  const mixed = [0, 1, 2].map((part) =>
    Math.round(Number(values[part]) * opacity + Number(below[part]) * (1 - opacity)),
  );
  return theme.colors.getContrastText(`rgb(${mixed.join(', ')})`);
}

/** Height of the pages below the bands. */
const pagesHeight = 40;

/** As many bands as a page has, with the other pages below. */
function Pages({ bands, ...props }: PanelProps & { readonly bands: readonly Band[] }) {
  const [page, turn] = useState(1);
  const perPage = Math.max(1, option(props.panel.options, 'perPage', 20));
  const pages = Math.ceil(bands.length / perPage);
  const at = Math.min(page, Math.max(1, pages));
  const shown = useMemo(() => bands.slice((at - 1) * perPage, at * perPage), [bands, at, perPage]);
  if (pages <= 1) return <Bands {...props} bands={shown} />;
  return (
    <>
      <Bands {...props} height={props.height - pagesHeight} bands={shown} />
      <div style={{ display: 'flex', justifyContent: 'center', paddingTop: 8 }}>
        <Pagination currentPage={at} numberOfPages={pages} onNavigate={turn} />
      </div>
    </>
  );
}

function Bands({ bands, ...props }: PanelProps & { readonly bands: readonly Band[] }) {
  const { panel, width, theme } = props;
  const isHistory = panel.type === 'status-history';
  const high = option(panel.options, 'rowHeight', 0.9);
  const wide = isHistory ? option(panel.options, 'colWidth', 0.9) : 1;
  const values = option<string>(panel.options, 'showValue', 'auto');
  const align = option<string>(panel.options, 'alignValue', isHistory ? 'center' : 'left');
  const mode = option<string>(panel.options, 'tooltip.mode', 'single');
  const sort = option<string>(panel.options, 'tooltip.sort', 'none');
  const paint = useCallback(
    (context: CanvasRenderingContext2D, plot: uPlot) => {
      const ratio = plot.bbox.width / plot.over.clientWidth || 1;
      bands.forEach(({ field, spans }, row) => {
        const { fillOpacity, lineWidth } = field.config.custom ?? {};
        const top = plot.valToPos(row + (1 - high) / 2, valueScale, true);
        const thick = plot.valToPos(row + (1 + high) / 2, valueScale, true) - top;
        for (const { start, end, value } of spans) {
          const left = Math.max(plot.bbox.left, plot.valToPos(start, 'x', true));
          const right = Math.min(plot.bbox.left + plot.bbox.width, plot.valToPos(end, 'x', true));
          const size = (right - left) * wide;
          if (!(size > 0)) continue;
          const x = left + ((right - left) * (1 - wide)) / 2;
          const color = colorOf(field, value);
          const opacity = Number(fillOpacity ?? 70) / 100;
          context.globalAlpha = opacity;
          context.fillStyle = color;
          context.fillRect(x, top, size, thick);
          context.globalAlpha = 1;
          const line = Number(lineWidth ?? (isHistory ? 1 : 0)) * ratio;
          if (line > 0) {
            context.strokeStyle = color;
            context.lineWidth = line;
            context.strokeRect(x + line / 2, top + line / 2, size - line, thick - line);
          }
          const text = values === 'never' ? '' : textOf(field, value);
          context.font = `${12 * ratio}px ${theme.typography.fontFamily}`;
          const room = 6 * ratio;
          if (text === '' || thick < 12 * ratio) continue;
          if (values !== 'always' && context.measureText(text).width + 2 * room > size) continue;
          context.fillStyle = textColorOn(color, opacity, theme);
          context.textBaseline = 'middle';
          context.textAlign = align === 'right' ? 'right' : align === 'center' ? 'center' : 'left';
          const place = { right: x + size - room, center: x + size / 2 }[align] ?? x + room;
          context.fillText(text, place, top + thick / 2);
        }
      });
    },
    [bands, high, wide, values, align, theme, isHistory],
  );
  const build = (builder: UPlotConfigBuilder) => {
    builder.addScale({
      scaleKey: valueScale,
      orientation: ScaleOrientation.Vertical,
      direction: ScaleDirection.Down,
      range: () => [0, Math.max(1, bands.length)],
    });
    builder.addAxis({
      scaleKey: valueScale,
      placement: AxisPlacement.Left,
      theme,
      grid: { show: false },
      ticks: { show: false },
      gap: 8,
      splits: () => bands.map((_, index) => index + 0.5),
      values: () => bands.map(({ name }) => shortened(name, width * 0.35, 12)),
    });
  };
  const xs = useMemo(() => [...new Set(bands.flatMap(({ times }) => times))].sort((a, b) => a - b), [bands]);
  const tooltip = (x: number, y: number, isPinned: boolean) => {
    const at = Math.floor(y);
    const rows = bands.flatMap(({ field, name, spans, times }, index) => {
      if (mode !== 'multi' && index !== at) return [];
      const span = spans.find(({ start, end }) => x >= start && x < end);
      if (!span || field.config.custom?.hideFrom?.tooltip === true) return [];
      const row = { label: name, value: textOf(field, span.value), color: colorOf(field, span.value) };
      return [{ ...row, isActive: mode === 'multi' && index === at, span, field, times }];
    });
    const [first] = rows;
    if (!first) return null;
    if (sort === 'asc' || sort === 'desc')
      rows.sort(
        (a, b) => a.value.localeCompare(b.value, 'en', { numeric: true }) * (sort === 'asc' ? 1 : -1),
      );
    const { span } = rows.find(({ isActive }) => isActive) ?? first;
    const pointed = rows.length === 1 ? first : rows.find(({ isActive }) => isActive);
    const rowIndex = pointed ? pointed.times.findLastIndex((time) => time <= x) : -1;
    const links =
      isPinned && rowIndex >= 0 ? (pointed?.field.getLinks?.({ valueRowIndex: rowIndex }) ?? []) : [];
    return (
      <div style={{ padding: 8 }}>
        <SeriesTable
          series={rows}
          timestamp={[span.start, span.end]
            .map((time) => dateTimeFormat(time, { timeZone: props.timeZone }))
            .join(' to ')}
        />
        {links.length > 0 && <VizTooltipFooter dataLinks={links} />}
      </div>
    );
  };
  return (
    <PaintedPlot
      {...props}
      xs={xs}
      build={build}
      keys={[bands, width]}
      paint={paint}
      tooltip={mode === 'none' ? undefined : tooltip}
    />
  );
}
