import { textOf } from '../../../read/plain.js';
import { type Json, jsonOf, objectsIn } from '../step.js';
import { numberOf, regexOrName } from './common.js';

/** Settings of the old graph, which no other panel reads. */
const ofGraph =
  `aliasColors bars dashLength dashes decimals fill fillGradient grid hiddenSeries legend lines linewidth
nullPointMode percentage pointradius points renderer seriesOverrides spaceLength stack steppedLine thresholds timeRegions
tooltip xaxis yaxes yaxis zerofill x-axis y-axis error editable`.split(/\s+/);

/** The old graph is a time series; by its other kinds of axes a histogram or a bar chart. */
export function migrateGraph(panel: Json): void {
  const xMode = jsonOf(panel.xaxis).mode;
  const [left = {}, right = {}] = objectsIn(panel.yaxes);
  const defaults = jsonOf(jsonOf(panel.fieldConfig).defaults);
  const custom: Json = { ...jsonOf(defaults.custom), ...axisOf(left), ...styleOf(panel) };
  const fields: Json = { ...defaults, ...fieldsOf(left), color: { mode: 'palette-classic' }, custom };
  const thresholds = thresholdsOf(panel);
  if (thresholds) Object.assign(fields, { thresholds: thresholds.thresholds });
  if (thresholds) custom.thresholdsStyle = { mode: thresholds.style };
  if (typeof panel.decimals === 'number' && fields.decimals === undefined) fields.decimals = panel.decimals;
  panel.fieldConfig = { defaults: fields, overrides: overridesOf(panel, right) };
  const { sort, ...tooltip } = tooltipOf(panel);
  panel.options = { legend: legendOf(panel), tooltip: sort === undefined ? tooltip : { ...tooltip, sort } };
  panel.type = xMode === 'histogram' ? 'histogram' : xMode === 'series' ? 'barchart' : 'timeseries';
  if (panel.type !== 'timeseries') {
    fields.custom = { fillOpacity: custom.fillOpacity ?? 80, lineWidth: custom.lineWidth ?? 1 };
    panel.options = { legend: legendOf(panel), tooltip };
  }
  for (const key of ofGraph) delete panel[key];
}

function fieldsOf(axis: Json): Json {
  const unit = textOf(axis.format);
  return {
    ...(unit !== '' && { unit }),
    ...(numberOf(axis.min) !== undefined && { min: numberOf(axis.min) }),
    ...(numberOf(axis.max) !== undefined && { max: numberOf(axis.max) }),
    ...(numberOf(axis.decimals) !== undefined && { decimals: numberOf(axis.decimals) }),
  };
}

function axisOf(axis: Json): Json {
  const base = numberOf(axis.logBase);
  return {
    ...(textOf(axis.label) !== '' && { axisLabel: axis.label }),
    ...(axis.show === false && { axisPlacement: 'hidden' }),
    ...(base !== undefined && base > 1 && { scaleDistribution: { type: 'log', log: base === 2 ? 2 : 10 } }),
  };
}

function styleOf(panel: Json): Json {
  const drawStyle = panel.bars === true ? 'bars' : panel.lines === false ? 'points' : 'line';
  const fill = numberOf(panel.fill);
  const gradient = numberOf(panel.fillGradient) ?? 0;
  const width = numberOf(panel.linewidth);
  const radius = numberOf(panel.pointradius);
  const hasBands = objectsIn(panel.seriesOverrides).some(({ fillBelowTo }) => textOf(fillBelowTo) !== '');
  const opacity =
    drawStyle === 'bars'
      ? 100
      : gradient > 0
        ? gradient * 10
        : hasBands
          ? 35
          : fill === undefined
            ? undefined
            : fill * 10;
  return {
    drawStyle,
    ...(panel.points === true
      ? { showPoints: 'always', ...(radius !== undefined && { pointSize: Math.min(40, 2 + radius * 2) }) }
      : drawStyle !== 'points' && { showPoints: 'never' }),
    ...(width !== undefined && { lineWidth: Math.min(10, width) }),
    ...(panel.dashes === true && {
      lineStyle: {
        fill: 'dash',
        dash: [numberOf(panel.dashLength) ?? 10, numberOf(panel.spaceLength) ?? 10],
      },
    }),
    ...(opacity !== undefined && { fillOpacity: Math.min(100, opacity) }),
    ...(gradient > 0 && { gradientMode: 'opacity' }),
    spanNulls: panel.nullPointMode === 'connected',
    ...(panel.steppedLine === true && { lineInterpolation: 'stepAfter' }),
    ...(panel.stack === true && {
      stacking: { mode: panel.percentage === true ? 'percent' : 'normal', group: 'A' },
    }),
  };
}

/** The calculations of a legend, by the words of the old one. */
const calculations: readonly (readonly [string, string])[] = [
  ['avg', 'mean'],
  ['current', 'lastNotNull'],
  ['max', 'max'],
  ['min', 'min'],
  ['total', 'sum'],
];

function legendOf(panel: Json): Json {
  const legend = jsonOf(panel.legend);
  const isTable = legend.alignAsTable === true;
  const calcs =
    legend.values === true
      ? calculations.filter(([word]) => legend[word] === true).map(([, calc]) => calc)
      : [];
  return {
    displayMode: isTable ? 'table' : 'list',
    placement: legend.rightSide === true ? 'right' : 'bottom',
    showLegend: legend.show !== false,
    calcs,
    ...(numberOf(legend.sideWidth) !== undefined &&
      legend.rightSide === true && { width: numberOf(legend.sideWidth) }),
    ...(isTable && sortOf(legend)),
  };
}

const columnNames: Readonly<Record<string, string>> = {
  avg: 'Mean',
  current: 'Last *',
  max: 'Max',
  min: 'Min',
  total: 'Total',
};

function sortOf(legend: Json): Json {
  const sortBy = columnNames[textOf(legend.sort)];
  return sortBy === undefined ? {} : { sortBy, sortDesc: legend.sortDesc !== false };
}

function tooltipOf(panel: Json): Json {
  const tooltip = jsonOf(panel.tooltip);
  const sorts: Readonly<Record<number, string>> = { 1: 'asc', 2: 'desc' };
  return { mode: tooltip.shared === false ? 'single' : 'multi', sort: sorts[Number(tooltip.sort)] ?? 'none' };
}

/** Lines and areas of thresholds: steps from the lowest up. */
function thresholdsOf(panel: Json): { thresholds: Json; style: string } | undefined {
  const list = objectsIn(panel.thresholds).filter((one) => numberOf(one.value) !== undefined);
  if (list.length === 0) return undefined;
  const steps: Json[] = [];
  const sorted = [...list].sort((a, b) => Number(a.value) - Number(b.value));
  sorted.forEach((one, index) => {
    const value = numberOf(one.value) ?? 0;
    if (one.op !== 'lt') {
      steps.push({ value, color: colorOf(one) });
      return;
    }
    if (steps.length === 0) steps.push({ value: null, color: colorOf(one) });
    const next = sorted[index + 1];
    steps.push({ value, color: next?.op === 'lt' ? colorOf(next) : 'transparent' });
  });
  if (steps[0]?.value !== null) steps.unshift({ value: null, color: 'transparent' });
  const hasFill = list.some(({ fill }) => fill === true);
  const hasLine = list.some(({ line }) => line === true);
  const style = hasLine && hasFill ? 'line+area' : hasFill ? 'area' : 'line';
  return { thresholds: { mode: 'absolute', steps }, style };
}

function colorOf({ colorMode, fillColor, lineColor }: Json): string {
  const named: Readonly<Record<string, string>> = { critical: 'red', warning: 'orange', ok: 'green' };
  return named[textOf(colorMode)] ?? (textOf(fillColor) || textOf(lineColor) || 'red');
}

/** Overrides of series by alias, and colours by alias. */
function overridesOf(panel: Json, right: Json): Json[] {
  const overrides = objectsIn(jsonOf(panel.fieldConfig).overrides);
  for (const [alias, color] of Object.entries(jsonOf(panel.aliasColors))) {
    if (typeof color !== 'string') continue;
    overrides.push({
      matcher: { id: 'byName', options: alias },
      properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }],
    });
  }
  for (const series of objectsIn(panel.seriesOverrides)) {
    const properties = seriesProperties(series, right, panel);
    if (textOf(series.alias) === '' || properties.length === 0) continue;
    overrides.push({ matcher: regexOrName(textOf(series.alias)), properties });
  }
  return overrides;
}

function seriesProperties(series: Json, right: Json, panel: Json): Json[] {
  const found: Json[] = [];
  const set = (id: string, value: unknown): void => {
    found.push({ id, value });
  };
  if (textOf(series.color) !== '') set('color', { mode: 'fixed', fixedColor: series.color });
  if (series.yaxis === 2) {
    for (const [id, value] of Object.entries(fieldsOf(right))) set(id, value);
    const { axisPlacement, ...axis } = axisOf(right);
    set('custom.axisPlacement', axisPlacement ?? 'right');
    for (const [id, value] of Object.entries(axis)) set(`custom.${id}`, value);
  }
  if (numberOf(series.fill) !== undefined) set('custom.fillOpacity', Math.min(100, Number(series.fill) * 10));
  if (textOf(series.fillBelowTo) !== '') set('custom.fillBelowTo', series.fillBelowTo);
  if (numberOf(series.linewidth) !== undefined)
    set('custom.lineWidth', Math.min(10, Number(series.linewidth)));
  if (series.bars === true) {
    set('custom.drawStyle', 'bars');
    set('custom.fillOpacity', 100);
  }
  if (series.lines === true && panel.lines === false) set('custom.drawStyle', 'line');
  else if (series.lines === false && series.points === true) set('custom.drawStyle', 'points');
  else if (series.lines === false) set('custom.lineWidth', 0);
  if (series.points === true && series.lines !== false) set('custom.showPoints', 'always');
  if (series.points === false) set('custom.showPoints', 'never');
  if (series.steppedLine === true) set('custom.lineInterpolation', 'stepAfter');
  if (series.dashes === true)
    set('custom.lineStyle', {
      fill: 'dash',
      dash: [numberOf(series.dashLength) ?? 10, numberOf(series.spaceLength) ?? 10],
    });
  if (series.nullPointMode === 'connected') set('custom.spanNulls', true);
  if (series.transform === 'negative-Y') set('custom.transform', 'negative-Y');
  if (series.stack === false) set('custom.stacking', { mode: 'none', group: 'A' });
  else if (series.stack === true || typeof series.stack === 'string')
    set('custom.stacking', { mode: 'normal', group: series.stack === true ? 'A' : series.stack });
  if (series.legend === false) set('custom.hideFrom', { legend: true, tooltip: false, viz: false });
  if (series.hiddenSeries === true) set('custom.hideFrom', { legend: false, tooltip: true, viz: true });
  return found;
}
