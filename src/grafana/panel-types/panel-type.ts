import type { FieldTable } from '../../catalog/shape/index.js';
import type { Node } from '../../query/index.js';
import type { PanelSize } from '../grid.js';
import type { PanelSdk } from '../sdk.js';

/** What a panel shows, as far as its options depend on it. */
export interface PanelContents {
  readonly targets: readonly {
    readonly instant: boolean;
    readonly range: boolean;
    readonly node?: Node | undefined;
    /** Of its signal, where they are not the panel's. */
    readonly thresholds?: readonly unknown[] | undefined;
  }[];
  readonly unit?: string | undefined;
  /** Their steps: one is no threshold. */
  readonly thresholds: readonly unknown[];
}

/** All that is known of a type of panels. Other rooms read this, and list no types. */
export interface PanelTypeModule<Options extends object> {
  /** The id of Grafana's plugin. */
  readonly plugin: string;
  readonly size: PanelSize;
  /** Whether a query asks for one sample at the end of the time range unless it says otherwise. */
  readonly instant: boolean;
  /** The form in which it takes samples, where that is not a series. */
  readonly format?: 'table' | 'heatmap';
  /** Whether it shows values, which need a unit to be read. */
  readonly showsValues: boolean;
  /** Whether it shows since when, which is where the link of an alert leads. */
  readonly showsHistory: boolean;
  /** Whether it has an axis per unit: Grafana draws the thresholds of an axis' first series, as lines for all of them. */
  readonly sharesAxes: boolean;
  /** Whether it can do without a heading. */
  readonly untitled: boolean;
  /** The SDK's module. Loaded on demand: it takes tens of milliseconds. */
  sdk(): Promise<PanelSdk>;
  /** The shapes of its own options. */
  readonly shapes: FieldTable;
  /** Grafana's names for the settings of its fields, written `custom.<name>` in overrides. */
  readonly customNames: readonly string[];
  /** What Grafana's editor starts with, where the SDK starts with something else. */
  base(options: Partial<Options>, contents: PanelContents): Partial<Options>;
  /** What Grafana does where a field says nothing and the SDK neither. */
  readonly unsaid: { readonly color?: string; readonly custom?: object };
  /** Our own defaults for such options and such contents, as options. */
  defaults(options: Partial<Options>, contents: PanelContents): Partial<Options>;
  /** Grafana's `options`, as far as options say them. */
  options(options: Partial<Options>): object;
  /** Grafana's `fieldConfig.defaults.custom`, and the same for an override. */
  custom(options: Partial<Options>): object;
}

/** What most types have in common. */
export const usual = {
  instant: false,
  showsValues: false,
  showsHistory: false,
  sharesAxes: false,
  untitled: false,
  customNames: [],
  unsaid: {},
  base: () => ({}),
  defaults: () => ({}),
  options: () => ({}),
  custom: () => ({}),
} as const;
