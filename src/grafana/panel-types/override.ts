import { type FieldOptions, fieldConfig } from '../options/fields.js';
import { type PanelType, panelTypes } from './index.js';

/** A property of Grafana's field overrides, and the corresponding option. */
export interface FieldProperty {
  readonly id: string;
  readonly value: unknown;
  readonly option: string;
}

/** The properties that the options of an override set, by Grafana's ids. */
export function propertiesOfOverride(type: PanelType, override: FieldOptions): FieldProperty[] {
  const { custom } = panelTypes[type];
  return Object.entries(override).flatMap(([option, value]) => {
    const one = { [option]: value };
    return [
      ...Object.entries(fieldConfig(one)).map(([id, setting]) => ({ id, value: setting, option })),
      ...Object.entries(custom(one)).map(([name, setting]) => ({
        id: `custom.${name}`,
        value: setting,
        option,
      })),
    ];
  });
}
