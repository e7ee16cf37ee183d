import {
  annotationKeys,
  dashboardKeys,
  languageOfPlugin,
  linkKeys,
  queryKeys,
  rowKeys,
  variableKeys,
} from '../../grafana/index.js';
import { isPlain, listOf, type Plain, plain } from '../read/plain.js';
import { compacted } from './grid.js';
import { customChoices, intervalValues } from './variable-lists.js';

/**
 * A dashboard in the form in which two that Grafana shows alike are the same. This is the list of what does not count:
 *
 * - keys that Grafana's types of dashboards do not have, and keys without meaning: the number in the database, versions of dashboard, schema and plugins, what the query editor
 *   keeps for itself, what the last look at the dashboard has chosen but its variables' defaults;
 * - a key that is null or absent, or has the value that Grafana gives it when it is absent;
 * - the data source of a panel whose queries name their own, and the type beside a uid;
 * - gaps between panels, which Grafana's grid closes, and the order of panels in the file;
 * - the annotation that every dashboard has.
 */
export function normalDashboard(dashboard: Plain): Plain {
  const panels = compacted(listOf(dashboard.panels).map(plain)).map(normalPanel);
  const result = without(known(dashboard, dashboardKeys), ignoredOfDashboard, dashboardDefaults);
  const variables = listOf(plain(dashboard.templating).list).map((one) => normalVariable(plain(one)));
  const annotations = listOf(plain(dashboard.annotations).list)
    .map((one) => normalAnnotation(plain(one)))
    .filter((one) => !isEveryDashboards(one));
  const links = listOf(dashboard.links).map((one) =>
    without(known(plain(one), linkKeys), ignoredOfLink, linkDefaults),
  );
  return {
    ...result,
    time: { from: 'now-6h', to: 'now', ...plain(dashboard.time) },
    timepicker: without(plain(dashboard.timepicker), new Set(), timepickerDefaults),
    templating: variables,
    annotations,
    links,
    panels: panels.sort((a, b) => Number(a.id) - Number(b.id)),
  };
}

const ignoredOfDashboard = new Set([
  ...[
    'id',
    'version',
    'iteration',
    'gnetId',
    'schemaVersion',
    'pluginVersion',
    '__inputs',
    '__requires',
    '__elements',
  ],
  ...[
    'panels',
    'rows',
    'templating',
    'annotations',
    'links',
    'time',
    'timepicker',
    'overwrite',
    'folderId',
    'folderUid',
  ],
  ...[
    'originalTitle',
    'hideControls',
    'sharedCrosshair',
    'snapshot',
    'revision',
    'time_options',
    'nav',
    'services',
  ],
]);

const dashboardDefaults: Plain = {
  description: '',
  editable: true,
  fiscalYearStartMonth: 0,
  graphTooltip: 0,
  liveNow: false,
  preload: false,
  refresh: '',
  style: 'dark',
  tags: [],
  timezone: '',
  weekStart: '',
};
const timepickerDefaults: Plain = {
  hidden: false,
  enable: true,
  collapse: false,
  notice: false,
  now: true,
  status: 'Stable',
  type: 'timepicker',
  nowDelay: '',
};

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
  const links = listOf(panel.links).map((one) =>
    without(known(plain(one), linkKeys), ignoredOfLink, linkDefaults),
  );
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

function sourceField(source: unknown): Plain {
  if (!isPlain(source)) return typeof source === 'string' ? { datasource: source } : {};
  const { uid, type } = source;
  if (typeof uid === 'string' && uid !== '') return { datasource: uid.replace(/^\$(\w+)$/, '${$1}') };
  return typeof type === 'string' ? { datasource: { type } } : {};
}

const ignoredOfVariable = new Set([
  ...[
    'options',
    'definition',
    'tagValuesQuery',
    'tagsQuery',
    'useTags',
    'tags',
    'datasource',
    'skipUrlSync_',
    'queryValue',
  ],
  ...[
    'current',
    'error',
    'state',
    'global',
    'index',
    'initLock',
    'rootStateKey',
    'auto_count_',
    'valuesFormat',
  ],
]);
const variableDefaults: Plain = {
  label: '',
  description: '',
  hide: 0,
  includeAll: false,
  multi: false,
  regex: '',
  skipUrlSync: false,
  sort: 0,
  allValue: '',
  auto: false,
  allowCustomValue: true,
  regexApplyTo: 'value',
};

/** A variable; its choice at first is that of `current`. */
export function normalVariable(variable: Plain): Plain {
  const result = without(known(variable, variableKeys), ignoredOfVariable, variableDefaults) as Record<
    string,
    unknown
  >;
  const { type } = variable;
  if (result.label === variable.name) delete result.label;
  if (type === 'query') {
    const { query } = variable;
    const text = isPlain(query) ? (textOfQuery(query) ?? query) : query;
    result.query = typeof text === 'string' ? text.trim() : text;
  }
  if (type === 'custom') result.query = customChoices(String(variable.query ?? ''));
  if (type === 'interval') result.query = intervalValues(String(variable.query ?? ''));
  if (type !== 'interval') {
    delete result.auto;
    delete result.auto_count;
    delete result.auto_min;
  } else if (variable.auto !== true) {
    delete result.auto_count;
    delete result.auto_min;
  }
  if (
    type === 'interval' ||
    type === 'constant' ||
    type === 'textbox' ||
    type === 'custom' ||
    type === 'datasource'
  )
    delete result.refresh;
  if (type !== 'query') delete result.sort;
  const chosen = chosenAtFirst(variable);
  const asks = type === 'query' || type === 'adhoc';
  return {
    ...result,
    ...(asks && sourceField(variable.datasource)),
    ...(chosen !== undefined && { chosen }),
  };
}

/** The text that a query means which the editor of Prometheus or Loki has written as data. */
function textOfQuery(query: Plain): string | undefined {
  const keys = Object.keys(query);
  const { label, stream = '', type } = query;
  const isText = keys.every((key) => /^(query|refId|qryType|label|metric|labelFilters)$/.test(key));
  if (typeof query.query === 'string' && isText) return query.query;
  const isLoki = keys.every((key) => /^(label|stream|type|refId)$/.test(key));
  if (type === 0 && isLoki && label === undefined) return 'label_names()';
  if (type !== 1 || typeof label !== 'string' || !isLoki) return undefined;
  return stream === '' ? `label_values(${label})` : `label_values(${String(stream)}, ${label})`;
}

function chosenAtFirst(variable: Plain): unknown {
  const { value } = plain(variable.current);
  if (variable.type === 'constant' || variable.type === 'textbox' || variable.type === 'adhoc')
    return undefined;
  if (value === undefined || value === null || value === '') return undefined;
  const chosen = Array.isArray(value) ? value.map(String) : [String(value)];
  // All is what is chosen where nothing is said.
  const isAll = chosen.length === 1 && chosen[0] === '$__all' && variable.includeAll === true;
  return chosen.length === 0 || isAll ? undefined : chosen;
}

const ignoredOfAnnotation = new Set(['showIn', 'useValueForTime_', 'snapshotData']);
const annotationDefaults: Plain = { enable: true, hide: false, builtIn: 0, type: 'dashboard', limit: 100 };

export function normalAnnotation(annotation: Plain): Plain {
  const result = without(
    known(annotation, annotationKeys),
    new Set([...ignoredOfAnnotation, 'datasource']),
    annotationDefaults,
  );
  return { ...result, ...sourceField(annotation.datasource) };
}

/** The one that Grafana adds to every dashboard. */
function isEveryDashboards({ builtIn, name, enable, ...others }: Plain): boolean {
  const own = builtIn === 1 || (name === 'Annotations & Alerts' && others.datasource === '-- Grafana --');
  return own && enable === undefined;
}

const ignoredOfLink = new Set(['dashUri', 'dashboard', 'params_']);
const linkDefaults: Plain = {
  asDropdown: false,
  icon: 'external link',
  includeVars: false,
  keepTime: false,
  tags: [],
  targetBlank: false,
  tooltip: '',
  url: '',
  type: 'link',
};

/** The keys that Grafana's type of it has. */
function known(value: Plain, keys: readonly string[]): Plain {
  return Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key)));
}

/** The keys that say something. */
function without(value: Plain, ignored: ReadonlySet<string>, defaults: Plain): Plain {
  const result: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    if (ignored.has(key) || part === undefined || part === null) continue;
    const cleaned = clean(part);
    if (Object.hasOwn(defaults, key) && JSON.stringify(defaults[key]) === JSON.stringify(cleaned)) continue;
    result[key] = cleaned;
  }
  return result;
}

/** Without keys that are null. */
function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean);
  if (!isPlain(value)) return value;
  const result: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value))
    if (part !== undefined && part !== null) result[key] = clean(part);
  return result;
}
