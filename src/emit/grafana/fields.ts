import type { AnyOverride, AnyPanelOptions, Panel } from '../../define/index.js';
import {
  type OverrideMatch,
  panelTypes,
  propertiesOfOverride,
  settingsOf,
  thresholdsConfig,
} from '../../grafana/index.js';
import { unitOf } from '../../query/index.js';
import type { ResolvedPanel, ResolvedTarget } from '../../resolve/index.js';

/** Grafana's field override. */
export interface FieldOverride {
  readonly matcher: { id: string; options?: unknown };
  readonly properties: { id: string; value: unknown }[];
}

/**
 * The user's overrides, after those for thresholds drawn as series and for signals with a different unit or thresholds.
 */
export function overridesOf(resolved: ResolvedPanel, panel: Panel, ours: boolean): FieldOverride[] {
  const { overrides = [] }: AnyPanelOptions = panel.options;
  const drawn = resolved.targets.filter((target) => target.bound).map(boundOverride);
  return [
    ...drawn,
    ...signalOverrides(resolved, panel, ours),
    ...(panelTypes[panel.type].format === 'table' ? tableOverrides(resolved, panel, ours) : []),
    ...overrides.flatMap((override) => overrideOf(override, resolved, panel)),
  ];
}

function boundOverride({ refId }: ResolvedTarget): FieldOverride {
  return {
    matcher: { id: 'byFrameRefID', options: refId },
    properties: [
      { id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 8] } },
      { id: 'custom.fillOpacity', value: 0 },
      { id: 'color', value: { mode: 'fixed', fixedColor: 'red' } },
    ],
  };
}

function signalOverrides(resolved: ResolvedPanel, panel: Panel, ours: boolean): FieldOverride[] {
  // The columns of a merged table have names instead of queries.
  if (isMerged(resolved, panel)) return [];
  return resolved.targets.flatMap((target) => {
    const properties = ownProperties(target, resolved, panel, ours);
    if (properties.length === 0) return [];
    return [{ matcher: { id: 'byFrameRefID', options: target.refId }, properties }];
  });
}

/** Each value column in its own signal's unit, with its own thresholds. */
function tableOverrides(resolved: ResolvedPanel, panel: Panel, ours: boolean): FieldOverride[] {
  const { targets } = resolved;
  if (targets.length < 2) return [];
  return targets.flatMap((target) => {
    const properties = ownProperties(target, resolved, panel, ours);
    if (!target.signal || properties.length === 0) return [];
    return [{ matcher: { id: 'byName', options: target.signal.title }, properties }];
  });
}

/** The unit and thresholds of a target's signal that differ from those of the panel. */
function ownProperties(
  { language, signal, node, thresholds }: ResolvedTarget,
  { unit, thresholds: common }: ResolvedPanel,
  panel: Panel,
  ours: boolean,
): FieldOverride['properties'] {
  const options: AnyPanelOptions = panel.options;
  const properties: FieldOverride['properties'] = [];
  // Series computed from logs or traces have no declared unit: they are plain numbers, not in the unit of a signal.
  const counted = language === 'logql' || language === 'traceql';
  const own = signal ? signal.unit : counted && unit !== undefined ? 'short' : node && unitOf(node);
  if (own && own !== unit && options.unit === undefined) properties.push({ id: 'unit', value: own });
  if (!thresholds) return properties;
  properties.push({ id: 'thresholds', value: thresholdsConfig(thresholds) });
  const { showsHistory } = panelTypes[panel.type];
  // If the style is not the default, the panel sets it for all of its series.
  const style = thresholdStyleOf(panel) ?? (ours ? 'dashed' : undefined);
  if (showsHistory && style === 'dashed' && thresholds.length > 1 !== common.length > 1)
    properties.push({
      id: 'custom.thresholdsStyle',
      value: { mode: thresholds.length > 1 ? 'dashed' : 'off' },
    });
  return properties;
}

function thresholdStyleOf({ type, options }: Panel): unknown {
  const custom: { readonly thresholdsStyle?: { readonly mode: string } } = settingsOf(type, options).custom;
  return custom.thresholdsStyle?.mode;
}

/** Whether the results of a table's queries are merged, so that columns have names instead of queries. */
function isMerged({ targets }: ResolvedPanel, { type }: Panel): boolean {
  return panelTypes[type].format === 'table' && targets.length > 1;
}

/** One override, or one for each query of its signal. */
function overrideOf(override: AnyOverride, resolved: ResolvedPanel, panel: Panel): FieldOverride[] {
  const { match, properties = {} } = override;
  const all = [
    ...propertiesOfOverride(panel.type, override).map(({ id, value }) => ({ id, value })),
    ...Object.entries(properties).map(([id, value]) => ({ id, value })),
  ];
  return matchersOf(match, resolved, panel).map((matcher) => ({ matcher, properties: all }));
}

function matchersOf(match: OverrideMatch, resolved: ResolvedPanel, panel: Panel): FieldOverride['matcher'][] {
  if ('name' in match) return [{ id: 'byName', options: match.name }];
  if ('pattern' in match) return [{ id: 'byRegexp', options: match.pattern }];
  if ('type' in match) return [{ id: 'byType', options: match.type }];
  if ('query' in match) return [{ id: 'byFrameRefID', options: match.query }];
  if ('signal' in match) {
    const { signal } = match;
    if (isMerged(resolved, panel)) return [{ id: 'byName', options: signal.title }];
    const targets = resolved.targets.filter((target) => target.signal === signal && !target.bound);
    return targets.map(({ refId }) => ({ id: 'byFrameRefID', options: refId }));
  }
  const { calculation, op, value } = match.value;
  return [{ id: 'byValue', options: { reducer: calculation, op, value } }];
}
