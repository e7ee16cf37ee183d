import { isRecord } from '../../../../plain.js';
import { textOf } from '../../../read/plain.js';
import { type Json, jsonOf, objectsIn } from '../step.js';
import { calculations, numberOf } from './common.js';

/** The version of Grafana that saved a panel; of one that does not say it, the last that said none. */
function versionOf({ pluginVersion }: Json): number {
  const version = Number.parseFloat(textOf(pluginVersion) || '6.1');
  return Number.isFinite(version) ? version : 6.1;
}

/**
 * Stats, gauges and bar gauges that were saved before version 8: fields had options of their own, and percentages a range
 * without saying it.
 */
export function migrateSingleValue(panel: Json): void {
  const version = versionOf(panel);
  if (version >= 8) return;
  const options = jsonOf(panel.options);
  // Where nothing is said of the version, the form of the options tells.
  if (isRecord(options.valueOptions)) fromValueOptions(options);
  if (isRecord(options.fieldOptions)) fromFieldOptions(panel, options, version);
  const defaults = jsonOf(jsonOf(panel.fieldConfig).defaults);
  if (defaults.title !== undefined && defaults.title !== null) {
    defaults.displayName = defaults.title;
    delete defaults.title;
  }
  if (panel.pluginVersion !== undefined) withPercentRange(defaults);
}

/** Before 6.2: unit and calculation of all values. */
function fromValueOptions(options: Json): void {
  const { unit, decimals, stat } = jsonOf(options.valueOptions);
  options.fieldOptions = {
    mappings: options.valueMappings,
    thresholds: options.thresholds,
    calcs: textOf(stat) === '' ? undefined : [calculations[textOf(stat)] ?? stat],
    defaults: { unit, decimals, min: options.minValue, max: options.maxValue },
  };
  for (const key of ['valueMappings', 'thresholds', 'valueOptions', 'minValue', 'maxValue'])
    delete options[key];
}

/** Before 7.0: fields in the options of the panel. */
function fromFieldOptions(panel: Json, options: Json, version: number): void {
  const { defaults, overrides, values, limit, calcs, mappings, thresholds } = jsonOf(options.fieldOptions);
  const own: Json = { ...jsonOf(defaults) };
  if (version < 6.3 && mappings !== undefined) own.mappings = mappings;
  const steps = Array.isArray(own.thresholds) ? own.thresholds : (thresholds ?? own.thresholds);
  if (Array.isArray(steps)) own.thresholds = { mode: 'absolute', steps: sortedSteps(objectsIn(steps)) };
  if (typeof own.color === 'string') own.color = { mode: 'fixed', fixedColor: own.color };
  const known = jsonOf(panel.fieldConfig);
  panel.fieldConfig = {
    defaults: { ...jsonOf(known.defaults), ...defined(own) },
    overrides: [...objectsIn(known.overrides), ...objectsIn(overrides)],
  };
  options.reduceOptions = defined({ values, limit, calcs });
  delete options.fieldOptions;
}

function defined(values: Json): Json {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
  );
}

/** From the lowest up, the first without a number. */
function sortedSteps(steps: readonly Json[]): Json[] {
  const value = (step: Json): number => numberOf(step.value) ?? Number.NEGATIVE_INFINITY;
  return [...steps]
    .sort((a, b) => value(a) - value(b))
    .map(({ color, value: own }, index) => ({ value: index === 0 ? null : own, color }));
}

/** Percentages had a range before version 8, which they have to say since. */
export function withPercentRange(defaults: Json): void {
  const most = defaults.unit === 'percent' ? 100 : defaults.unit === 'percentunit' ? 1 : undefined;
  if (most === undefined) return;
  if (typeof defaults.min !== 'number') defaults.min = 0;
  if (typeof defaults.max !== 'number') defaults.max = most;
}
