import { DashboardCursorSync } from '@grafana/data';
import { AxisPlacement, ScaleDirection, ScaleOrientation, VisibilityMode } from '@grafana/schema';
import { TooltipPlugin2, UPlotChart, UPlotConfigBuilder, usePanelContext } from '@grafana/ui';
import { type ReactNode, useMemo } from 'react';
import type uPlot from 'uplot';
import { AnnotationMarks } from './AnnotationMarks.js';
import type { PanelProps } from './props.js';
import { roomForTimeLabels } from './time-labels.js';
import { useDrawnPlot } from './use-drawn-plot.js';

/** The axis of values; `x` is that of times, or of categories. */
export const valueScale = 'y';

interface PaintedPlotProps extends Omit<PanelProps, 'frames' | 'replace'> {
  /** Where there is something to hover over on the x axis. */
  readonly xs: readonly number[];
  /** Adds scales and axes; made anew when `keys` change. */
  readonly build: (builder: UPlotConfigBuilder) => void;
  /** What `build` depends on. */
  readonly keys: readonly unknown[];
  readonly paint: (context: CanvasRenderingContext2D, plot: uPlot) => void;
  /** Content of the tooltip at a position; none where nothing is drawn. */
  readonly tooltip?: ((x: number, y: number, isPinned: boolean) => ReactNode) | undefined;
  readonly isTime?: boolean;
  readonly children?: (config: UPlotConfigBuilder) => ReactNode;
}

/** What Grafana's components do not draw, on its axes: with their zoom, crosshair and annotations. */
export function PaintedPlot(props: PaintedPlotProps) {
  const { panel, width, height, timeRange, timeZone, theme, xs, build, keys, isTime = true } = props;
  const { sync } = usePanelContext();
  const from = timeRange.from.valueOf();
  const to = timeRange.to.valueOf();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `keys` stand for what `build` does.
  const config = useMemo(() => {
    const builder = new UPlotConfigBuilder(timeZone);
    if (isTime) {
      addTimeAxis(builder, { from, to, timeZone, theme });
      builder.setPadding(roomForTimeLabels);
    }
    build(builder);
    builder.addSeries({
      scaleKey: valueScale,
      theme,
      lineColor: 'transparent',
      showPoints: VisibilityMode.Never,
      // The series is there to be hovered over.
      pathBuilder: () => null,
    } as Parameters<UPlotConfigBuilder['addSeries']>[0]);
    builder.setCursor({ points: { show: false }, y: false, focus: { prox: 1e6 } });
    return builder;
  }, [theme, timeZone, from, to, isTime, ...keys]);
  const data = useMemo(() => [xs, xs.map(() => 0)] as unknown as uPlot.AlignedData, [xs]);
  return (
    <div role="img" aria-label={panel.title} style={{ width, height }}>
      <UPlotChart config={config} data={data} width={width} height={height}>
        <Paint config={config} paint={props.paint} />
        {isTime && <AnnotationMarks config={config} {...props} />}
        {props.children?.(config)}
        {props.tooltip && (
          <TooltipPlugin2
            config={config}
            hoverMode={hoverEverywhere as never}
            syncMode={isTime ? (sync?.() ?? DashboardCursorSync.Off) : DashboardCursorSync.Off}
            syncScope="__global_"
            {...(isTime && { queryZoom: props.onZoom })}
            render={(plot, _indexes, _series, isPinned, _dismiss, _range, viaSync) => {
              const { left = -1, top = -1 } = plot.cursor;
              if (viaSync || left < 0 || top < 0) return null;
              const isUpright = (plot.scales.x as { readonly ori?: number } | undefined)?.ori === 1;
              const [along, up] = isUpright ? [top, left] : [left, top];
              return props.tooltip?.(plot.posToVal(along, 'x'), plot.posToVal(up, valueScale), isPinned);
            }}
          />
        )}
      </UPlotChart>
    </div>
  );
}

/** Over any place that has an x: `TooltipHoverMode.xAll`, which is not exported as a value. */
const hoverEverywhere = 1;

function Paint({
  config,
  paint,
}: {
  readonly config: UPlotConfigBuilder;
  readonly paint: PaintedPlotProps['paint'];
}) {
  useDrawnPlot(config, [paint], (plot) => {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    paint(ctx, plot);
    ctx.restore();
  });
  return null;
}

function addTimeAxis(
  builder: UPlotConfigBuilder,
  {
    from,
    to,
    timeZone,
    theme,
  }: {
    readonly from: number;
    readonly to: number;
    readonly timeZone: string;
    readonly theme: PanelProps['theme'];
  },
): void {
  builder.addScale({
    scaleKey: 'x',
    isTime: true,
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    range: () => [from, to],
  });
  builder.addAxis({
    scaleKey: 'x',
    isTime: true,
    placement: AxisPlacement.Bottom,
    timeZone,
    theme,
    grid: { show: true },
  });
}
