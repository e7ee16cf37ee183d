import { type Place, placeOf } from '../../catalog/index.js';
import {
  anything,
  choice,
  chosenBy,
  fitting,
  flag,
  jsonObject as json,
  list,
  made,
  matching,
  name,
  options as optionsOf,
  type Problem,
  required,
  several,
  text,
  validate,
} from '../../catalog/shape/index.js';
import { type DashboardData, type PanelDefaults, panelDefaultsShape } from '../../grafana/index.js';
import { isRecord } from '../../plain.js';
import { grafanaTime, suppressions } from '../shapes.js';
import { nothingSuppressed, type Suppressible, type Suppression } from '../suppression.js';
import { type Annotation, annotationTypes } from './annotation.js';
import { type AutoGrid, autoGridShape, placedInAutoGrid } from './auto-grid.js';
import { type DataSource, dataSource } from './datasource.js';
import { type DashboardLink, dashboardLink } from './link.js';
import type { PanelOrColumn, Row } from './row.js';
import { isTab, rowOrPanel, type Tab } from './tab.js';
import type { Variable } from './variable.js';
import { variableTypes } from './variable-shapes.js';

/** Options of the time picker. */
export interface TimePicker {
  /** Hides the time picker. @default false */
  readonly hidden?: boolean;
  /** Intervals offered for auto refresh. @default Grafana's, 5s to 1d */
  readonly refreshIntervals?: readonly string[];
  /** Quick ranges offered. @default Grafana's */
  readonly quickRanges?: readonly { readonly title: string; readonly from: string; readonly to: string }[];
  /** Delays the end of relative time ranges, such as `1m`, for data that arrives late. @default 0s */
  readonly nowDelay?: string;
}

/** Options of a dashboard. */
export interface DashboardOptions extends Suppressible {
  /** Unique id in URLs: at most 40 letters, digits, `-` and `_`. Links refer to it, so do not change it. */
  readonly uid: string;
  /** Title of the dashboard. */
  readonly title: string;
  /** Description of the dashboard. */
  readonly description?: string;
  /** Tags, by which dashboards are searched and linked. */
  readonly tags?: readonly string[];
  /** Grafana folder. @default the bundle's folder */
  readonly folder?: string;
  /** Auto refresh interval, such as `30s`; false disables it. @default 1m */
  readonly refresh?: string | false;
  /** Time range when the dashboard is opened. @default the last 6 hours, `now-6h` to `now` */
  readonly time?: { readonly from: string; readonly to: string };
  /** Time zone: `browser`, `utc`, or an IANA name such as `Europe/Berlin`. @default browser */
  readonly timezone?: 'browser' | 'utc' | (string & {});
  /** First day of the week, for time ranges such as `now/w`. @default the preference of the user */
  readonly weekStart?: 'monday' | 'saturday' | 'sunday';
  /** Redraws graphs continuously between two refreshes. @default false */
  readonly liveNow?: boolean;
  /** Whether users can edit the dashboard in Grafana. @default false */
  readonly editable?: boolean;
  /** Options of the time picker; false hides it. @default true */
  readonly timePicker?: boolean | TimePicker;
  /** Default options of panels by type; they take precedence over the bundle's `defaults`. */
  readonly defaults?: PanelDefaults;
  /**
   * What hovering over one graph shows on the others: nothing, a crosshair (`shared`), or crosshair and tooltip
   * (`tooltip`).
   *
   * @default shared
   */
  readonly crosshair?: 'off' | 'shared' | 'tooltip';
  /**
   * Default data source of queries, variables and annotations: one, or one per type.
   *
   * @default the bundle's `source`; without one, the variables `datasource`, `loki` and `tempo`
   */
  readonly source?: DataSource | readonly DataSource[];
  /** Variables, in the order in which they are shown. */
  readonly variables?: readonly Variable[];
  /** Annotation queries. */
  readonly annotations?: readonly Annotation[];
  /** Links at the top of the dashboard. */
  readonly links?: readonly DashboardLink[];
  /** Rows, and panels and columns outside of rows; or tabs. */
  readonly rows: readonly (Row | PanelOrColumn | Tab)[];
  /** Places the panels outside of rows in an auto grid. @default false */
  readonly autoGrid?: boolean | AutoGrid;
  /** Further fields of Grafana's dashboard, merged last. */
  readonly json?: DashboardData;
}

/** A dashboard as data. */
export interface Dashboard {
  readonly type: 'dashboard';
  readonly uid: string;
  readonly title: string;
  readonly options: DashboardOptions;
  readonly suppress: readonly Suppression[];
  readonly place: Place;
}

/** Tabs were validated by `tab()`. */
const rowPanelOrTab = chosenBy((value) => (isRecord(value) && isTab(value) ? anything : rowOrPanel));

const timePicker = optionsOf<TimePicker>({
  hidden: flag,
  refreshIntervals: list(matching(/^(\d+(ms|[smhdwMy])|auto)$/, 'a duration such as 30s, or auto'), 1),
  quickRanges: list(
    optionsOf<NonNullable<TimePicker['quickRanges']>[number]>({
      title: required(name),
      from: required(name),
      to: required(name),
    }),
    1,
  ),
  nowDelay: matching(/^\d+(ms|[smhdwMy])$/, 'a duration such as 30s, 5m or 1d'),
});

const shape = fitting(
  optionsOf<DashboardOptions>({
    uid: required(text),
    title: required(text),
    description: text,
    tags: list(text),
    folder: text,
    refresh: chosenBy((value) => (value === false ? flag : grafanaTime)),
    time: optionsOf<NonNullable<DashboardOptions['time']>>({ from: required(name), to: required(name) }),
    timezone: text,
    weekStart: choice('monday', 'saturday', 'sunday'),
    liveNow: flag,
    editable: flag,
    timePicker: chosenBy((value) => (isRecord(value) ? timePicker : flag)),
    defaults: panelDefaultsShape,
    crosshair: choice('off', 'shared', 'tooltip'),
    source: several(dataSource),
    variables: list(made('a variable, such as variable.query({ … })', ...variableTypes)),
    annotations: list(made('an annotation, such as annotation.query({ … })', ...annotationTypes)),
    links: list(dashboardLink),
    rows: required(list(rowPanelOrTab)),
    autoGrid: autoGridShape,
    json,
    suppress: suppressions,
  }),
  (options) => [...contentsProblems(options), ...placedInAutoGrid(options, 'rows')],
);

/** A dashboard has rows and panels, or tabs; not both. */
function contentsProblems({ rows, autoGrid }: Readonly<Record<string, unknown>>): readonly Problem[] {
  if (!Array.isArray(rows)) return [];
  const isTabLike = (item: unknown) => isRecord(item) && isTab(item);
  if (!rows.some(isTabLike)) return [];
  const other = rows.findIndex((item) => !isTabLike(item));
  if (other >= 0)
    return [
      {
        at: `rows[${other}]`,
        message: 'is beside tabs',
        expected: 'either only tabs, or none',
        fatal: false,
      },
    ];
  return autoGrid === undefined
    ? []
    : [
        {
          at: 'autoGrid',
          message: 'is set, and all panels are in tabs',
          expected: 'autoGrid of the tabs',
          fatal: false,
        },
      ];
}

/**
 * A Grafana dashboard. Panels are placed from left to right unless they have a position.
 *
 * @throws DefinitionError for an option that is missing, misspelt or has an invalid value
 * @example dashboard({ uid: 'shop-overview', title: 'Shop overview', rows: [panel.timeseries({ title: 'Error ratio', show: errorRatio })] })
 */
export function dashboard(options: DashboardOptions): Dashboard {
  const place = placeOf(dashboard);
  validate(shape, options, 'dashboard', place);
  const { uid, title, suppress = nothingSuppressed } = options;
  return { type: 'dashboard', uid, title, options, suppress, place };
}
