import { languageOfPlugin, queryKeys, rowKeys } from '../../grafana/index.js';
import { isPlain, listOf, type Plain, plain } from '../read/plain.js';
import { clean, known, normalPanelLink, sourceField, without } from './normal-keys.js';

/** A panel or a row in its normal form. */
export function normalPanel(panel: Plain): Plain {
  const gridPos = panel.gridPos;
  const isRow = panel.type === 'row';
  const result: Record<string, unknown> = without(
    isRow ? known(panel, rowKeys) : panel,
    isRow ? ignoredOfRow : ignoredOfPanel,
    isRow ? rowDefaults : panelDefaults,
  );
  if (isRow) {
    const inner = listOf(panel.panels).map((one) => normalPanel(plain(one)));
    return { ...result, gridPos, ...(inner.length > 0 && { panels: inner }) };
  }
  const source = panel.datasource;
  const targets = listOf(panel.targets).map((target) => normalTarget(plain(target), source));
  const links = listOf(panel.links).map(normalPanelLink);
  return {
    ...result,
    gridPos,
    ...(panel.repeat !== undefined &&
      panel.repeat !== null &&
      panel.repeat !== '' && { repeatDirection: panel.repeatDirection ?? 'h' }),
    ...(targets.length > 0 && { targets }),
    ...(links.length > 0 && { links }),
    ...normalFields(plain(panel.fieldConfig)),
  };
}

const ignoredOfPanel = new Set([
  ...['gridPos', 'targets', 'links', 'datasource', 'pluginVersion', 'fieldConfig', 'repeatDirection'],
  ...[
    'scopedVars',
    'repeatPanelId',
    'repeatIteration',
    'repeatedByRow',
    'snapshotData',
    'isNew',
    'editable',
    'error',
  ],
  ...['span', 'minSpan', 'height', 'renderer', 'cacheTimeout', 'queryCachingTTL', 'savedFromPanel'],
]);
const ignoredOfRow = new Set([
  'gridPos',
  'panels',
  'targets',
  'datasource',
  'links',
  'scopedVars',
  'repeatRowId',
  'repeatIteration',
  'repeatPanelId',
  'pluginVersion',
  'fieldConfig',
  'options',
  'transparent',
  'height',
  'editable',
  'error',
]);
const panelDefaults: Plain = {
  title: '',
  description: '',
  transparent: false,
  transformations: [],
  hideTimeOverride: false,
  options: {},
  interval: '',
  timeFrom: '',
  timeShift: '',
  repeat: '',
};
const rowDefaults: Plain = { title: '', collapsed: false, repeat: '' };

function normalFields(fieldConfig: Plain): Plain {
  const { defaults, overrides } = fieldConfig;
  const own = without(plain(defaults), new Set(), fieldDefaults) as Record<string, unknown>;
  if (isPlain(own.custom) && Object.keys(own.custom).length === 0) delete own.custom;
  const list = listOf(overrides);
  if (Object.keys(own).length === 0 && list.length === 0) return {};
  return {
    fieldConfig: {
      ...(Object.keys(own).length > 0 && { defaults: own }),
      ...(list.length > 0 && { overrides: list.map(clean) }),
    },
  };
}

const fieldDefaults: Plain = { mappings: [], links: [], unit: 'none', displayName: '', noValue: '' };

/** What only the query editor reads. */
const ignoredOfTarget = new Set([
  ...[
    'editorMode',
    'builder',
    'useBackend',
    'disableTextWrap',
    'fullMetaSearch',
    'includeNullMetadata',
    'rawQuery_',
    'metric',
  ],
  ...[
    'datasource',
    'step',
    'target_',
    'key',
    'requestId',
    'datasourceErrors',
    'errors',
    'textEditor',
    'queryTypeHint',
  ],
]);
const targetDefaults: Plain = {
  hide: false,
  instant: false,
  format: 'time_series',
  interval: '',
  intervalFactor: 1,
  queryType: 'range',
  legendFormat: '',
  exemplar: false,
  resolution: 1,
};

/** A query in its normal form. @param source That of its panel */
export function normalTarget(target: Plain, source: unknown): Plain {
  const own = target.datasource ?? (isMixed(source) ? undefined : source);
  const { type } = plain(own);
  const language = typeof type === 'string' ? languageOfPlugin(type) : undefined;
  const asked = language === undefined ? target : known(target, queryKeys[language]);
  const result = without(asked, ignoredOfTarget, targetDefaults) as Record<string, unknown>;
  if (language === 'logql') {
    // The kind of query was a flag once.
    if (result.queryType === undefined && result.instant === true) result.queryType = 'instant';
    delete result.instant;
    delete result.range;
  }
  // A range is asked for where nothing else is.
  if (result.range === true && result.instant !== true) delete result.range;
  if (result.range === false) delete result.range;
  return { ...result, ...sourceField(own) };
}

function isMixed(source: unknown): boolean {
  return plain(source).uid === '-- Mixed --';
}
