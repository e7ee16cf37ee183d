import { type Json, jsonOf, textOf } from '../step.js';
import { calculations, mappingsOf, numberOf, stepsOf } from './common.js';

const ofSinglestat =
  `cacheTimeout colorBackground colorPostfix colorPrefix colorValue colors decimals format gauge
mappingType mappingTypes nullPointMode nullText postfix postfixFontSize prefix prefixFontSize rangeMaps sparkline
tableColumn thresholds valueFontSize valueMaps valueName error editable`.split(/\s+/);

/** A single value: a stat, or a gauge where it shows one. */
export function migrateSinglestat(panel: Json): void {
  const gauge = jsonOf(panel.gauge);
  const calcs = [calculations[textOf(panel.valueName)] ?? 'mean'];
  const values = textOf(panel.thresholds).split(',');
  const fields: Json = {
    ...(textOf(panel.format) !== '' && { unit: panel.format }),
    ...(numberOf(panel.decimals) !== undefined && { decimals: numberOf(panel.decimals) }),
    ...(textOf(panel.nullText) !== '' && { noValue: panel.nullText }),
    mappings: mappingsOf(panel),
    thresholds: { mode: 'absolute', steps: stepsOf(values, Array.isArray(panel.colors) ? panel.colors : []) },
    color: { mode: 'thresholds' },
  };
  const column = textOf(panel.tableColumn);
  const reduceOptions = {
    calcs,
    fields: column === '' ? '' : `/^${column.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')}$/`,
    values: false,
  };
  if (gauge.show === true) {
    Object.assign(fields, { min: numberOf(gauge.minValue) ?? 0, max: numberOf(gauge.maxValue) ?? 100 });
    panel.type = 'gauge';
    panel.options = {
      orientation: 'horizontal',
      reduceOptions,
      showThresholdLabels: gauge.thresholdLabels === true,
      showThresholdMarkers: gauge.thresholdMarkers !== false,
    };
  } else {
    const colorMode =
      panel.colorBackground === true ? 'background' : panel.colorValue === true ? 'value' : 'none';
    panel.type = 'stat';
    panel.options = {
      colorMode,
      graphMode: jsonOf(panel.sparkline).show === true ? 'area' : 'none',
      justifyMode: 'auto',
      orientation: 'horizontal',
      reduceOptions,
      textMode: panel.valueName === 'name' ? 'name' : 'auto',
    };
  }
  panel.fieldConfig = { defaults: fields, overrides: [] };
  for (const key of ofSinglestat) delete panel[key];
}
