import type { FieldTable } from '../../catalog/shape/index.js';
import type { Node } from '../../query/index.js';
import type { PanelSize } from '../grid.js';
import type { PanelSdk } from '../sdk.js';

/** The content of a panel, as far as its options depend on it. */
export interface PanelContents {
  readonly targets: readonly {
    readonly instant: boolean;
    readonly range: boolean;
    readonly node?: Node | undefined;
    /** The options of its signal that differ from those of the panel. */
    readonly thresholds?: readonly unknown[] | undefined;
  }[];
  readonly unit?: string | undefined;
  /** Threshold steps; a single one is no threshold. */
  readonly thresholds: readonly unknown[];
}

/** Everything about a panel type. Other rooms read this table and have no lists of types. */
export interface PanelTypeModule<Options extends object> {
  /** The id of Grafana's plugin. */
  readonly plugin: string;
  readonly size: PanelSize;
  /** Whether queries are instant by default. */
  readonly instant: boolean;
  /** The format of its queries, unless it is time series. */
  readonly format?: 'table' | 'heatmap';
  /** Whether it shows values, which need a unit. */
  readonly showsValues: boolean;
  /** Whether it shows a time axis; links of alerts prefer such a panel. */
  readonly showsHistory: boolean;
  /**
   * Whether it has one axis per unit: Grafana draws the thresholds of the first series of an axis, for all of its
   * series.
   */
  readonly sharesAxes: boolean;
  /** Whether its title may be missing. */
  readonly untitled: boolean;
  /** The SDK's module. Loaded on demand: it takes tens of milliseconds. */
  sdk(): Promise<PanelSdk>;
  /** The shapes of its own options. */
  readonly shapes: FieldTable;
  /** Grafana's names for its settings in `options`, as the SDK's types have them. */
  readonly optionNames: readonly string[];
  /** Names of its custom field settings, `custom.<name>` in overrides. */
  readonly customNames: readonly string[];
  /** Defaults of Grafana's editor that differ from those of the SDK. */
  base(options: Partial<Options>, contents: PanelContents): Partial<Options>;
  /** What Grafana uses for fields that neither the options nor the SDK set. */
  readonly implicit: { readonly color?: string; readonly custom?: object };
  /** The defaults of Dashwright for given options and content. */
  defaults(options: Partial<Options>, contents: PanelContents): Partial<Options>;
  /** Grafana's `options`, as far as the options of the panel determine them. */
  options(options: Partial<Options>): object;
  /** Grafana's `fieldConfig.defaults.custom`, and the same for an override. */
  custom(options: Partial<Options>): object;
}

/** Defaults that most types share. */
export const usual = {
  instant: false,
  showsValues: false,
  showsHistory: false,
  sharesAxes: false,
  untitled: false,
  optionNames: [],
  customNames: [],
  implicit: {},
  base: () => ({}),
  defaults: () => ({}),
  options: () => ({}),
  custom: () => ({}),
} as const;

/**
 * The names that a type of the SDK has; the compiler asks for all of them.
 *
 * @param newer Names of a newer Grafana, as `@grafana/schema` 13.2 has them.
 */
export function namesOf<Settings>(
  names: Readonly<Record<keyof Settings, true>>,
  newer: readonly string[] = [],
): readonly string[] {
  return [...Object.keys(names), ...newer];
}
