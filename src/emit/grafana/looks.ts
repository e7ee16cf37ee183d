import type { PanelBuilders, PanelOptions, PanelType } from '../../define/index.js';
import { observationUnit } from '../../query/index.js';
import type { ResolvedPanel } from '../../resolve/index.js';
import { thresholdsStyleOf } from './fields.js';
import { type AnyPanelBuilder, built } from './panel-modules.js';

/** Sets what a panel type shows by default and what the short options say, on the SDK's own builder. */
type Look<Type extends PanelType> = (
  builder: PanelBuilders[Type],
  options: PanelOptions,
  panel: ResolvedPanel,
) => void;

const looks: { readonly [Type in PanelType]?: Look<Type> } = {
  timeseries: (builder, options, { thresholds, targets }) => {
    builder
      .lineWidth(1)
      .fillOpacity(options.stack ? 40 : 10)
      .showPoints('never' as never)
      .legend(built(legendOf(options, targets.length)))
      .tooltip(built({ mode: 'multi', sort: 'desc' } as never));
    if (thresholds.length > 1) builder.thresholdsStyle(built(thresholdsStyleOf(thresholds) as never));
    if (options.stack) builder.stacking(built({ group: 'A', mode: options.stack } as never));
  },
  stat: (builder, options, { targets, thresholds }) => {
    const sparkline = targets.some((target) => !target.instant);
    const bounded = [thresholds, ...targets.map((target) => target.thresholds ?? [])].some(
      ({ length }) => length > 1,
    );
    builder
      .reduceOptions(built(reduction(options)))
      .graphMode((sparkline ? 'area' : 'none') as never)
      .colorMode((bounded ? 'background' : 'value') as never);
  },
  gauge: (builder, options) => {
    builder.reduceOptions(built(reduction(options))).showThresholdMarkers(true);
  },
  barGauge: (builder, options) => {
    builder
      .reduceOptions(built(reduction(options)))
      .displayMode('basic' as never)
      .orientation('horizontal' as never);
  },
  pieChart: (builder, options) => {
    builder.reduceOptions(built(reduction(options))).legend(
      built({
        displayMode: 'table',
        placement: 'right',
        showLegend: true,
        calcs: [],
        values: ['value', 'percent'],
      } as never),
    );
  },
  heatmap: (builder, options, { targets }) => {
    const node = targets[0]?.node;
    const unit = options.unit ?? (node && observationUnit(node));
    builder
      .calculate(false)
      .yAxis(built({ axisPlacement: 'left', ...(unit === undefined ? {} : { unit }) } as never))
      .color(
        built({
          mode: 'scheme',
          scheme: 'Oranges',
          steps: 64,
          exponent: 0.5,
          fill: 'dark-orange',
          reverse: false,
        } as never),
      );
  },
  text: (builder, options) => {
    builder.mode('markdown' as never).content(options.markdown ?? '');
  },
  logs: (builder) => {
    builder
      .showTime(true)
      .wrapLogMessage(true)
      .enableLogDetails(true)
      .sortOrder('Descending' as never);
  },
  stateTimeline: (builder, options, { targets }) => {
    builder.legend(built(legendOf(options, targets.length)));
  },
  barChart: (builder, options, { targets }) => {
    builder.legend(built(legendOf(options, targets.length)));
  },
};

/** Applies the look of a panel's type, then hands the builder to the definition's own `configure`. */
export function applyLook(
  builder: AnyPanelBuilder,
  type: PanelType,
  panel: ResolvedPanel,
  options: PanelOptions,
): void {
  const look = looks[type] as
    | ((builder: unknown, options: PanelOptions, panel: ResolvedPanel) => void)
    | undefined;
  look?.(builder, options, panel);
}

function reduction({ reduce = 'lastNotNull' }: PanelOptions) {
  return { calcs: [reduce], fields: '', values: false };
}

function legendOf({ legend = 'list' }: PanelOptions, queries: number) {
  const { as, calculations } = typeof legend === 'object' ? legend : { as: legend, calculations: [] };
  return {
    displayMode: as === 'hidden' ? 'hidden' : as,
    placement: as === 'table' && queries > 0 ? 'right' : 'bottom',
    showLegend: as !== 'hidden',
    calcs: [...calculations],
  } as never;
}
