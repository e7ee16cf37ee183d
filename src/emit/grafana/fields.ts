import type {
  Threshold,
  ThresholdsConfig,
  ThresholdsMode,
  ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { ValueMapping as Mapping, Override, Panel, ThresholdStep } from '../../define/index.js';
import type { ResolvedPanel, ResolvedTarget } from '../../resolve/index.js';

/** Grafana's field override. */
export interface FieldOverride {
  readonly matcher: { readonly id: string; readonly options: string };
  readonly properties: { id: string; value: unknown }[];
}

export function thresholdsOf(steps: readonly ThresholdStep[]): ThresholdsConfig {
  return {
    mode: 'absolute' as ThresholdsMode,
    steps: steps.map(({ from, color }): Threshold => ({ value: from, color })),
  };
}

/** One Grafana mapping per entry, in order. */
export function mappingsOf(mappings: readonly Mapping[]): ValueMapping[] {
  return mappings.map((mapping, index) => mappingOf(mapping, index) as ValueMapping);
}

function mappingOf(mapping: Mapping, index: number): object {
  const { text, color } = mapping;
  const result = {
    index,
    ...(text === undefined ? {} : { text }),
    ...(color === undefined ? {} : { color }),
  };
  if ('value' in mapping) return { type: 'value', options: { [String(mapping.value)]: result } };
  if ('from' in mapping) return { type: 'range', options: { from: mapping.from, to: mapping.to, result } };
  if ('pattern' in mapping) return { type: 'regex', options: { pattern: mapping.pattern, result } };
  return { type: 'special', options: { match: mapping.special, result } };
}

/** The user's overrides, after those for bounds drawn as series and for signals whose unit or thresholds differ. */
export function overridesOf(resolved: ResolvedPanel, panel: Panel): FieldOverride[] {
  const drawn = resolved.targets.filter((target) => target.bound).map(boundOverride);
  return [...drawn, ...signalOverrides(resolved, panel), ...(panel.options.overrides ?? []).map(overrideOf)];
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

function signalOverrides(resolved: ResolvedPanel, panel: Panel): FieldOverride[] {
  // The columns of a merged table have names in place of queries.
  if (panel.type === 'table' && resolved.targets.length > 1) return [];
  return resolved.targets.flatMap((target) => {
    const properties = ownProperties(target, resolved, panel);
    if (properties.length === 0) return [];
    return [{ matcher: { id: 'byFrameRefID', options: target.refId }, properties }];
  });
}

/** What a target's signal has of its own: its unit and its thresholds, where they are not the panel's. */
export function ownProperties(
  { signal, thresholds }: ResolvedTarget,
  { unit, thresholds: common }: ResolvedPanel,
  { type, options }: Panel,
): FieldOverride['properties'] {
  const properties: FieldOverride['properties'] = [];
  // Of what is counted from logs or traces nobody has said a unit: it is a number, and not in that of a signal.
  const own = signal ? signal.unit : unit === undefined ? undefined : 'short';
  if (own && own !== unit && options.unit === undefined) properties.push({ id: 'unit', value: own });
  if (!thresholds) return properties;
  properties.push({ id: 'thresholds', value: thresholdsOf(thresholds) });
  if (type === 'timeseries' && thresholds.length > 1 !== common.length > 1)
    properties.push({ id: 'custom.thresholdsStyle', value: thresholdsStyleOf(thresholds) });
  return properties;
}

/** Dashed lines at the bounds of a graph, where there are any. */
export function thresholdsStyleOf({ length }: readonly ThresholdStep[]) {
  return { mode: length > 1 ? 'dashed' : 'off' };
}

function overrideOf({ match, properties }: Override): FieldOverride {
  return {
    matcher: matcherOf(match),
    properties: Object.entries(properties).map(([id, value]) => ({ id, value })),
  };
}

function matcherOf(match: Override['match']): FieldOverride['matcher'] {
  if ('name' in match) return { id: 'byName', options: match.name };
  if ('pattern' in match) return { id: 'byRegexp', options: match.pattern };
  if ('type' in match) return { id: 'byType', options: match.type };
  return { id: 'byFrameRefID', options: match.query };
}
