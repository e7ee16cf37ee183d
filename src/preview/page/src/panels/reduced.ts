import { type FieldDisplay, getFieldDisplayValues, ReducerID } from '@grafana/data';
import { optionsOf } from './drawn.js';
import type { PanelProps } from './props.js';

const option = optionsOf('stat', 'gauge', 'bargauge', 'piechart');

/** One value per field, or all values, as `reduceOptions` say. */
export function reducedValues(
  { panel, frames, theme, timeZone, replace }: PanelProps,
  { sparkline = false, percentChange = false } = {},
): FieldDisplay[] {
  const calcs = option<string[]>(panel.options, 'reduceOptions.calcs', [ReducerID.lastNotNull]);
  return getFieldDisplayValues({
    fieldConfig: panel.fieldConfig ?? { defaults: {}, overrides: [] },
    reduceOptions: {
      calcs: calcs.length === 0 ? [ReducerID.lastNotNull] : calcs,
      values: option(panel.options, 'reduceOptions.values', false),
      fields: option(panel.options, 'reduceOptions.fields', ''),
      limit: option<number | undefined>(panel.options, 'reduceOptions.limit', undefined),
    },
    replaceVariables: replace,
    theme,
    data: frames,
    sparkline,
    percentChange,
    timeZone,
  });
}
