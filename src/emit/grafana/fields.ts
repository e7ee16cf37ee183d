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

/** The user's overrides, after those for bounds drawn as series and for signals in another unit than the panel's. */
export function overridesOf(resolved: ResolvedPanel, panel: Panel): FieldOverride[] {
  const drawn = resolved.targets.filter((target) => target.bound).map(boundOverride);
  return [...drawn, ...unitOverrides(resolved, panel), ...(panel.options.overrides ?? []).map(overrideOf)];
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

function unitOverrides(resolved: ResolvedPanel, panel: Panel): FieldOverride[] {
  if (panel.type === 'table' && resolved.targets.length > 1) return [];
  return resolved.targets.flatMap(({ refId, signal }) => {
    if (!signal?.unit || signal.unit === resolved.unit || panel.options.unit !== undefined) return [];
    return [
      { matcher: { id: 'byFrameRefID', options: refId }, properties: [{ id: 'unit', value: signal.unit }] },
    ];
  });
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
