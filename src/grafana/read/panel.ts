import { isList, isRecord, recordsOf } from '../../plain.js';
import { isPanelType, type PanelType, panelTypes } from '../panel-types/index.js';
import { type Json, keyOf, type Leaves, leavesIn, nested, same, setAt } from './leaves.js';
import { normalLinks, normalSettings, normalTransformations } from './normal.js';
import { attempt, overrideProbes, propertiesIn, readOverrides, within } from './overrides.js';
import { fits, optionsWith, type Probe, probesOf } from './probes.js';
import { type Look, readers } from './readers.js';
import { builtSettings, hiddenThresholds, implicitSettings, sdkSettings, settingsBy } from './settings.js';
import { shortForms } from './short-forms.js';
import { withNamedStacks } from './stacking.js';

/** A panel of Grafana's JSON as the options that make it. */
export interface ReadPanel {
  readonly type: PanelType;
  /** All but queries, size and position: `title`, `style`, `overrides`, … */
  readonly options: Json;
  /** What no option says, to be merged last. */
  readonly json: Json | undefined;
  /** Keys that Grafana does not read from such a panel. */
  readonly unread: readonly string[];
  /** How many settings options say, and how many `json` does. */
  readonly settings: { readonly options: number; readonly json: number };
}

/** The type whose panels are of a plugin of Grafana's; undefined for others. */
export function typeOfPlugin(plugin: unknown): PanelType | undefined {
  const [type] = Object.entries(panelTypes).find(([, { plugin: own }]) => own === plugin) ?? [];
  return type !== undefined && isPanelType(type) ? type : undefined;
}

/** Reads panels as they are written for bundles whose `defaults` are Grafana's. */
export type PanelReader = (panel: Json, queries: number) => ReadPanel;

/** What a reader says in options: what differs from what Grafana adds, or that, too. */
export type Reading = 'own' | 'all';

const prepared = new Map<string, Promise<PanelReader>>();

/**
 * Reads panels of a type: what their JSON says in options, with what is left for `json`. A panel with these options,
 * in a bundle with `defaults: 'grafana'`, looks as the one that was read. Settings that change nothing are left out,
 * unless all of them are asked for, as where a panel has defaults of ours.
 */
export function panelReader(type: PanelType, reading: Reading = 'own'): Promise<PanelReader> {
  const key = `${type} ${reading}`;
  const known = prepared.get(key);
  if (known) return known;
  const made = readerOf(type, reading);
  prepared.set(key, made);
  return made;
}

interface Tools {
  readonly type: PanelType;
  readonly reading: Reading;
  readonly sdk: Leaves;
  readonly implicit: Leaves;
  readonly probes: readonly Probe[];
  readonly overrides: readonly Probe[];
}

async function readerOf(type: PanelType, reading: Reading): Promise<PanelReader> {
  const sdk = await sdkSettings(type);
  const tools: Tools = {
    type,
    reading,
    sdk,
    implicit: implicitSettings(type, sdk),
    probes: probesOf(type, (options) => settingsBy(type, options)),
    overrides: overrideProbes(type),
  };
  return (panel, queries) => readPanel(withNamedStacks(panel), queries, tools);
}

function readPanel(panel: Json, queries: number, tools: Tools): ReadPanel {
  const { type } = tools;
  const common = readCommon(panel);
  const written = within(panel, ['fieldConfig', 'overrides']);
  const overrides =
    'overrides' in panelTypes[type].shapes ? readOverrides(type, written, tools.overrides) : [];
  const { said, left } = readSettings(panel, queries, tools);
  const rest = new Map<string, unknown>([...common.left, ...left]);
  if (overrides === undefined) rest.set(keyOf('fieldConfig', 'overrides'), written);
  const { title: _, description: _description, ...looks } = common.said;
  const options = {
    ...common.said,
    ...said,
    ...(overrides && overrides.length > 0 ? { overrides } : {}),
  };
  const inOptions = sumOf(
    overrides,
    ({ match: _match, properties: _properties, ...own }) => leavesIn(own).size,
  );
  const inProperties = sumOf(overrides, ({ properties }) => leavesIn(properties).size);
  return {
    type,
    options,
    json: rest.size === 0 ? undefined : nested(rest),
    unread: Object.keys(panel).filter((key) => !readKeys.has(key)),
    settings: {
      options: leavesIn({ ...looks, ...said }).size + inOptions,
      json: rest.size + inProperties,
    },
  };
}

function sumOf(overrides: readonly Json[] | undefined, count: (override: Json) => number): number {
  return (overrides ?? []).reduce((sum, override) => sum + count(override), 0);
}

/** What of a panel its settings do not follow from, and what is read elsewhere. */
const elsewhere = [
  'id',
  'gridPos',
  'type',
  'targets',
  'datasource',
  'pluginVersion',
  'options',
  'fieldConfig',
];

const text = (value: unknown) => typeof value === 'string' && value !== '';
const whole = (most: number) => (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= most;
const time = (value: unknown) =>
  typeof value === 'string' && /^(\$|now|auto$|\d+(ms|[smhdwMQy])(\/[smhdwMQy])?$)/.test(value);

/** Options of all types, which are called as their settings are, and the values that they take. */
const commonOptions: Readonly<Record<string, (value: unknown) => boolean>> = {
  title: (value) => typeof value === 'string',
  description: text,
  transparent: (value) => value === true,
  repeat: text,
  repeatDirection: (value) => value === 'v',
  maxPerRow: whole(24),
  interval: time,
  maxDataPoints: whole(1_000_000),
  timeFrom: time,
  timeShift: time,
  hideTimeOverride: (value) => value === true,
  links: isLinks,
  transformations: isTransformations,
};
/** Settings that say nothing. */
const silent: Readonly<Record<string, (value: unknown, panel: Json) => boolean>> = {
  description: (value) => value === '',
  transparent: (value) => value === false,
  repeat: (value) => value === '',
  repeatDirection: (value, { repeat }) => value === 'h' || !text(repeat),
  maxPerRow: (_, { repeat }) => !text(repeat),
  interval: (value) => value === '',
  timeFrom: (value) => value === '',
  timeShift: (value) => value === '',
  hideTimeOverride: (value) => value === false,
  links: isEmptyList,
  transformations: isEmptyList,
};
/** Settings that have no option. */
const further = ['timeCompare', 'libraryPanel', 'cacheTimeout', 'queryCachingTTL'];
const readKeys = new Set([...elsewhere, ...Object.keys(commonOptions), ...further]);

function isEmptyList(value: unknown): boolean {
  return isList(value) && value.length === 0;
}

function isLinks(value: unknown): boolean {
  return isList(value) && value.every((link) => isRecord(link) && text(link.title) && text(link.url));
}

function isTransformations(value: unknown): boolean {
  return (
    isList(value) &&
    value.every(
      (one) =>
        isRecord(one) &&
        text(one.id) &&
        Object.keys(one).every((key) => key === 'id' || key === 'options') &&
        (one.options === undefined || isRecord(one.options)),
    )
  );
}

function readCommon(panel: Json): { said: Json; left: Leaves } {
  const said: Record<string, unknown> = { title: '' };
  const left = new Map<string, unknown>();
  for (const key of [...Object.keys(commonOptions), ...further]) {
    const value = Object.hasOwn(normal, key) ? normal[key]?.(panel[key]) : panel[key];
    if (value === undefined || value === null || silent[key]?.(value, panel)) continue;
    if (commonOptions[key]?.(value)) said[key] = key === 'links' ? linksOf(value) : value;
    else left.set(key, value);
  }
  return { said, left };
}

const normal: Readonly<Record<string, (written: unknown) => unknown>> = {
  links: normalLinks,
  transformations: normalTransformations,
};

function linksOf(links: unknown): unknown {
  return recordsOf(links).map(({ title, url, targetBlank }) => ({
    title,
    url,
    ...(targetBlank === true ? { newTab: true } : {}),
  }));
}

/** Whether a type shows data: texts and lists of dashboards have fields by mistake only. */
function hasFields(type: PanelType): boolean {
  return Object.hasOwn(panelTypes[type].shapes, 'overrides');
}

/** Ids of the properties that overrides of a panel set. */
function overriddenIn(panel: Json): ReadonlySet<string> {
  const overrides = within(panel, ['fieldConfig', 'overrides']);
  if (!isList(overrides)) return new Set();
  return new Set(
    overrides.flatMap((override) =>
      isRecord(override) && isList(override.properties) ? [...propertiesIn(override.properties).keys()] : [],
    ),
  );
}

/** What a panel shows, what it says and what it does not. */
function shownSettings(type: PanelType, panel: Json, implicit: Leaves): Map<string, unknown> {
  const { options, fieldConfig } = normalSettings(panel);
  const settings = hasFields(type) ? { options, fieldConfig } : { options };
  const shown = new Map([...implicit, ...leavesIn(settings)]);
  const look: Look = (...path) => shown.get(keyOf(...path));
  for (const key of hiddenThresholds(look, overriddenIn(panel))) shown.delete(key);
  return shown;
}

/**
 * What a panel of a type shows besides its texts and queries: settings with those that Grafana adds, and overrides, in
 * one way of writing what looks the same. For comparing two of them.
 */
export async function appearanceOf(type: PanelType, written: Json): Promise<Json> {
  const panel = withNamedStacks(written);
  const implicit = implicitSettings(type, await sdkSettings(type));
  const { title: _, description: _description, links: _links, ...common } = readCommon(panel).said;
  const shown = shownSettings(type, panel, implicit);
  const hidden = shown.has(keyOf('fieldConfig', 'defaults', 'thresholds', 'steps')) ? [] : ['thresholds'];
  return {
    ...nested(shown),
    overrides: hasFields(type) ? overridesIn(panel, hidden) : [],
    common,
  };
}

/** @param hidden properties that nothing on the panel shows */
function overridesIn(panel: Json, hidden: readonly string[]): readonly Json[] {
  const overrides = within(panel, ['fieldConfig', 'overrides']);
  if (!isList(overrides)) return [];
  return overrides.filter(isRecord).flatMap(({ matcher, properties, ...more }) => {
    const all = (isList(properties) ? [...propertiesIn(properties)] : []).filter(
      ([id]) => !hidden.includes(id),
    );
    return all.length === 0 ? [] : [{ matcher, properties: Object.fromEntries(all), ...more }];
  });
}

interface Candidate {
  readonly option: readonly string[];
  readonly value: unknown;
  readonly sets: Leaves;
}

function readSettings(panel: Json, queries: number, tools: Tools): { said: Json; left: Leaves } {
  const { type, reading, sdk, implicit } = tools;
  const shown = shownSettings(type, panel, implicit);
  const all = nested(shown);
  const look: Look = (...path) => within(all, path);
  const candidates = candidatesFor(look, shown, tools);
  const leftBy = (chosen: readonly Candidate[]) =>
    reading === 'own'
      ? differing(shown, builtSettings(type, optionsOf(chosen), queries, sdk), implicit)
      : differing(shown, settingsBy(type, optionsOf(chosen)), new Map());
  let chosen: readonly Candidate[] = [];
  // What one option leaves open may follow from another: the place of a legend from its form.
  for (let round = 0; round < 3; round++) {
    const needed = leftBy(chosen);
    const more = candidates.filter(({ sets }) => {
      const helps = [...sets.keys()].some((key) => needed.has(key));
      if (helps) for (const key of sets.keys()) needed.delete(key);
      return helps;
    });
    if (more.length === 0) break;
    chosen = [...chosen, ...more];
  }
  const left = leftBy(chosen);
  for (const one of chosen) {
    const others = chosen.filter((other) => other !== one);
    if (leftBy(others).size === left.size) chosen = others;
  }
  return { said: shortForms(optionsOf(chosen)), left };
}

function optionsOf(chosen: readonly Candidate[]): Json {
  const options: Record<string, unknown> = {};
  for (const { option, value } of chosen) setAt(options, option, merge(within(options, option), value));
  return options;
}

/** Options that say nothing wrong: each of the settings that they make is as the panel has it. */
function candidatesFor(look: Look, shown: Leaves, { type, probes }: Tools): readonly Candidate[] {
  const found: Candidate[] = [];
  const add = (option: readonly string[], value: unknown) => {
    if (value === undefined) return;
    const sets = attempt(() => settingsBy(type, optionsWith(option, value)));
    if (!(sets instanceof Map) || sets.size === 0) return;
    if ([...sets].every(([key, set]) => same(set, shown.get(key)))) found.push({ option, value, sets });
  };
  const options: Look = (...path) => look('options', ...path);
  const field: Look = (...path) => look('fieldConfig', 'defaults', ...path);
  for (const { option, read } of readers) {
    const value = attempt(() => read(options, field));
    if (value !== undefined && fits(type, option, value)) add(option, value);
  }
  for (const probe of probes) {
    if ('values' in probe) for (const { value } of probe.values) add(probe.option, value);
    else {
      const value = shown.get(probe.setting);
      if (value !== undefined && probe.shape(value) === undefined) add(probe.option, value);
    }
  }
  return found;
}

/** Settings of a panel that another one does not have, unless Grafana adds them. */
function differing(shown: Leaves, built: Leaves, implicit: Leaves): Map<string, unknown> {
  return new Map([...shown].filter(([key, value]) => !same(value, built.get(key) ?? implicit.get(key))));
}

function merge(before: unknown, value: unknown): unknown {
  return isRecord(before) && isRecord(value) ? { ...before, ...value } : value;
}
