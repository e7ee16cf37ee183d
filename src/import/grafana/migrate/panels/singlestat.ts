import { listOf, textOf } from '../../../read/plain.js';
import { type Json, jsonOf } from '../step.js';
import { calculations, mappingsOf, numberOf, stepsOf } from './common.js';
import { withPercentRange } from './single-value.js';

const ofSinglestat =
  `cacheTimeout colorBackground colorPostfix colorPrefix colorValue colors decimals format gauge
mappingType mappingTypes nullPointMode nullText postfix postfixFontSize prefix prefixFontSize rangeMaps sparkline
tableColumn thresholds valueFontSize valueMaps valueName error editable`.split(/\s+/);

/**
 * A single value: a stat, or a gauge where it shows one (Grafana since 12 makes a stat of that too; a gauge is what people
 * saw).
 */
export function migrateSinglestat(panel: Json): void {
  const gauge = jsonOf(panel.gauge);
  const fields = fieldsOf(panel);
  const column = textOf(panel.tableColumn);
  const reduceOptions = {
    calcs: [calculations[textOf(panel.valueName)] ?? 'mean'],
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
    const sparkline = jsonOf(panel.sparkline);
    const hasLine = sparkline.show === true;
    if (hasLine && colorMode === 'none' && textOf(sparkline.lineColor) !== '')
      fields.color = { mode: 'fixed', fixedColor: sparkline.lineColor };
    panel.type = 'stat';
    panel.options = {
      colorMode,
      graphMode: hasLine ? 'area' : 'none',
      justifyMode: 'auto',
      orientation: 'horizontal',
      reduceOptions,
      textMode: panel.valueName === 'name' ? 'name' : 'auto',
    };
  }
  withPercentRange(fields);
  panel.fieldConfig = { defaults: fields, overrides: [] };
  for (const key of ofSinglestat) delete panel[key];
}

function fieldsOf(panel: Json): Json {
  const colors = listOf(panel.colors);
  const thresholds = textOf(panel.thresholds);
  return {
    ...(textOf(panel.format) !== '' && { unit: panel.format }),
    ...(numberOf(panel.decimals) !== undefined && { decimals: numberOf(panel.decimals) }),
    ...(textOf(panel.nullText) !== '' && { noValue: panel.nullText }),
    mappings: mappingsOf(panel),
    // Without both, they are those that every panel has.
    ...(thresholds !== '' &&
      colors.length > 0 && {
        thresholds: { mode: 'absolute', steps: stepsOf(thresholds.split(','), colors) },
      }),
    color: { mode: 'thresholds' },
  };
}
