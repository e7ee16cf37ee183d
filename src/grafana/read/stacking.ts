import { isList, isRecord } from '../../plain.js';
import type { Json } from './leaves.js';

/**
 * The same panel with names for its stacks that are texts, where Jsonnet libraries write false, and the usual one where
 * there is but one: which name it has shows nowhere.
 */
export function withNamedStacks(panel: Json): Json {
  const groups = new Set<unknown>();
  const see = (stacking: Json) => {
    if (stacking.mode !== undefined && stacking.mode !== 'none') groups.add(stacking.group ?? 'A');
    return stacking;
  };
  changed(panel, see);
  const one = groups.size <= 1;
  return changed(panel, (stacking) => ({
    ...stacking,
    group: one || stacking.group === undefined ? 'A' : String(stacking.group),
  }));
}

function changed(panel: Json, change: (stacking: Json) => Json): Json {
  const { fieldConfig } = panel;
  if (!isRecord(fieldConfig)) return panel;
  const { defaults, overrides } = fieldConfig;
  return {
    ...panel,
    fieldConfig: {
      ...fieldConfig,
      ...(isRecord(defaults) ? { defaults: inDefaults(defaults, change) } : {}),
      ...(isList(overrides) ? { overrides: overrides.map((one) => inOverride(one, change)) } : {}),
    },
  };
}

function inDefaults(defaults: Json, change: (stacking: Json) => Json): Json {
  const { custom } = defaults;
  if (!isRecord(custom) || !isRecord(custom.stacking)) return defaults;
  return { ...defaults, custom: { ...custom, stacking: change(custom.stacking) } };
}

function inOverride(override: unknown, change: (stacking: Json) => Json): unknown {
  if (!isRecord(override) || !isList(override.properties)) return override;
  const properties = override.properties.map((property) =>
    isRecord(property) && property.id === 'custom.stacking' && isRecord(property.value)
      ? { ...property, value: change(property.value) }
      : property,
  );
  return { ...override, properties };
}
