import { type Place, placeOf } from '../../catalog/index.js';
import {
  anything,
  choice,
  chosenBy,
  fitting,
  flag,
  isRecord,
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
import { grafanaTime, suppressions } from '../shapes.js';
import { nothingSuppressed, type Suppressible, type Suppression } from '../suppression.js';
import { type Annotation, annotationTypes } from './annotation.js';
import { type AutoGrid, autoGridShape, placedInAutoGrid } from './auto-grid.js';
import { type DataSource, dataSource } from './datasource.js';
import { type DashboardLink, dashboardLink } from './link.js';
import type { Placeable, Row } from './row.js';
import { isTab, rowOrPanel, type Tab } from './tab.js';
import type { Variable } from './variable.js';
import { variableTypes } from './variable-shapes.js';

/** The picker of time ranges above the panels. */
export interface TimePicker {
  /** @default false */
  readonly hidden?: boolean;
  /** The choices of how often the page asks again. @default Grafana's, 5s to 1d */
  readonly refreshIntervals?: readonly string[];
  /** The ranges that are offered. @default Grafana's */
  readonly quickRanges?: readonly { readonly title: string; readonly from: string; readonly to: string }[];
  /** How long before now the time range ends, such as `1m`: data that comes late has come by then. @default 0 */
  readonly nowDelay?: string;
}

/** Options of a dashboard. */
export interface DashboardOptions extends Suppressible {
  /** At most 40 letters, digits, `-` and `_`. Keep it stable: links refer to it. */
  readonly uid: string;
  readonly title: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /** @default the bundle's folder */
  readonly folder?: string;
  /** How often the page asks again, such as `30s`; false for never. @default 1m */
  readonly refresh?: string | false;
  /** @default the last 6 hours */
  readonly time?: { readonly from: string; readonly to: string };
  /** `utc`, or a name such as `Europe/Berlin`. @default browser */
  readonly timezone?: 'browser' | 'utc' | (string & {});
  /** The first day of a week, for times such as `now/w`. @default as each person's browser has it */
  readonly weekStart?: 'monday' | 'saturday' | 'sunday';
  /** Moves graphs on between two refreshes. @default false */
  readonly liveNow?: boolean;
  /** @default false, as generated dashboards are not edited by hand */
  readonly editable?: boolean;
  /** What it offers; false hides it, for embedding. @default true */
  readonly timePicker?: boolean | TimePicker;
  /** Default options of its panels by type; they override the bundle's `defaults`. */
  readonly defaults?: PanelDefaults;
  /** What the pointer on one graph shows on the others: nothing, a line, or the values too. @default shared */
  readonly crosshair?: 'off' | 'shared' | 'tooltip';
  /**
   * Where its queries, variables and annotations ask that do not say it: one data source, or one for each type.
   * @default the bundle's `source`, otherwise chosen in the variables `datasource`, `loki` and `tempo`
   */
  readonly source?: DataSource | readonly DataSource[];
  readonly variables?: readonly Variable[];
  readonly annotations?: readonly Annotation[];
  readonly links?: readonly DashboardLink[];
  /** Rows with headings, and panels and columns that need none; or tabs. */
  readonly rows: readonly (Row | Placeable | Tab)[];
  /** The panels outside of rows in a grid that fills the screen. @default false */
  readonly autoGrid?: boolean | AutoGrid;
  /** Anything else of Grafana's dashboard, merged last. */
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

/** Tabs have been looked at when they were made. */
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
    annotations: list(made('annotation.query and its like', ...annotationTypes)),
    links: list(dashboardLink),
    rows: required(list(rowPanelOrTab)),
    autoGrid: autoGridShape,
    json,
    suppress: suppressions,
  }),
  (options) => [...contentsProblems(options), ...placedInAutoGrid(options, 'rows')],
);

/** A dashboard has rows and panels, or tabs. */
function contentsProblems({ rows, autoGrid }: Readonly<Record<string, unknown>>): readonly Problem[] {
  if (!Array.isArray(rows)) return [];
  const isTabLike = (item: unknown) => isRecord(item) && isTab(item);
  if (!rows.some(isTabLike)) return [];
  const other = rows.findIndex((item) => !isTabLike(item));
  if (other >= 0)
    return [
      { at: `rows[${other}]`, message: 'is beside tabs', expected: 'tabs alone, or none', fatal: false },
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
