import { isList, listOf, textOf } from '../../../read/plain.js';
import { type Json, objectsIn } from '../step.js';
import { calculations, mappingsOf, numberOf, regexOrName, stepsOf } from './common.js';

const ofTable =
  'columns fontSize pageSize scroll showHeader sort styles transform error editable filterNull'.split(' ');

/** The old table: its styles are overrides, and what it made of series are transformations. */
export function migrateTable(panel: Json): void {
  const transformations = objectsIn(panel.transformations);
  const columns = objectsIn(panel.columns);
  switch (panel.transform) {
    case 'timeseries_to_columns':
      transformations.push({ id: 'seriesToColumns', options: { reducers: [] } });
      break;
    case 'timeseries_to_rows':
      transformations.push({ id: 'seriesToRows', options: { reducers: [] } });
      break;
    case 'timeseries_aggregations': {
      const reducers = columns
        .map(({ value }) => calculations[textOf(value)] ?? textOf(value))
        .filter((one) => one !== '');
      transformations.push({ id: 'reduce', options: { includeTimeField: false, reducers } });
      break;
    }
    case 'table':
      transformations.push({ id: 'merge', options: { reducers: [] } });
      break;
    default:
  }
  const defaults: Json = { custom: {} };
  const overrides: Json[] = [];
  for (const style of objectsIn(panel.styles)) {
    const properties = propertiesOf(style);
    // The style of all columns: Grafana takes these of it.
    if (style.pattern === '/.*/') {
      for (const { id, value } of properties)
        if (ofAllColumns.has(textOf(id)) && style.type !== 'date') setDefault(defaults, textOf(id), value);
    } else if (properties.length > 0)
      overrides.push({ matcher: regexOrName(textOf(style.pattern)), properties });
  }
  panel.type = 'table';
  panel.fieldConfig = { defaults, overrides };
  panel.options = { showHeader: panel.showHeader !== false };
  if (transformations.length > 0) panel.transformations = transformations;
  for (const key of ofTable) delete panel[key];
}

const ofAllColumns = new Set([
  'displayName',
  'unit',
  'decimals',
  'custom.align',
  'custom.cellOptions',
  'thresholds',
  'mappings',
]);

function setDefault(defaults: Json, id: string, value: unknown): void {
  if (!id.startsWith('custom.')) defaults[id] = value;
  else (defaults.custom as Json)[id.slice('custom.'.length)] = value;
}

function propertiesOf(style: Json): Json[] {
  const found: Json[] = [];
  const set = (id: string, value: unknown): void => {
    found.push({ id, value });
  };
  if (textOf(style.alias) !== '') set('displayName', style.alias);
  if (style.type === 'hidden') {
    set('custom.hidden', true);
    return found;
  }
  if (style.type === 'date') {
    set('unit', `time: ${textOf(style.dateFormat) || 'YYYY-MM-DD HH:mm:ss'}`);
  } else {
    if (textOf(style.unit) !== '') set('unit', style.unit);
    if (numberOf(style.decimals) !== undefined) set('decimals', numberOf(style.decimals));
  }
  if (style.link === true && textOf(style.linkUrl) !== '') {
    set('links', [
      {
        title: textOf(style.linkTooltip),
        url: style.linkUrl,
        ...(style.linkTargetBlank === true && { targetBlank: true }),
      },
    ]);
  }
  if (textOf(style.align) !== '' && style.align !== 'auto') set('custom.align', style.align);
  const cells: Readonly<Record<string, Json>> = {
    cell: { type: 'color-background' },
    row: { type: 'color-background' },
    value: { type: 'color-text' },
  };
  const cell = cells[textOf(style.colorMode)];
  if (cell) set('custom.cellOptions', cell);
  const thresholds = listOf(style.thresholds);
  if (thresholds.length > 0) {
    set('thresholds', {
      mode: 'absolute',
      steps: stepsOf(thresholds, isList(style.colors) ? style.colors : []),
    });
  }
  const mappings = mappingsOf(style);
  if (mappings.length > 0) set('mappings', mappings);
  return found;
}
