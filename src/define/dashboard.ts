import { type Place, placeOf } from '../catalog/index.js';
import type { Annotation } from './annotation.js';
import type { DashboardLink } from './link.js';
import type { AnyPanel } from './panel.js';
import { nothingSuppressed, type Suppressible, type Suppression } from './suppression.js';
import type { Variable } from './variable.js';

export interface RowOptions {
  readonly collapsed?: boolean;
  /** Name of the variable for each of whose values the row is repeated. */
  readonly repeat?: string;
}
export interface Row extends RowOptions {
  readonly title: string;
  readonly panels: readonly AnyPanel[];
}

/** Panels under a heading, placed from left to right by their widths. */
export function row(title: string, panels: readonly AnyPanel[], options: RowOptions = {}): Row {
  return { title, panels, ...options };
}

export interface DashboardOptions extends Suppressible {
  /** At most 40 of letters, digits, `-` and `_`; stable, for links point to it. */
  readonly uid: string;
  readonly title: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /** @default the bundle's folder */
  readonly folder?: string;
  /** How often the page asks again, such as `30s`. @default 1m */
  readonly refresh?: string;
  /** @default the last 6 hours */
  readonly time?: { readonly from: string; readonly to: string };
  readonly timezone?: 'browser' | 'utc' | (string & {});
  /** @default false: what is generated is not edited by hand */
  readonly editable?: boolean;
  /** False hides the time picker, for embedding. @default true */
  readonly timePicker?: boolean;
  readonly crosshair?: 'off' | 'shared' | 'tooltip';
  readonly variables?: readonly Variable[];
  readonly annotations?: readonly Annotation[];
  readonly links?: readonly DashboardLink[];
  /** Rows with headings, or panels that need none. */
  readonly rows: readonly (Row | AnyPanel)[];
}

export interface Dashboard {
  readonly type: 'dashboard';
  readonly uid: string;
  readonly title: string;
  readonly options: DashboardOptions;
  readonly suppress: readonly Suppression[];
  readonly place: Place;
}

export function dashboard(options: DashboardOptions): Dashboard {
  const { uid, title, suppress = nothingSuppressed } = options;
  return { type: 'dashboard', uid, title, options, suppress, place: placeOf(dashboard) };
}

export function isRow(item: Row | AnyPanel): item is Row {
  return 'panels' in item;
}
