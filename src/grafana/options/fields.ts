import type { FieldConfig } from '@grafana/grafana-foundation-sdk/dashboard';
import { type FieldTable, fields, list, number, text, whole } from '../../catalog/shape/index.js';
import { unit } from '../../catalog/shape/units.js';
import { type Data, defined } from '../sdk.js';
import { type Color, colorConfig, colorShape } from './color.js';
import { type Link, linkShape, linksConfig } from './link.js';
import { mappingsConfig, mappingsShape, type ValueMapping } from './mappings.js';
import { type Override, overridesShape } from './overrides.js';
import { type Thresholds, thresholdsConfig, thresholdsLongForm, thresholdsShape } from './thresholds.js';

/** Options of the fields of a panel, for all panel types with fields. */
export interface CommonFieldOptions {
  /** Grafana unit id. @default the unit of the first signal */
  readonly unit?: string;
  /** Decimals: 0 to 100. @default as many as the value needs */
  readonly decimals?: number;
  /** Minimum of the axis or the scale. @default the minimum of the signal's range; 0 for ratios */
  readonly min?: number;
  /** Maximum of the axis or the scale. @default the maximum of the signal's range */
  readonly max?: number;
  /** Text for missing values. @default a dash */
  readonly noValue?: string;
  /** Display name of the series; may contain `${__field.labels.x}`. */
  readonly displayName?: string;
  /** Colour or colour scheme. @default by threshold for single values, a palette for graphs */
  readonly color?: Color;
  /** Value mappings: texts and colours that replace values. @default none */
  readonly mappings?: readonly ValueMapping[];
  /** Data links; URLs may contain `${__field.labels.x}` and `${__value.time}`. */
  readonly dataLinks?: readonly Link[];
}
/** Options of the fields of a panel, with thresholds. */
export interface FieldOptions extends CommonFieldOptions {
  /** Thresholds. @default those of the alerts whose signal the panel shows */
  readonly thresholds?: Thresholds;
}

/** Options of fields, with overrides for some fields. */
export type WithOverrides<Options> = Options & {
  /** Overrides for some series; later ones take precedence. */
  readonly overrides?: readonly Override<Options>[];
};

/** The shapes of these options. */
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

/** Properties of any field: `FieldConfig` of Grafana's dashboard schema, and a legacy one. */
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

type Known = { readonly [Name in 'unit' | 'min' | 'max' | 'thresholds']?: FieldOptions[Name] | undefined };

/**
 * Grafana's `fieldConfig.defaults`, except for the custom settings.
 *
 * @param known what takes the place of some options, because more is known than they say. @default the options
 */
export function fieldConfig(
  options: FieldOptions,
  known: Known = options,
): Data<Omit<FieldConfig, 'custom'>> {
  const { decimals, noValue, mappings, dataLinks, displayName, color } = options;
  const { unit: unitId, min, max, thresholds } = known;
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
