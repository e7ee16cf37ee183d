import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import type { PanelBuilder as GraphBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

/**
 * The methods that the builders of all panel types share. The SDK has no type for these; the builder of time series has
 * all.
 */
type SharedMethod =
  | 'datasource'
  | 'description'
  | 'hideTimeOverride'
  | 'interval'
  | 'links'
  | 'maxDataPoints'
  | 'maxPerRow'
  | 'overrides'
  | 'repeat'
  | 'repeatDirection'
  | 'targets'
  | 'timeFrom'
  | 'timeShift'
  | 'title'
  | 'transformations'
  | 'transparent'
  | 'unit';

export type AnyPanelBuilder = Builder<dashboard.Panel> & {
  readonly [Method in SharedMethod]: (...given: Parameters<GraphBuilder[Method]>) => unknown;
};

/** A module of the foundation SDK with the builder of one panel type. */
export interface PanelSdk {
  readonly PanelBuilder: new () => AnyPanelBuilder;
}

/** A value as in JSON: enum members are their strings or numbers, so that `'line'` needs no import. */
export type Plain<Value> = 0 extends 1 & Value
  ? unknown
  : Value extends string
    ? `${Value}`
    : Value extends number
      ? `${Value}` extends `${infer Literal extends number}`
        ? Literal
        : Value
      : Value extends (...given: never[]) => unknown
        ? never
        : Value extends readonly (infer Member)[]
          ? readonly Plain<Member>[]
          : Value extends object
            ? { readonly [Key in keyof Value]: Plain<Value[Key]> }
            : Value;

/** Any part of a type, and of the elements of its lists. */
export type DeepPartial<Value> = Value extends readonly (infer Member)[]
  ? readonly DeepPartial<Member>[]
  : Value extends object
    ? { readonly [Key in keyof Value]?: DeepPartial<Value[Key]> }
    : Value;

/** Some of a panel's options, or of the custom settings of its fields, as data in the SDK's types. */
export type Data<Settings> = DeepPartial<Plain<Settings>>;

/** Fields of a panel of a type, except for its position. */
export type PanelData<Options extends object, FieldConfig extends object = Record<never, never>> = Data<
  Omit<dashboard.Panel, 'type' | 'id' | 'gridPos' | 'options' | 'fieldConfig' | 'targets'> & {
    targets: object[];
    options: Options;
    fieldConfig: {
      defaults: Omit<dashboard.FieldConfig, 'custom'> & { custom: FieldConfig };
      overrides: dashboard.FieldConfigSource['overrides'];
    };
  }
>;

/** The option `json` of a panel type. */
export interface WithJson<Options extends object, FieldConfig extends object = Record<never, never>> {
  /** Further fields of Grafana's panel, merged last. */
  readonly json?: PanelData<Options, FieldConfig>;
}

/** An object without its undefined values, which the SDK's types do not allow. */
export function defined<Values extends object>(
  values: Values,
): { [Key in keyof Values]?: Exclude<Values[Key], undefined> } {
  const kept: { [Key in keyof Values]?: Exclude<Values[Key], undefined> } = {};
  for (const key of Object.keys(values) as (keyof Values)[]) {
    const value = values[key];
    if (value !== undefined) kept[key] = value as Exclude<Values[keyof Values], undefined>;
  }
  return kept;
}
