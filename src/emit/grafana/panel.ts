import type { Panel as GrafanaPanel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Panel, RawPanel } from '../../define/index.js';
import type { ResolvedPanel, ResolvedRow } from '../../resolve/index.js';
import { datasources, mixedDatasource } from './datasources.js';
import { mappingsOf, overridesOf, thresholdsOf } from './fields.js';
import { panelLinks } from './links.js';
import { applyLook } from './looks.js';
import { type AnyPanelBuilder, type BuilderFactory, built } from './panel-modules.js';
import { tableOverrides, tableTransformations } from './table.js';
import { type QueryModules, targetBuilder } from './targets.js';

export interface PanelContext {
  readonly builderOf: BuilderFactory;
  readonly queries: QueryModules;
}

/** A panel as Grafana's JSON object, at its own position. */
export function buildPanel(panel: ResolvedPanel, context: PanelContext): GrafanaPanel {
  const { source } = panel;
  if (source.type === 'raw') return rawPanel(panel, source);
  const builder = context.builderOf(source.type);
  describe(builder, panel, source, context);
  applyLook(builder, source.type, panel, source.options);
  source.options.configure?.(builder as never);
  // Set last and on the result: the SDK moves a panel at (0, 0), and a definition must not move ids.
  const { id, gridPos } = panel;
  const { title } = source.options;
  // First what a reviewer looks for; the rest as the SDK gives it.
  return Object.assign({ id, type: '', title, gridPos }, builder.build(), { id, gridPos });
}

/** A row with the panels that it hides. */
export function buildRow(row: ResolvedRow, context: PanelContext): RowPanel {
  const { repeat } = row.source;
  return {
    type: 'row',
    id: row.id,
    title: row.title,
    collapsed: row.source.collapsed ?? false,
    gridPos: { x: 0, y: row.y, w: 24, h: 1 },
    panels: row.panels.map((panel) => buildPanel(panel, context)),
    ...(repeat === undefined ? {} : { repeat }),
  };
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
  context: PanelContext,
): void {
  const { options } = source;
  const description = options.description ?? panel.targets[0]?.signal?.description;
  builder.title(options.title);
  if (description !== undefined) builder.description(description);
  const [first, ...others] = new Set(panel.targets.map(({ language }) => language));
  if (first) builder.datasource(others.length > 0 ? mixedDatasource : datasources[first]);
  builder.targets(panel.targets.map((target) => targetBuilder(target, context.queries)));
  describeFields(builder, panel, source);
  const isTable = source.type === 'table';
  const transformations = options.transformations ?? (isTable ? tableTransformations(panel) : []);
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
  if (options.repeat !== undefined)
    builder.repeat(options.repeat).repeatDirection(options.repeatDirection ?? 'h');
}

function describeFields(builder: AnyPanelBuilder, panel: ResolvedPanel, source: Panel): void {
  const { options } = source;
  const range = panel.targets.length === 1 ? panel.targets[0]?.signal?.range : undefined;
  const minimum = options.min ?? range?.[0] ?? (panel.unit === 'percentunit' ? 0 : undefined);
  const maximum = options.max ?? range?.[1];
  if (panel.unit !== undefined) builder.unit(panel.unit);
  if (options.decimals !== undefined) builder.decimals(options.decimals);
  if (minimum !== undefined) builder.min(minimum);
  if (maximum !== undefined) builder.max(maximum);
  if (options.noValue !== undefined) builder.noValue(options.noValue);
  if (options.mappings) builder.mappings(mappingsOf(options.mappings));
  if (panel.targets.length > 0) builder.thresholds(built(thresholdsOf(panel.thresholds)));
  if (options.dataLinks) builder.dataLinks(panelLinks(options.dataLinks));
  const overrides = [
    ...overridesOf(panel, source),
    ...(source.type === 'table' ? tableOverrides(panel, source) : []),
  ];
  if (overrides.length > 0) builder.overrides(overrides as never);
}
