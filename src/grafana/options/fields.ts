import type { FieldConfig } from '@grafana/grafana-foundation-sdk/dashboard';
import { type FieldTable, fields, list, number, text, whole } from '../../catalog/shape/index.js';
import { unit } from '../../catalog/shape/units.js';
import { type Data, defined } from '../sdk.js';
import { type Color, colorConfig, colorShape } from './color.js';
import { type Link, linkShape, linksConfig } from './link.js';
import { mappingsConfig, mappingsShape, type ValueMapping } from './mappings.js';
import { type Override, overridesShape } from './overrides.js';
import { type Thresholds, thresholdsConfig, thresholdsLongForm, thresholdsShape } from './thresholds.js';

/** What every field of a panel has, whatever its type. */
export interface CommonFieldOptions {
  /** Grafana unit id. @default the first signal's */
  readonly unit?: string;
  /** Digits behind the point: 0 to 100. @default as many as the value needs */
  readonly decimals?: number;
  /** Smallest value of the axis or the scale. @default the signal's range; 0 for shares */
  readonly min?: number;
  /** Largest value of the axis or the scale. @default the signal's range */
  readonly max?: number;
  /** Text shown where there is no value. @default a dash */
  readonly noValue?: string;
  /** Name in place of the series' own; may use `${__field.labels.x}`. */
  readonly displayName?: string;
  /** @default by threshold for single values, a palette for graphs */
  readonly color?: Color;
  /** Texts and colours in place of values. @default none */
  readonly mappings?: readonly ValueMapping[];
  /** Links on each point; may use `${__field.labels.x}` and `${__value.time}`. */
  readonly dataLinks?: readonly Link[];
}
export interface FieldOptions extends CommonFieldOptions {
  /** @default drawn from the alerts whose signal the panel shows */
  readonly thresholds?: Thresholds;
}

/** The options of fields, and the same for some of them. */
export type WithOverrides<Options> = Options & {
  /** Options for some series only. Later ones win. */
  readonly overrides?: readonly Override<Options>[];
};

/** The shapes of what every field has. */
export const commonFields = fields<FieldOptions>({
  unit,
  decimals: whole(0, 100),
  min: number(),
  max: number(),
  noValue: text,
  displayName: text,
  color: colorShape,
  mappings: mappingsShape,
  dataLinks: list(linkShape),
  thresholds: thresholdsShape,
});

/** The shapes of the options of a type's fields, with overrides of them. */
export function withOverrides(own: FieldTable = {}): FieldTable {
  const all = { ...commonFields, ...own };
  return { ...all, overrides: overridesShape(all) };
}

/** Properties of any field: `FieldConfig` of Grafana's dashboards, and one of Grafana's first years. */
export const fieldProperties = [
  'displayName',
  'displayNameFromDS',
  'description',
  'path',
  'writeable',
  'filterable',
  'unit',
  'decimals',
  'min',
  'max',
  'mappings',
  'thresholds',
  'color',
  'links',
  'actions',
  'noValue',
  'fieldMinMax',
  'nullValueMode',
] as const satisfies readonly (keyof FieldConfig | 'nullValueMode')[];

/** Grafana's `fieldConfig.defaults`, other than its custom settings. */
export function fieldConfig(options: FieldOptions): Data<Omit<FieldConfig, 'custom'>> {
  const {
    unit: unitId,
    decimals,
    min,
    max,
    noValue,
    mappings,
    thresholds,
    dataLinks,
    displayName,
    color,
  } = options;
  const { steps, mode } = thresholdsLongForm(thresholds ?? {});
  return defined({
    unit: unitId,
    decimals,
    min,
    max,
    noValue,
    mappings: mappings && mappingsConfig(mappings),
    thresholds: steps && thresholdsConfig(steps, mode),
    links: dataLinks && linksConfig(dataLinks),
    displayName,
    color: color === undefined ? undefined : colorConfig(color),
  });
}
