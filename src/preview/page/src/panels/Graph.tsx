import {
  DashboardCursorSync,
  type DataFrame,
  type Field,
  FieldType,
  type LinkModel,
  outerJoinDataFrames,
} from '@grafana/data';
import { LegendDisplayMode, SortOrder, TooltipDisplayMode, type VizLegendOptions } from '@grafana/schema';
import {
  PanelContextProvider,
  TimeSeries,
  TooltipPlugin2,
  type UPlotConfigBuilder,
  usePanelContext,
} from '@grafana/ui';
import { type ReactNode, useMemo } from 'react';
import { optionsOf } from './drawn.js';
import { GraphValues } from './GraphValues.js';
import type { PanelProps } from './props.js';
import { roomForTimeLabels } from './time-labels.js';
import { useHidden, withHidden } from './use-hidden.js';

const option = optionsOf('timeseries', 'trend', 'candlestick');
const hover = { one: 0, all: 1 } as const;

type GraphSettings = Parameters<typeof TimeSeries>[0];

interface GraphProps extends PanelProps {
  /** What is on the x axis. @default the time */
  readonly x?: Field | undefined;
  /** What else Grafana's graph is told. */
  readonly own?: Partial<Pick<GraphSettings, 'renderers' | 'tweakScale' | 'tweakAxis'>> | undefined;
  /** The tooltip has all series. @default as the panel says */
  readonly showsAll?: boolean;
  /** What is marked on the graph. */
  readonly marks?: ((config: UPlotConfigBuilder) => ReactNode) | undefined;
}

/** Grafana's own graph, with its legend, axes and thresholds, over time or over a number. */
export function Graph({
  panel,
  frames,
  width,
  height,
  timeRange,
  timeZone,
  onZoom,
  x,
  own,
  showsAll = false,
  marks,
}: GraphProps) {
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
  const chosen = option<string>(panel.options, 'tooltip.mode', 'single');
  const mode = showsAll && chosen !== TooltipDisplayMode.None ? 'multi' : chosen;
  const sort = option<string>(panel.options, 'tooltip.sort', SortOrder.None);
  const hideZeros = option(panel.options, 'tooltip.hideZeros', false);
  const { hidden, toggle } = useHidden();
  const context = usePanelContext();
  const togglable = useMemo(() => ({ ...context, onToggleSeriesVisibility: toggle }), [context, toggle]);
  const visible = useMemo(
    () => frames.map((frame) => withHidden(frame, frames, hidden, x)),
    [frames, hidden, x],
  );
  const overNumber = useMemo(() => x && axisOf(x), [x]);
  return (
    <PanelContextProvider value={togglable}>
      <TimeSeries
        frames={visible}
        {...overNumber}
        {...own}
        width={width}
        height={height}
        timeRange={timeRange}
        timeZone={timeZone}
        legend={legend}
        options={panel.options as Record<string, unknown>}
      >
        {(config, aligned) => {
          if (!x) config.setPadding(roomForTimeLabels);
          const marked = marks?.(config);
          if (!aligned || mode === TooltipDisplayMode.None) return marked;
          return (
            <>
              {marked}
              <TooltipPlugin2
                config={config}
                syncMode={x ? DashboardCursorSync.Off : (sync?.() ?? DashboardCursorSync.Off)}
                syncScope="__global_"
                hoverMode={mode === 'multi' ? hover.all : (hover.one as never)}
                {...(!x && { queryZoom: onZoom })}
                clientZoom
                getDataLinks={(series, index) => linksOf(aligned.fields[series], index)}
                render={(_, indexes, series, isPinned, _dismiss, _range, _sync, links) => (
                  <GraphValues
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
            </>
          );
        }}
      </TimeSeries>
    </PanelContextProvider>
  );
}

/** How Grafana's graph finds the numbers of its x axis, and joins frames without the gaps of times. */
function axisOf(x: Field) {
  return {
    fields: {
      x: (field: Field) => field === x,
      y: (field: Field) => field !== x && field.type === FieldType.number,
    },
    preparePlotFrame: (
      frames: DataFrame[],
      { x: joinBy, y: keep }: Pick<NonNullable<GraphSettings['fields']>, 'x' | 'y'>,
    ) => outerJoinDataFrames({ frames, joinBy, keep, keepOriginIndices: true }) ?? null,
  };
}

function linksOf(field: Field | undefined, index: number | null): LinkModel[] {
  return index === null ? [] : (field?.getLinks?.({ valueRowIndex: index }) ?? []);
}
