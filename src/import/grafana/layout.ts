import type { AutoGrid } from '../../define/dashboards/auto-grid.js';
import type { ShowConditions } from '../../define/dashboards/show-when.js';
import type { GridPos } from './grid.js';

/** A panel of a section, by its id. */
export interface LayoutPanel {
  readonly id: number;
  /** Its place under the heading of its section; undefined in an auto grid. */
  readonly at?: GridPos | undefined;
  readonly showWhen?: ShowConditions | undefined;
}

/** The heading of a section. */
export interface LayoutRow {
  readonly title: string;
  readonly collapsed: boolean;
  readonly repeat?: string | undefined;
  readonly showWhen?: ShowConditions | undefined;
}

/** Panels under a heading, or under none. */
export interface LayoutSection {
  readonly row?: LayoutRow | undefined;
  readonly grid?: Required<AutoGrid> | undefined;
  readonly panels: readonly LayoutPanel[];
}

export interface LayoutTab {
  readonly title: string;
  readonly repeat?: string | undefined;
  readonly showWhen?: ShowConditions | undefined;
  readonly sections: readonly LayoutSection[];
}

/** Where the panels of a dashboard of version v2 are: in tabs, or in sections alone. */
export type Layout =
  | { readonly tabs: readonly LayoutTab[] }
  | { readonly tabs?: undefined; readonly sections: readonly LayoutSection[] };

/** What of a dashboard a bundle cannot say, by its place. */
export interface Lost {
  readonly at: string;
  readonly message: string;
}
