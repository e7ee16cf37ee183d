import {
  DashboardCursorSync,
  type DataFrame,
  dateTimeFormat,
  type Field,
  FieldType,
  formattedValueToString,
  getFieldDisplayName,
  type LinkModel,
} from '@grafana/data';
import { LegendDisplayMode, SortOrder, TooltipDisplayMode, type VizLegendOptions } from '@grafana/schema';
import {
  PanelContextProvider,
  SeriesTable,
  type SeriesTableRowProps,
  SeriesVisibilityChangeMode,
  TimeSeries,
  TooltipPlugin2,
  usePanelContext,
  VizTooltipFooter,
} from '@grafana/ui';
import { useCallback, useMemo, useState } from 'react';
import { AnnotationMarks } from './AnnotationMarks.js';
import { optionsOf } from './drawn.js';
import { ExemplarMarks } from './ExemplarMarks.js';
import { exemplarsOf } from './exemplars.js';
import type { PanelProps } from './props.js';
import { roomForTimeLabels } from './time-labels.js';

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
  const drawn = useMemo(
    () =>
      frames.filter(
        ({ fields }) =>
          fields.some(({ type }) => type === FieldType.time) &&
          fields.some(({ type }) => type === FieldType.number),
      ),
    [frames],
  );
  const { hidden, toggle } = useHidden();
  const context = usePanelContext();
  const togglable = useMemo(() => ({ ...context, onToggleSeriesVisibility: toggle }), [context, toggle]);
  const exemplars = useMemo(
    () => exemplarsOf(panel, drawn, { start: timeRange.from.valueOf(), end: timeRange.to.valueOf() }),
    [panel, drawn, timeRange],
  );
  const visible = useMemo(() => drawn.map((frame) => withHidden(frame, drawn, hidden)), [drawn, hidden]);
  if (drawn.length === 0) return <p>There is no field of times with one of numbers to draw.</p>;
  return (
    <PanelContextProvider value={togglable}>
      <TimeSeries
        frames={visible}
        width={width}
        height={height}
        timeRange={timeRange}
        timeZone={timeZone}
        legend={legend}
        options={panel.options as Record<string, unknown>}
      >
        {(config, aligned) => {
          config.setPadding(roomForTimeLabels);
          const marks = (
            <>
              <AnnotationMarks config={config} {...props} />
              {exemplars.length > 0 && (
                <ExemplarMarks
                  {...props}
                  config={config}
                  exemplars={exemplars}
                  text={(value) => {
                    const field = drawn[0]?.fields.find(({ type }) => type === FieldType.number);
                    return field ? textOf(field, value) : String(value);
                  }}
                />
              )}
            </>
          );
          if (!aligned || mode === TooltipDisplayMode.None) return marks;
          const tooltip = (
            <TooltipPlugin2
              config={config}
              syncMode={sync?.() ?? DashboardCursorSync.Off}
              syncScope="__global_"
              hoverMode={mode === 'multi' ? hover.all : (hover.one as never)}
              queryZoom={onZoom}
              clientZoom
              getDataLinks={(series, index) => linksOf(aligned.fields[series], index)}
              render={(_, indexes, series, isPinned, _dismiss, _range, _sync, links) => (
                <Values
                  links={isPinned ? links : []}
                  linked={links.length > 0 && !isPinned}
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
    </PanelContextProvider>
  );
}

/** Series that somebody hides by the legend: a click shows one alone, then all again; with Ctrl or Shift one more or less. */
function useHidden() {
  const [hidden, setHidden] = useState<Hidden>({ names: [], only: false });
  const toggle = useCallback((label: string | string[] | null, mode: SeriesVisibilityChangeMode) => {
    const names = label === null ? [] : [label].flat();
    setHidden((before) => {
      if (mode === SeriesVisibilityChangeMode.AppendToSelection) {
        const left = before.names.filter((name) => !names.includes(name));
        return { ...before, names: left.length < before.names.length ? left : [...left, ...names] };
      }
      const same =
        before.only &&
        before.names.length === names.length &&
        names.every((name) => before.names.includes(name));
      return same ? { names: [], only: false } : { names, only: true };
    });
  }, []);
  return { hidden, toggle };
}

interface Hidden {
  readonly names: readonly string[];
  /** The names are those that are shown. */
  readonly only: boolean;
}

function withHidden(frame: DataFrame, frames: DataFrame[], { names, only }: Hidden): DataFrame {
  if (names.length === 0) return frame;
  const fields = frame.fields.map((field): Field => {
    if (field.type === FieldType.time || names.includes(getFieldDisplayName(field, frame, frames)) === only)
      return field;
    const { config } = field;
    const hideFrom = { ...config.custom?.hideFrom, viz: true };
    return { ...field, config: { ...config, custom: { ...config.custom, hideFrom } } };
  });
  return { ...frame, fields };
}

function linksOf(field: Field | undefined, index: number | null): LinkModel[] {
  return index === null ? [] : (field?.getLinks?.({ valueRowIndex: index }) ?? []);
}

interface ValuesProps {
  readonly links: readonly LinkModel[];
  /** There are links, once the values are held by a click. */
  readonly linked: boolean;
  readonly frame: DataFrame;
  readonly indexes: readonly (number | null)[];
  readonly series: number | null;
  readonly all: boolean;
  readonly sort: string;
  readonly hideZeros: boolean;
  readonly timeZone: string;
}

function Values({ links, linked, frame, indexes, series, all, sort, hideZeros, timeZone }: ValuesProps) {
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
      {linked && <small>Click to see links</small>}
      {links.length > 0 && <VizTooltipFooter dataLinks={[...links]} />}
    </div>
  );
}

function textOf(field: Field, value: number): string {
  return field.display ? formattedValueToString(field.display(value)) : String(value);
}

function colorOf(field: Field, value: number): string {
  return field.display?.(value).color ?? 'gray';
}
