import { textOf } from '../../../read/plain.js';
import { type Json, jsonOf } from '../step.js';
import { calculations, numberOf } from './common.js';

const ofPie =
  `aliasColors breakPoint cacheTimeout combine fontSize format legend legendType nullPointMode pieType
strokeWidth valueName decimals error editable`.split(/\s+/);

/** The pie of a plugin that is part of Grafana since. */
export function migratePie(panel: Json): void {
  const legend = jsonOf(panel.legend);
  const overrides = Object.entries(jsonOf(panel.aliasColors)).flatMap(([alias, color]): Json[] =>
    typeof color === 'string'
      ? [
          {
            matcher: { id: 'byName', options: alias },
            properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }],
          },
        ]
      : [],
  );
  panel.type = 'piechart';
  panel.fieldConfig = {
    defaults: {
      ...(textOf(panel.format) !== '' && { unit: panel.format }),
      ...(numberOf(panel.decimals) !== undefined && { decimals: numberOf(panel.decimals) }),
    },
    overrides,
  };
  const onGraph = panel.legendType === 'On graph';
  const values = [
    ...(legend.values === true ? ['value'] : []),
    ...(legend.percentage === true ? ['percent'] : []),
  ];
  panel.options = {
    pieType: panel.pieType === 'donut' ? 'donut' : 'pie',
    reduceOptions: {
      calcs: [calculations[textOf(panel.valueName)] ?? 'lastNotNull'],
      fields: '',
      values: false,
    },
    ...(onGraph && { displayLabels: ['name', ...values] }),
    legend: {
      // A legend without values was not shown.
      showLegend: legend.show !== false && !onGraph && (panel.legend === undefined || values.length > 0),
      displayMode: 'table',
      placement: panel.legendType === 'Under graph' ? 'bottom' : 'right',
      calcs: [],
      values,
    },
  };
  for (const key of ofPie) delete panel[key];
}
