import { annotationKeys, dashboardKeys } from '../../grafana/index.js';
import { listOf, type Plain, plain } from '../read/plain.js';
import { compacted } from './grid.js';
import { known, normalLink, sourceField, without } from './normal-keys.js';
import { normalPanel } from './normal-panel.js';
import { normalVariable } from './normal-variable.js';

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
  const links = listOf(dashboard.links).map(normalLink);
  return {
    ...result,
    time: { from: 'now-6h', to: 'now', ...plain(dashboard.time) },
    timepicker: normalTimePicker(dashboard.timepicker),
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
/** What Grafana offers where a dashboard says nothing. */
const usualIntervals = ['5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h', '2h', '1d'];
const timepickerDefaults: Plain = {
  hidden: false,
  enable: true,
  collapse: false,
  notice: false,
  now: true,
  status: 'Stable',
  type: 'timepicker',
  nowDelay: '',
  refresh_intervals: usualIntervals,
};

/** What the time picker of a dashboard says. */
export function normalTimePicker(picker: unknown): Plain {
  return without(plain(picker), new Set(), timepickerDefaults);
}

const ignoredOfAnnotation = new Set(['showIn', 'useValueForTime_', 'snapshotData']);
/** The colour of annotations that have none: `DEFAULT_ANNOTATION_COLOR` of Grafana's interface. */
export const annotationColor = 'rgba(0, 211, 255, 1)';

const annotationDefaults: Plain = {
  enable: true,
  hide: false,
  builtIn: 0,
  type: 'dashboard',
  limit: 100,
  iconColor: annotationColor,
};

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
