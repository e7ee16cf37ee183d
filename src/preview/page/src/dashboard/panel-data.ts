import {
  applyFieldOverrides,
  type DataFrame,
  type FieldConfigSource,
  type GrafanaTheme2,
  type InterpolateFunction,
  standardTransformers,
  standardTransformersRegistry,
  ThresholdsMode,
  transformDataFrame,
} from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import { fieldRegistry } from './field-registry.js';
import type { PanelJson } from './json.js';
import type { Follow } from './links.js';
import { ownTransformers } from './transformations.js';

/** Names that Grafana gave to a transformation before. */
const formerNames: Readonly<Record<string, string>> = { seriesToColumns: 'joinByField' };

// The list has one of them twice.
const transformers = new Map(
  [...Object.values(standardTransformers), ...ownTransformers].map((one) => [one.id, one]),
);
standardTransformersRegistry.setInit(() =>
  [...transformers.values()].map((transformation) => ({
    id: transformation.id,
    name: transformation.name,
    description: transformation.description,
    transformation: async () => transformation,
    editor: () => null,
    imageDark: '',
    imageLight: '',
  })),
);

/** Ids of the transformations that can be applied. */
export const transformerIds: ReadonlySet<string> = new Set([
  ...transformers.keys(),
  ...Object.keys(formerNames),
]);

/** What Grafana's time series panel sets where the JSON says nothing. */
const graphDefaults = {
  drawStyle: 'line',
  lineInterpolation: 'linear',
  lineWidth: 1,
  fillOpacity: 0,
  gradientMode: 'none',
  spanNulls: false,
  insertNulls: false,
  showPoints: 'auto',
  pointSize: 5,
  stacking: { mode: 'none', group: 'A' },
  axisPlacement: 'auto',
  axisColorMode: 'text',
  axisBorderShow: false,
  axisCenteredZero: false,
  scaleDistribution: { type: 'linear' },
  thresholdsStyle: { mode: 'off' },
  hideFrom: { tooltip: false, viz: false, legend: false },
  barAlignment: 0,
  barWidthFactor: 0.6,
};

/** Types that are drawn by Grafana's graph. */
const graphTypes: ReadonlySet<string> = new Set(['timeseries', 'trend', 'candlestick']);

/** Applies a panel's transformations, then its field options and overrides. */
export async function panelFrames(
  frames: DataFrame[],
  panel: PanelJson,
  {
    theme,
    timeZone,
    replace,
    follow,
  }: {
    readonly theme: GrafanaTheme2;
    readonly timeZone: string;
    readonly replace: InterpolateFunction;
    readonly follow: Follow;
  },
): Promise<DataFrame[]> {
  // What cannot be applied is named on the panel.
  const transformations = (panel.transformations ?? []).filter(
    ({ id, disabled }) => !disabled && transformerIds.has(id),
  );
  const transformed =
    transformations.length === 0
      ? frames
      : await lastValueFrom(
          transformDataFrame(
            transformations.map(({ id, options = {}, filter }) => ({
              id: formerNames[id] ?? id,
              options,
              ...(filter && { filter }),
            })),
            frames,
            {
              interpolate: replace,
            },
          ),
        );
  const fieldConfig = configOf(panel);
  return applyFieldOverrides({
    data: transformed,
    fieldConfig,
    fieldConfigRegistry: fieldRegistry(fieldConfig),
    replaceVariables: replace,
    // What cannot be followed is not there.
    dataLinkPostProcessor: ({ linkModel }) => {
      const to = linkModel.href ? follow(linkModel.href) : undefined;
      return to && { ...linkModel, href: to.url, target: to.page ? '_self' : '_blank' };
    },
    theme,
    timeZone,
  });
}

/** Colours of panels that choose none, where they are not those of the thresholds. */
const usualColors: Readonly<Record<string, string>> = {
  timeseries: 'palette-classic',
  trend: 'palette-classic',
  candlestick: 'palette-classic',
  xychart: 'palette-classic',
  piechart: 'palette-classic',
  barchart: 'palette-classic',
  histogram: 'palette-classic-by-name',
  'state-timeline': 'continuous-GrYlRd',
};

/** What older versions of Grafana had in the options of a table, which fields have now. */
function footerOf({ type, options }: PanelJson): object {
  const { show, reducer, countRows } = (options?.footer ?? {}) as {
    readonly show?: boolean;
    readonly reducer?: readonly string[];
    readonly countRows?: boolean;
  };
  if (type !== 'table' || show !== true) return {};
  return { footer: { reducers: countRows ? ['countAll'] : (reducer ?? ['sum']) } };
}

function configOf(panel: PanelJson): FieldConfigSource {
  const { type, fieldConfig } = panel;
  const { defaults = {}, overrides = [] } = fieldConfig ?? {};
  const graph = graphTypes.has(type) ? graphDefaults : {};
  const thresholds = defaults.thresholds ?? {
    mode: ThresholdsMode.Absolute,
    steps: [
      { value: Number.NEGATIVE_INFINITY, color: 'green' },
      { value: 80, color: 'red' },
    ],
  };
  return {
    defaults: {
      ...defaults,
      // JSON has no minus infinity: the first step has null.
      thresholds: {
        ...thresholds,
        steps: thresholds.steps.map((step) => ({ ...step, value: step.value ?? Number.NEGATIVE_INFINITY })),
      },
      color: defaults.color ?? { mode: usualColors[type] ?? 'thresholds' },
      custom: { ...graph, ...footerOf(panel), ...defaults.custom },
    },
    overrides: overrides.map((override) => ({
      ...override,
      properties: override.properties.map(({ id, value }) =>
        // What tables called it before.
        id === 'custom.hidden' ? { id: 'custom.hideFrom', value: { viz: value === true } } : { id, value },
      ),
    })),
  };
}
