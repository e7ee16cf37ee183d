import { isRecord } from '../../plain.js';
import { type FieldOptions, fieldConfig } from '../options/fields.js';
import { optionGroups } from './defaults.js';
import { isPanelType, panelTypes } from './index.js';

/** The path of a setting in a panel's JSON. */
export type SettingPath = readonly string[];

/** A setting of a panel's JSON, and the corresponding option. */
export interface OptionSetting {
  readonly path: SettingPath;
  readonly option: string;
}

/** The paths of common options, without those of fields. */
const common: Readonly<Record<string, SettingPath>> = {
  title: ['title'],
  description: ['description'],
  show: ['targets'],
  links: ['links'],
  repeat: ['repeat'],
  repeatDirection: ['repeatDirection'],
  maxPerRow: ['maxPerRow'],
  interval: ['interval'],
  maxDataPoints: ['maxDataPoints'],
  timeFrom: ['timeFrom'],
  timeShift: ['timeShift'],
  hideTimeOverride: ['hideTimeOverride'],
  transparent: ['transparent'],
  transformations: ['transformations'],
  overrides: ['fieldConfig', 'overrides'],
};

/** The settings in a panel's JSON that each of its options sets. */
export function settingsOfOptions(type: string, options: object): OptionSetting[] {
  return Object.entries(options).flatMap(([option, value]): OptionSetting[] => {
    const path = Object.hasOwn(common, option) ? common[option] : undefined;
    if (path) return [{ path, option }];
    if (option === 'json' || value === undefined || !isPanelType(type)) return [];
    if (optionGroups.has(option) && isRecord(value))
      return Object.entries(value).flatMap(([name, part]) =>
        settingsBy(type, { [option]: { [name]: part } }, `${option}.${name}`),
      );
    return settingsBy(type, { [option]: value }, option);
  });
}

function settingsBy(type: keyof typeof panelTypes, one: FieldOptions, option: string): OptionSetting[] {
  const module = panelTypes[type];
  const custom = module.custom(one);
  const json = {
    options: module.options(one),
    fieldConfig: { defaults: { ...fieldConfig(one), ...(Object.keys(custom).length > 0 ? { custom } : {}) } },
  };
  return leavesOf(json).map((path) => ({ path, option }));
}

/** The paths of all values in data that are not objects. Lists are values. */
export function leavesOf(value: unknown, path: SettingPath = []): SettingPath[] {
  if (!isRecord(value)) return [path];
  return Object.entries(value).flatMap(([key, part]) =>
    part === undefined ? [] : leavesOf(part, [...path, key]),
  );
}
