import { isPlain, textOf } from '../../read/plain.js';
import { nameQueries } from './schema-02-to-14.js';
import { type Json, jsonOf, objectsIn, panelsOf, type Step, variablesOf } from './step.js';

/** 25: there are no tags of a variable's values any more. */
export const schema25: Step = (dashboard) => {
  for (const variable of variablesOf(dashboard))
    for (const key of ['tags', 'tagsQuery', 'tagValuesQuery', 'useTags']) delete variable[key];
};

/** 26: texts of panels stand in their options. */
export const schema26: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    if (panel.type !== 'text2') continue;
    panel.type = 'text';
    delete jsonOf(panel.options).angular;
  }
};

/** 27: panels that a repetition has made are made again; a constant that is shown is a text box. */
export const schema27: Step = (dashboard) => {
  const isMade = (panel: Json): boolean =>
    Boolean(panel.repeatPanelId) || panel.repeatByRow === true || panel.repeatedByRow === true;
  dashboard.panels = objectsIn(dashboard.panels)
    .filter((panel) => !isMade(panel))
    .map((panel) =>
      Array.isArray(panel.panels)
        ? { ...panel, panels: objectsIn(panel.panels).filter((one) => !isMade(one)) }
        : panel,
    );
  for (const variable of variablesOf(dashboard)) {
    if (variable.type !== 'constant') continue;
    if (variable.hide === 2 || variable.hide === undefined) {
      variable.hide = 2;
      continue;
    }
    variable.type = 'textbox';
  }
};

/** 29: which values a query has given before is nobody's definition. */
export const schema29: Step = (dashboard) => {
  for (const variable of variablesOf(dashboard)) {
    if (variable.type !== 'query') continue;
    if (variable.refresh !== 1 && variable.refresh !== 2) variable.refresh = 1;
    variable.options = [];
  }
};

/** 30: texts for values have one form, and what a tooltip shows is an option. */
export const schema30: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    const { defaults, overrides } = jsonOf(panel.fieldConfig);
    const known = jsonOf(defaults);
    if (Array.isArray(known.mappings))
      known.mappings = upgradedMappings(objectsIn(known.mappings), known.thresholds);
    for (const override of objectsIn(overrides))
      for (const property of objectsIn(override.properties))
        if (property.id === 'mappings' && Array.isArray(property.value))
          property.value = upgradedMappings(objectsIn(property.value), undefined);
    const options = jsonOf(panel.options);
    if ((panel.type === 'timeseries' || panel.type === 'xychart') && isPlain(options.tooltipOptions)) {
      options.tooltip = options.tooltipOptions;
      delete options.tooltipOptions;
    }
  }
};

/** Mappings as they are since version 8: those of single values together, then ranges and special values. */
export function upgradedMappings(mappings: readonly Json[], thresholds: unknown): Json[] {
  if (mappings.every(({ options }) => isPlain(options))) return mappings.filter(matchesSomething);
  const values: Json = {};
  const others: Json[] = [];
  for (const { text, from, to, value, type, options } of mappings) {
    if (isPlain(options)) {
      if (type === 'value') Object.assign(values, options);
      else others.push({ type, options });
      continue;
    }
    const color = thresholdColor(text, thresholds);
    const result = { ...(textOf(text) !== '' && { text }), ...(color !== undefined && { color }) };
    const isValue = type === 1 || (type === undefined && value !== undefined);
    const isNull = isValue ? value === 'null' : from === 'null' && to === 'null';
    if (isNull) others.push({ type: 'special', options: { match: 'null', result } });
    else if (!isValue)
      others.push({ type: 'range', options: { from: numberOf(from), to: numberOf(to), result } });
    else if (value !== null && value !== undefined) values[String(value)] = result;
  }
  return [...(Object.keys(values).length > 0 ? [{ type: 'value', options: values }] : []), ...others];
}

/** A special value has to be named. */
function matchesSomething({ type, options }: Json): boolean {
  return type !== 'special' || typeof jsonOf(options).match === 'string';
}

function thresholdColor(text: unknown, thresholds: unknown): unknown {
  const value = Number.parseFloat(textOf(text));
  if (!Number.isFinite(value)) return undefined;
  let color: unknown;
  for (const step of objectsIn(jsonOf(thresholds).steps))
    if (typeof step.value !== 'number' || value >= step.value) color = step.color;
  return color;
}

function numberOf(value: unknown): number | null {
  const number = typeof value === 'number' ? value : Number.parseFloat(textOf(value));
  return Number.isFinite(number) ? number : null;
}

/** 31: labels become columns before frames are merged. */
export const schema31: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    const transformations = objectsIn(panel.transformations);
    if (!transformations.some(({ id }) => id === 'labelsToFields')) continue;
    panel.transformations = transformations.flatMap((one) =>
      one.id === 'labelsToFields' ? [one, { id: 'merge', options: {} }] : [one],
    );
  }
};

/** 35: a graph whose axes are all hidden kept that of time. */
export const schema35: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    const fieldConfig = jsonOf(panel.fieldConfig);
    if (panel.type !== 'timeseries') continue;
    if (jsonOf(jsonOf(fieldConfig.defaults).custom).axisPlacement !== 'hidden') continue;
    fieldConfig.overrides = [
      ...objectsIn(fieldConfig.overrides),
      {
        matcher: { id: 'byType', options: 'time' },
        properties: [{ id: 'custom.axisPlacement', value: 'auto' }],
      },
    ];
  }
};

/** 33 and 36: data sources are named by uid and type; a name is looked up by Grafana as a uid is. */
export const schema36: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    panel.datasource = reference(panel.datasource);
    for (const target of objectsIn(panel.targets)) {
      target.datasource = reference(target.datasource);
      // A panel that asks several sources lets each query say its own.
      const { uid } = jsonOf(panel.datasource);
      if (target.datasource === null && uid !== '-- Mixed --') target.datasource = panel.datasource;
    }
    nameQueries(panel);
  }
  for (const variable of variablesOf(dashboard)) if (textOf(variable.type) === '') variable.type = 'query';
  for (const variable of variablesOf(dashboard))
    if (variable.type === 'query' || variable.type === 'adhoc')
      variable.datasource = reference(variable.datasource);
  for (const annotation of objectsIn(jsonOf(dashboard.annotations).list)) {
    const isBuiltIn = annotation.builtIn === 1;
    annotation.datasource = isBuiltIn
      ? { type: 'grafana', uid: '-- Grafana --' }
      : reference(annotation.datasource);
  }
};

function reference(source: unknown): Json | null {
  if (isPlain(source)) {
    const { uid, type } = source;
    // One that is only a type, or nothing, is the default one.
    if (uid === undefined || uid === null || uid === '')
      return type === undefined || type === null ? null : { type };
    return { ...source };
  }
  if (typeof source !== 'string' || source === '' || source === 'default') return null;
  if (source === '-- Mixed --' || source === '-- Dashboard --') return { type: 'datasource', uid: source };
  if (source === '-- Grafana --' || source === 'grafana') return { type: 'grafana', uid: '-- Grafana --' };
  return { uid: source };
}

/** 37: a legend that is not shown says so in one place. */
export const schema37: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    const { legend } = jsonOf(panel.options);
    if (!isPlain(legend)) continue;
    const known: Json = legend;
    // What a heatmap has by that name is another thing.
    if (panel.type === 'heatmap') continue;
    if (known.displayMode === 'hidden' || known.showLegend === false) {
      known.displayMode = 'list';
      known.showLegend = false;
    } else known.showLegend ??= true;
  }
};

const cellTypes: Readonly<Record<string, Json>> = {
  'gradient-gauge': { type: 'gauge', mode: 'gradient' },
  'lcd-gauge': { type: 'gauge', mode: 'lcd' },
  basic: { type: 'gauge', mode: 'basic' },
  'color-background': { type: 'color-background', mode: 'gradient' },
  'color-background-solid': { type: 'color-background', mode: 'basic' },
};

/** 38: how a cell of a table looks is a group. */
export const schema38: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    if (panel.type !== 'table') continue;
    const { defaults, overrides } = jsonOf(panel.fieldConfig);
    const custom = jsonOf(jsonOf(defaults).custom);
    if (typeof custom.displayMode === 'string') {
      custom.cellOptions = cellOptions(custom.displayMode);
      delete custom.displayMode;
    }
    for (const override of objectsIn(overrides))
      for (const property of objectsIn(override.properties)) {
        if (property.id !== 'custom.displayMode') continue;
        property.id = 'custom.cellOptions';
        property.value = cellOptions(textOf(property.value));
      }
  }
};

export function cellOptions(mode: string): Json {
  return { ...(cellTypes[mode] ?? { type: mode }) };
}

/** 39: the transformation to a table of graphs names its statistics by query. */
export const schema39: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    for (const transformation of objectsIn(panel.transformations)) {
      if (transformation.id !== 'timeSeriesTable') continue;
      const { refIdToStat } = jsonOf(transformation.options);
      if (!isPlain(refIdToStat)) continue;
      transformation.options = Object.fromEntries(
        Object.entries(refIdToStat).map(([refId, stat]) => [refId, { stat }]),
      );
    }
  }
};

/** 40 and 41: how often it is asked again is a text; the choices of the time picker are its own. */
export const schema41: Step = (dashboard) => {
  if (typeof dashboard.refresh !== 'string') dashboard.refresh = '';
  delete jsonOf(dashboard.timepicker).time_options;
};

/** 42: what is hidden from a graph is hidden from its tooltip. */
export const schema42: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard))
    for (const override of objectsIn(jsonOf(panel.fieldConfig).overrides))
      for (const property of objectsIn(override.properties)) {
        const value = jsonOf(property.value);
        if (property.id === 'custom.hideFrom' && value.viz === true) value.tooltip = true;
      }
};
