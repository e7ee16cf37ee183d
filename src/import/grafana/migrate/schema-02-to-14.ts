import { isPlain } from '../../read/plain.js';
import { annotationsOf, type Json, jsonOf, objectsIn, panelsOf, type Step, variablesOf } from './step.js';

/** The schemas of Grafana's first years: names of panel types and settings of graphs. */

/** 2: the filters of a service became variables. */
export const schema2: Step = (dashboard) => {
  const filter = jsonOf(jsonOf(dashboard.services).filter);
  if (dashboard.time === undefined && filter.time !== undefined) dashboard.time = filter.time;
  if (dashboard.templating === undefined && Array.isArray(filter.list))
    dashboard.templating = { list: filter.list };
  for (const panel of panelsOf(dashboard)) {
    if (panel.type === 'graphite') panel.type = 'graph';
    if (panel.type !== 'graph') continue;
    if (typeof panel.legend === 'boolean') panel.legend = { show: panel.legend };
    const { grid } = panel;
    if (isPlain(grid)) {
      const known: Json = grid;
      known.leftMin ??= known.min;
      known.leftMax ??= known.max;
      delete known.min;
      delete known.max;
    }
    renamedAxes(panel);
  }
};

function renamedAxes(panel: Json): void {
  if (Array.isArray(panel.y_format)) {
    panel.y_formats = panel.y_format;
    delete panel.y_format;
  } else if (typeof panel.y_format === 'string') {
    panel.y_formats = [panel.y_format, panel.y2_format ?? 'short'];
    delete panel.y_format;
    delete panel.y2_format;
  }
}

/** 4: series on the right axis became overrides. */
export const schema4: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    if (panel.type !== 'graph') continue;
    const right = jsonOf(panel.aliasYAxis);
    const overrides = objectsIn(panel.seriesOverrides);
    for (const [alias, yaxis] of Object.entries(right)) {
      const known = overrides.find((one) => one.alias === alias);
      if (known) known.yaxis = yaxis;
      else overrides.push({ alias, yaxis });
    }
    if (Object.keys(right).length > 0) panel.seriesOverrides = overrides;
    delete panel.aliasYAxis;
  }
};

/** 6: annotations left the list of menus; variables got types. */
export const schema6: Step = (dashboard) => {
  const menu = objectsIn(dashboard.pulldowns).find((one) => one.type === 'annotations');
  if (menu && annotationsOf(dashboard).length === 0)
    dashboard.annotations = { list: objectsIn(menu.annotations) };
  delete dashboard.pulldowns;
  for (const variable of variablesOf(dashboard)) {
    variable.datasource ??= null;
    if (variable.type === 'filter' || variable.type === undefined) variable.type = 'query';
    if (variable.allFormat === undefined) delete variable.allFormat;
  }
};

/** 7: the time picker has a place of its own, and queries have names. */
export const schema7: Step = (dashboard) => {
  const [picker] = objectsIn(dashboard.nav);
  if (picker) dashboard.timepicker = picker;
  delete dashboard.nav;
  for (const panel of panelsOf(dashboard)) nameQueries(panel);
};

/** Gives queries without a name the first letter that is free. */
export function nameQueries(panel: Json): void {
  const targets = objectsIn(panel.targets);
  const taken = new Set(targets.map(({ refId }) => refId));
  for (const target of targets) {
    if (typeof target.refId === 'string' && target.refId !== '') continue;
    let number = 0;
    while (taken.has(letters(number))) number++;
    target.refId = letters(number);
    taken.add(target.refId);
  }
}

/** A … Z, AA … */
function letters(number: number): string {
  const last = String.fromCharCode(65 + (number % 26));
  return number < 26 ? last : letters(Math.floor(number / 26) - 1) + last;
}

/** 9 and 10: the first of three thresholds said nothing. */
export const schema9: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    if (panel.type === 'singlestat' && typeof panel.thresholds === 'string' && panel.thresholds !== '') {
      const values = panel.thresholds.split(',');
      if (values.length >= 3) panel.thresholds = values.slice(1).join(',');
    }
  }
};
export const schema10: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    if (panel.type !== 'table') continue;
    for (const style of objectsIn(panel.styles))
      if (Array.isArray(style.thresholds) && style.thresholds.length >= 3)
        style.thresholds = style.thresholds.slice(1);
  }
};

/** 12: what of a variable is hidden is one setting, and when it is asked for too. */
export const schema12: Step = (dashboard) => {
  for (const variable of variablesOf(dashboard)) {
    if (variable.refresh === true) variable.refresh = 1;
    if (variable.refresh === false) variable.refresh = 0;
    if (variable.hideVariable === true) variable.hide = 2;
    else if (variable.hideLabel === true) variable.hide = 1;
    delete variable.hideVariable;
    delete variable.hideLabel;
  }
};

/** 13: axes and thresholds of graphs have lists of their own. */
export const schema13: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    if (panel.type !== 'graph') continue;
    const { grid } = panel;
    if (!isPlain(grid)) continue;
    const known: Json = grid;
    panel.yaxes ??= axesOf(panel, known);
    panel.xaxis ??= { show: panel['x-axis'] !== false };
    for (const key of ['y_formats', 'y-axis', 'x-axis', 'leftYAxisLabel', 'rightYAxisLabel', 'grid'])
      delete panel[key];
    const thresholds = thresholdsOf(known);
    if (thresholds.length > 0) panel.thresholds = thresholds;
  }
};

function axesOf(panel: Json, grid: Json): Json[] {
  const formats = Array.isArray(panel.y_formats) ? panel.y_formats : [];
  return ['left', 'right'].map((side, index) => ({
    show: panel['y-axis'] !== false,
    min: grid[`${side}Min`] ?? null,
    max: grid[`${side}Max`] ?? null,
    logBase: grid[`${side}LogBase`] ?? 1,
    format: formats[index] ?? 'short',
    label: panel[`${side}YAxisLabel`] ?? null,
  }));
}

function thresholdsOf(grid: Json): Json[] {
  const { threshold1, threshold2 } = grid;
  if (typeof threshold1 !== 'number') return [];
  const line = grid.thresholdLine === true;
  const of = (value: number, color: unknown, op: string): Json => ({
    value,
    op,
    line,
    fill: !line,
    colorMode: 'custom',
    ...(line ? { lineColor: color } : { fillColor: color }),
  });
  const op = typeof threshold2 === 'number' && threshold2 < threshold1 ? 'lt' : 'gt';
  const first = of(threshold1, grid.threshold1Color, op);
  return typeof threshold2 === 'number' ? [first, of(threshold2, grid.threshold2Color, op)] : [first];
}

/** 14: whether pointers are shared is a number. */
export const schema14: Step = (dashboard) => {
  dashboard.graphTooltip = dashboard.sharedCrosshair === true ? 1 : 0;
  delete dashboard.sharedCrosshair;
};
