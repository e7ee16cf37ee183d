import {
  DashboardCursorSync,
  type DataFrame,
  dateTimeFormat,
  type Field,
  FieldType,
  formattedValueToString,
  getFieldDisplayName,
} from '@grafana/data';
import { LegendDisplayMode, SortOrder, TooltipDisplayMode, type VizLegendOptions } from '@grafana/schema';
import {
  SeriesTable,
  type SeriesTableRowProps,
  TimeSeries,
  TooltipPlugin2,
  usePanelContext,
} from '@grafana/ui';
import type uPlot from 'uplot';
import { AnnotationMarks } from './AnnotationMarks.js';
import { optionsOf } from './drawn.js';
import type { PanelProps } from './props.js';

const option = optionsOf('timeseries');
const hover = { one: 0, all: 1 } as const;

/** Grafana's own graph, with its legend, axes and thresholds. */
export function TimeSeriesPanel(props: PanelProps) {
  const { panel, frames, width, height, timeRange, timeZone, onZoom } = props;
  const { sync } = usePanelContext();
  const legend: VizLegendOptions = {
    showLegend: option(panel.options, 'legend.showLegend', true),
    displayMode: option(panel.options, 'legend.displayMode', LegendDisplayMode.List) as LegendDisplayMode,
    placement: option(panel.options, 'legend.placement', 'bottom') as VizLegendOptions['placement'],
    calcs: option<string[]>(panel.options, 'legend.calcs', []),
    sortBy: option<string | undefined>(panel.options, 'legend.sortBy', undefined),
    sortDesc: option<boolean | undefined>(panel.options, 'legend.sortDesc', undefined),
    width: option<number | undefined>(panel.options, 'legend.width', undefined),
  };
  const mode = option<string>(panel.options, 'tooltip.mode', 'single');
  const sort = option<string>(panel.options, 'tooltip.sort', SortOrder.None);
  const hideZeros = option(panel.options, 'tooltip.hideZeros', false);
  const drawn = frames.filter(
    ({ fields }) =>
      fields.some(({ type }) => type === FieldType.time) &&
      fields.some(({ type }) => type === FieldType.number),
  );
  if (drawn.length === 0) return <p>There is no field of times with one of numbers to draw.</p>;
  return (
    <TimeSeries
      frames={drawn}
      width={width}
      height={height}
      timeRange={timeRange}
      timeZone={timeZone}
      legend={legend}
      options={panel.options as Record<string, unknown>}
    >
      {(config, aligned) => {
        config.setPadding([null, roomForLastLabel, null, null] as never);
        const marks = <AnnotationMarks config={config} {...props} />;
        if (!aligned || mode === TooltipDisplayMode.None) return marks;
        const tooltip = (
          <TooltipPlugin2
            config={config}
            syncMode={sync?.() ?? DashboardCursorSync.Off}
            syncScope="__global_"
            hoverMode={mode === 'multi' ? hover.all : (hover.one as never)}
            queryZoom={onZoom}
            clientZoom
            render={(_, indexes, series) => (
              <Values
                frame={aligned}
                indexes={indexes}
                series={series}
                all={mode === 'multi'}
                sort={sort}
                hideZeros={hideZeros}
                timeZone={timeZone}
              />
            )}
          />
        );
        return (
          <>
            {marks}
            {tooltip}
          </>
        );
      }}
    </TimeSeries>
  );
}

/** Pixels on the right that the last label of the time axis needs: it stands at the edge where time is round there. */
function roomForLastLabel(plot: uPlot, _side: number, axes: readonly boolean[]): number {
  // What uPlot has found for the axis; it tells padding before it draws.
  const { _splits: splits = [], _values: texts = [] } = plot.axes[0] as {
    readonly _splits?: readonly number[];
    readonly _values?: readonly (string | null)[];
  };
  const { min, max } = plot.scales.x ?? {};
  const last = splits.at(-1);
  if (axes[1] || last === undefined || min === undefined || max === undefined) return 8;
  const beyond = ((max - last) / (max - min || 1)) * plot.width * 0.9;
  return Math.max(8, Math.ceil(String(texts.at(-1) ?? '').length * 3.5 - beyond));
}

interface ValuesProps {
  readonly frame: DataFrame;
  readonly indexes: readonly (number | null)[];
  readonly series: number | null;
  readonly all: boolean;
  readonly sort: string;
  readonly hideZeros: boolean;
  readonly timeZone: string;
}

function Values({ frame, indexes, series, all, sort, hideZeros, timeZone }: ValuesProps) {
  const rows: (SeriesTableRowProps & { readonly number: number })[] = frame.fields.flatMap((field, index) => {
    const at = indexes[index];
    if (index === 0 || at === null || at === undefined || (!all && index !== series)) return [];
    const value = field.values[at];
    if (value === null || value === undefined || (hideZeros && value === 0)) return [];
    if (field.config.custom?.hideFrom?.tooltip) return [];
    return [
      {
        label: getFieldDisplayName(field, frame),
        value: textOf(field, value),
        color: colorOf(field, value),
        isActive: index === series,
        number: value,
      },
    ];
  });
  if (sort === 'desc') rows.sort((a, b) => b.number - a.number);
  if (sort === 'asc') rows.sort((a, b) => a.number - b.number);
  const at = indexes.find((index) => index !== null);
  const time = at === undefined || at === null ? undefined : frame.fields[0]?.values[at];
  return (
    <div style={{ padding: 8 }}>
      <SeriesTable
        series={rows.slice(0, 40)}
        timestamp={time === undefined ? '' : dateTimeFormat(time, { timeZone })}
      />
    </div>
  );
}

function textOf(field: Field, value: number): string {
  return field.display ? formattedValueToString(field.display(value)) : String(value);
}

function colorOf(field: Field, value: number): string {
  return field.display?.(value).color ?? 'gray';
}
