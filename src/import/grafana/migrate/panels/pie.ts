import { type Json, jsonOf, textOf } from '../step.js';
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
      color: { mode: 'palette-classic' },
    },
    overrides,
  };
  panel.options = {
    pieType: panel.pieType === 'donut' ? 'donut' : 'pie',
    reduceOptions: {
      calcs: [calculations[textOf(panel.valueName)] ?? 'lastNotNull'],
      fields: '',
      values: false,
    },
    legend: {
      showLegend: legend.show !== false && panel.legendType !== 'On graph',
      displayMode: legend.values === true || legend.percentage === true ? 'table' : 'list',
      placement: panel.legendType === 'Right side' ? 'right' : 'bottom',
      values: [
        ...(legend.percentage === true ? ['percent'] : []),
        ...(legend.values === true ? ['value'] : []),
      ],
    },
  };
  for (const key of ofPie) delete panel[key];
}
