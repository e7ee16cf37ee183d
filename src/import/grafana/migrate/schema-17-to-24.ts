import { isList, textOf } from '../../read/plain.js';
import { type Json, jsonOf, objectsIn, panelsOf, type Step, variablesOf } from './step.js';

/** Divisors of the grid's columns. */
const divisors = [1, 2, 3, 4, 6, 8, 12, 24];

/** 17: the narrowest width of repeated panels became how many stand in a row. */
export const schema17: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    const { minSpan } = panel;
    if (typeof minSpan === 'number' && minSpan > 0) {
      const next = divisors.findIndex((count) => count > 24 / minSpan);
      // Grafana finds none for the narrowest: then it is as many as where nothing is said.
      const most = next > 0 ? divisors[next - 1] : undefined;
      if (most !== undefined) panel.maxPerRow = most;
    }
    delete panel.minSpan;
  }
};

/** 18: what a gauge shows of its values is a group. */
export const schema18: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    const options = jsonOf(panel['options-gauge']);
    if (Object.keys(options).length === 0) continue;
    const { unit, stat, decimals, prefix, suffix, thresholds, ...rest } = options;
    delete rest.options;
    panel.options = {
      ...rest,
      // They were from the highest down.
      ...(isList(thresholds) && { thresholds: [...thresholds].reverse() }),
      valueOptions: { unit, stat, decimals, prefix, suffix },
    };
    delete panel['options-gauge'];
  }
};

/** 19: links of panels are addresses. */
export const schema19: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    if (!isList(panel.links)) continue;
    panel.links = objectsIn(panel.links).map((link) => {
      const known = textOf(link.url);
      const url =
        known !== ''
          ? known
          : textOf(link.dashboard) !== ''
            ? `dashboard/db/${slug(textOf(link.dashboard))}`
            : textOf(link.dashUri) !== ''
              ? `dashboard/${textOf(link.dashUri)}`
              : '/';
      const parameters = [
        ...(link.keepTime === true ? ['$__url_time_range'] : []),
        ...(link.includeVars === true ? ['$__all_variables'] : []),
        ...(textOf(link.params) === '' ? [] : [textOf(link.params)]),
      ];
      const full = parameters.reduce((text, part) => `${text}${text.includes('?') ? '&' : '?'}${part}`, url);
      return {
        url: full,
        title: link.title,
        ...(link.targetBlank !== undefined && { targetBlank: link.targetBlank }),
      };
    });
  }
};

function slug(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w ]+/g, '')
    .replaceAll(/ +/g, '-');
}

/** 20 and 21: names of a field's parts in links and titles. */
const renamed: readonly (readonly [RegExp, string])[] = [
  [/\$__series_name/g, '${__series.name}'],
  [/__series_name/g, '__series.name'],
  [/\$__field_name/g, '${__field.name}'],
  [/__field_name/g, '__field.name'],
  [/__value_time/g, '__value.time'],
];

function withNewNames(text: string): string {
  return renamed.reduce((result, [from, to]) => result.replaceAll(from, to), text);
}

export const schema20: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    for (const link of dataLinks(panel)) if (typeof link.url === 'string') link.url = withNewNames(link.url);
    const defaults = fieldDefaults(panel);
    if (typeof defaults.title === 'string') defaults.title = withNewNames(defaults.title);
  }
};
export const schema21: Step = (dashboard) => {
  for (const link of panelsOf(dashboard).flatMap(dataLinks))
    if (typeof link.url === 'string') link.url = link.url.replaceAll('__series.labels', '__field.labels');
};

function fieldDefaults({ options }: Json): Json {
  return jsonOf(jsonOf(jsonOf(options).fieldOptions).defaults);
}

function dataLinks(panel: Json): Json[] {
  const lists = [
    jsonOf(panel.options).dataLinks,
    fieldDefaults(panel).links,
    jsonOf(jsonOf(panel.fieldConfig).defaults).links,
  ];
  return lists.flatMap(objectsIn);
}

/** 22: columns of old tables are aligned by themselves. */
export const schema22: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    if (panel.type === 'table') for (const style of objectsIn(panel.styles)) style.align = 'auto';
  }
};

/** 23: what is chosen in a variable is a list exactly where several can be. */
export const schema23: Step = (dashboard) => {
  for (const variable of variablesOf(dashboard)) {
    const current = jsonOf(variable.current);
    const { value, text } = current;
    if (variable.multi === true && !isList(value) && value !== undefined && value !== null && value !== '') {
      variable.current = { ...current, value: [value], text: [text] };
    } else if (variable.multi !== true && isList(value)) {
      variable.current = { ...current, value: value[0], text: isList(text) ? text[0] : text };
    }
  }
};

/** 24: the old table has a name of its own: the panel's plugin makes the new one of it. */
export const schema24: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    const isNew = panel.type !== 'table' || panel.styles === undefined || panel.table === 'table2';
    if (!isNew) panel.type = 'table-old';
  }
};
