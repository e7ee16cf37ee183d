import type { Panel as GrafanaPanel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import { referenceTo } from '../../define/dashboards/datasource.js';
import type { AnyPanelOptions, Panel, RawPanel } from '../../define/index.js';
import {
  type AnyPanelBuilder,
  type DataSourceReference,
  fieldConfig,
  gridColumns,
  merged,
  mixedDatasource,
  panelTypes,
  rowHeadingHeight,
  settingsOf,
  thresholdsLongForm,
} from '../../grafana/index.js';
import type { ResolvedPanel, ResolvedRow } from '../../resolve/index.js';
import { overridesOf } from './fields.js';
import { panelLinks } from './links.js';
import type { BuilderFactory } from './panel-modules.js';
import { tableTransformations } from './table.js';
import { type QueryModules, targetBuilder } from './targets.js';

export interface PanelContext {
  readonly builderOf: BuilderFactory;
  readonly queries: QueryModules;
  /** Whether to use the defaults of Dashwright. */
  readonly ours: boolean;
}

/** A panel as Grafana's JSON object, at its own position. */
export function buildPanel(panel: ResolvedPanel, context: PanelContext): GrafanaPanel {
  const { source, withDefaults } = panel;
  if (source.type === 'raw') return rawPanel(panel, source);
  const { type, options } = withDefaults ?? source;
  const builder = context.builderOf(type);
  const fields = fieldsOf(panel, options, context);
  describe(builder, panel, { ...source, options }, fields, context);
  const made = builder.build();
  const own = settingsOf(type, options);
  made.options = merged(made.options ?? {}, own.options);
  if (made.fieldConfig) {
    const { defaults } = made.fieldConfig;
    if (Object.keys(own.custom).length > 0) defaults.custom = merged(defaults.custom ?? {}, own.custom);
    Object.assign(defaults, fields);
  }
  // Set last and on the result: the SDK would move a panel at (0, 0), and a definition must not change ids.
  const { id, gridPos } = panel;
  // First the properties that reviewers look for; the rest in the order of the SDK.
  const all = Object.assign({ id, type: '', title: options.title, gridPos }, made, { id, gridPos });
  const { json }: AnyPanelOptions = options;
  return json === undefined ? all : Object.assign(all, merged(all, json), { id, gridPos });
}

/** A collapsed row with its panels. */
export function buildRow(row: ResolvedRow, context: PanelContext): RowPanel {
  const { repeat, json } = row.source;
  const made: RowPanel = {
    type: 'row',
    id: row.id,
    title: row.title,
    collapsed: row.source.collapsed ?? false,
    gridPos: { x: 0, y: row.y, w: gridColumns, h: rowHeadingHeight },
    panels: row.panels.map((panel) => buildPanel(panel, context)),
    ...(repeat === undefined ? {} : { repeat }),
  };
  if (json === undefined) return made;
  const { id, gridPos, panels } = made;
  return Object.assign(made, merged(made, json), { id, gridPos, panels });
}

function rawPanel({ id, gridPos }: ResolvedPanel, { options, json }: RawPanel): GrafanaPanel {
  const { title, description, repeat } = options;
  return {
    ...json,
    id,
    title,
    ...(description === undefined ? {} : { description }),
    ...(repeat === undefined ? {} : { repeat }),
    gridPos,
  } as GrafanaPanel;
}

function describe(
  builder: AnyPanelBuilder,
  panel: ResolvedPanel,
  source: Panel,
  fields: object,
  context: PanelContext,
): void {
  const { options } = source;
  const { format } = panelTypes[source.type];
  const description = options.description ?? panel.targets[0]?.signal?.description;
  builder.title(options.title);
  if (description !== undefined) builder.description(description);
  const common = commonDatasource(panel, options);
  if (common) builder.datasource(common);
  builder.targets(panel.targets.map((target) => targetBuilder(target, context.queries)));
  const overrides = overridesOf(panel, source, context.ours);
  // Field settings come before those that follow.
  if (overrides.length > 0 || Object.keys(fields).length > 0) builder.overrides(overrides);
  const transformations = options.transformations ?? (format === 'table' ? tableTransformations(panel) : []);
  if (transformations.length > 0) {
    builder.transformations(
      transformations.map(({ id, options: settings = {} }) => ({ id, options: settings })),
    );
  }
  if (options.links) builder.links(panelLinks(options.links));
  if (options.transparent) builder.transparent(true);
  if (options.interval !== undefined) builder.interval(options.interval);
  if (options.maxDataPoints !== undefined) builder.maxDataPoints(options.maxDataPoints);
  if (options.timeFrom !== undefined) builder.timeFrom(options.timeFrom);
  if (options.timeShift !== undefined) builder.timeShift(options.timeShift);
  if (options.hideTimeOverride) builder.hideTimeOverride(true);
  if (options.maxPerRow !== undefined) builder.maxPerRow(options.maxPerRow);
  if (options.repeat !== undefined) {
    builder.repeat(options.repeat);
    builder.repeatDirection(options.repeatDirection ?? 'h');
  }
}

/** Where the panel asks: each query its own data source where they differ. What is computed of others asks nowhere. */
function commonDatasource(
  { targets }: ResolvedPanel,
  { source }: AnyPanelOptions,
): DataSourceReference | undefined {
  const asked = targets.filter(({ language }) => language !== 'expression');
  const asking = asked.length > 0 ? asked : targets;
  const first = asking[0]?.datasource;
  if (first) return asking.every(({ datasource }) => datasource.uid === first.uid) ? first : mixedDatasource;
  // Queries in JSON, to which the data source of the panel applies.
  const [only] = source === undefined ? [] : [source].flat();
  return only && referenceTo(only);
}

/** The defaults of the panel's fields. */
function fieldsOf(
  { targets, unit, thresholds: steps }: ResolvedPanel,
  options: AnyPanelOptions,
  { ours }: PanelContext,
): ReturnType<typeof fieldConfig> {
  const range = targets.length === 1 ? targets[0]?.signal?.range : undefined;
  const min = options.min ?? range?.[0] ?? (ours && unit === 'percentunit' ? 0 : undefined);
  const max = options.max ?? range?.[1];
  const { mode } = thresholdsLongForm(options.thresholds ?? {});
  const drawn = targets.length > 0 || options.thresholds !== undefined;
  return fieldConfig(options, {
    unit: unit ?? options.unit,
    min,
    max,
    thresholds: drawn ? { steps, ...(mode && { mode }) } : undefined,
  });
}
