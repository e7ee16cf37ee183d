import { jsonOf, objectsIn, panelsOf, type Step, textOf, variablesOf } from './step.js';

/** 17: the narrowest width of repeated panels became how many stand in a row. */
export const schema17: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    const { minSpan } = panel;
    if (typeof minSpan === 'number' && minSpan > 0) {
      const most = 24 / minSpan;
      // The next divisor of the grid's columns.
      panel.maxPerRow = [1, 2, 3, 4, 6, 8, 12, 24].find((count) => count >= most) ?? 24;
    }
    delete panel.minSpan;
  }
};

/** 18: what a gauge shows of its values is a group. */
export const schema18: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    if (panel.type !== 'gauge') continue;
    const options = jsonOf(panel['options-gauge']);
    if (Object.keys(options).length === 0) continue;
    const { unit, stat, decimals, prefix, suffix, ...rest } = options;
    delete rest.options;
    delete rest.baseColor;
    panel.options = { valueOptions: { unit, stat, decimals, prefix, suffix }, ...rest };
    delete panel['options-gauge'];
  }
};

/** 19: links of panels are addresses. */
export const schema19: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    if (!Array.isArray(panel.links)) continue;
    panel.links = objectsIn(panel.links).map((link) => {
      const known = textOf(link.url);
      const url =
        known !== ''
          ? known
          : textOf(link.dashUri) !== ''
            ? `dashboard/${textOf(link.dashUri)}`
            : textOf(link.dashboard) !== ''
              ? `dashboard/db/${slug(textOf(link.dashboard))}`
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

/** 20 and 21: names of a field's parts in links. */
const renamed: readonly (readonly [RegExp, string])[] = [
  [/\$__series_name|\$\{__series_name\}/g, '${__series.name}'],
  [/\$__value_time|\$\{__value_time\}/g, '${__value.time}'],
  [/\$__field_name|\$\{__field_name\}/g, '${__field.name}'],
  [/__series\.labels/g, '__field.labels'],
];
export const schema21: Step = (dashboard) => {
  for (const panel of panelsOf(dashboard)) {
    const options = jsonOf(panel.options);
    const groups = [
      options.dataLinks,
      jsonOf(jsonOf(options.fieldOptions).defaults).links,
      jsonOf(jsonOf(panel.fieldConfig).defaults).links,
    ];
    for (const link of groups.flatMap(objectsIn)) {
      if (typeof link.url === 'string')
        link.url = renamed.reduce((text, [from, to]) => text.replaceAll(from, to), link.url);
    }
    const defaults = jsonOf(jsonOf(options.fieldOptions).defaults);
    if (typeof defaults.title === 'string')
      defaults.title = renamed.reduce((text, [from, to]) => text.replaceAll(from, to), defaults.title);
  }
};

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
    const isList = Array.isArray(current.value);
    if (
      variable.multi === true &&
      !isList &&
      current.value !== undefined &&
      current.value !== null &&
      current.value !== ''
    ) {
      variable.current = { ...current, value: [current.value], text: [current.text] };
    } else if (variable.multi !== true && isList) {
      const [value] = current.value as unknown[];
      const [text] = Array.isArray(current.text) ? (current.text as unknown[]) : [current.text];
      variable.current = { ...current, value, text };
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
