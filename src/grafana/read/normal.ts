import { unit } from '../../catalog/shape/units.js';
import { isList, isRecord } from '../../plain.js';
import type { Json } from './leaves.js';

/**
 * Thresholds in one way of writing them: the first step begins at null, and of steps at one value there is the last, which
 * alone has an effect.
 */
function normalThresholds(written: unknown): unknown {
  if (!isRecord(written) || !isList(written.steps)) return written;
  const steps = written.steps.filter(isRecord).map(({ color, value }, index) => ({
    value: index === 0 ? null : value,
    color,
  }));
  const effective = steps.filter(({ value }, index) => index === 0 || value !== steps[index + 1]?.value);
  return { mode: written.mode ?? 'absolute', steps: effective };
}

/** Mappings with one value each, in their order; what is shown depends on no index. */
function normalMappings(written: unknown): unknown {
  if (!isList(written)) return written;
  const all = written.flatMap((mapping) => {
    if (!isRecord(mapping) || !isRecord(mapping.options)) return [mapping];
    const { type, options } = mapping;
    if (type !== 'value') return [{ type, options: { ...options, result: withoutIndex(options.result) } }];
    return Object.entries(options)
      .map(([value, result]) => ({ value, result }))
      .sort((a, b) => indexOf(a.result) - indexOf(b.result))
      .map(({ value, result }) => ({ type, options: { [value]: withoutIndex(result) } }));
  });
  return all;
}

function indexOf(result: unknown): number {
  return isRecord(result) && typeof result.index === 'number' ? result.index : 0;
}

function withoutIndex(result: unknown): unknown {
  if (!isRecord(result)) return result;
  const { index: _, ...rest } = result;
  return withoutNulls(rest);
}

/** Links of points and panels: Grafana reads these members of them. */
export function normalLinks(written: unknown): unknown {
  if (!isList(written)) return written;
  return written.map((link) => {
    if (!isRecord(link)) return link;
    const { title = '', url, targetBlank, internal, onClick } = link;
    if (url === undefined || internal !== undefined || onClick !== undefined) return link;
    return { title, url, ...(targetBlank === true ? { targetBlank } : {}) };
  });
}

/** Transformations with the options that they take, though none are said. */
export function normalTransformations(written: unknown): unknown {
  if (!isList(written)) return written;
  return written.map((one) => (isRecord(one) && one.options === undefined ? { ...one, options: {} } : one));
}

/** A colour that a scheme does not use says nothing. */
function normalColor(written: unknown): unknown {
  if (!isRecord(written)) return written;
  const { mode, fixedColor, seriesBy } = written;
  if (mode === 'fixed' || mode === 'shades') return { mode, fixedColor };
  return { mode, ...(seriesBy === undefined || seriesBy === 'last' ? {} : { seriesBy }) };
}

/** A unit that Grafana does not know is written behind the value as it is, like one of a user's own. */
function normalUnit(written: unknown): unknown {
  if (written === '') return undefined;
  return typeof written === 'string' && unit(written) !== undefined ? `suffix:${written}` : written;
}

function normalHideFrom(written: unknown): unknown {
  if (!isRecord(written)) return written;
  const { graph, viz = graph, legend = false, tooltip = false } = written;
  return { legend, tooltip, viz: viz ?? false };
}

function normalLegend(written: unknown): unknown {
  if (!isRecord(written)) return written;
  // Grafana turned these into others long ago.
  const { asTable: _, isVisible: _visible, ...legend } = written;
  // Both of them hide it: one of older versions, one of newer ones.
  if (legend.showLegend === false || legend.displayMode === 'hidden')
    return { ...legend, showLegend: false, displayMode: 'hidden' };
  return legend;
}

function normalFooter(written: unknown): unknown {
  if (!isRecord(written)) return written;
  const { countRows, ...footer } = written;
  if (written.show === true) return { ...footer, ...(countRows === true ? { countRows } : {}) };
  const { show, enablePagination } = footer;
  return withoutNulls({ show, enablePagination });
}

/** Colours by opacity have no scheme, and those of a scheme no colour. */
function normalScale(written: unknown): unknown {
  if (!isRecord(written)) return written;
  const { fill, scale, scheme, steps, reverse, ...common } = written;
  return written.mode === 'opacity' ? { ...common, fill, scale } : { ...common, scheme, steps, reverse };
}

/** In the first versions of heatmaps it was on or off. */
function normalTooltip(written: unknown): unknown {
  if (!isRecord(written)) return written;
  const { show, ...tooltip } = written;
  return show === false ? { ...tooltip, mode: 'none' } : tooltip;
}

/** Cells as they are today: the first versions of tables had a word for each. */
const cells: Readonly<Record<string, object>> = {
  'color-background-solid': { type: 'color-background', mode: 'basic' },
  'color-background': { type: 'color-background', mode: 'gradient' },
  'gradient-gauge': { type: 'gauge', mode: 'gradient' },
  'lcd-gauge': { type: 'gauge', mode: 'lcd' },
  basic: { type: 'gauge', mode: 'basic' },
};
function cellOf(word: unknown): unknown {
  return typeof word === 'string' ? (Object.hasOwn(cells, word) && cells[word]) || { type: word } : word;
}

function isEmpty(value: unknown): boolean {
  return isList(value) && value.length === 0;
}

const ofFields: Readonly<Record<string, (written: unknown) => unknown>> = {
  thresholds: normalThresholds,
  mappings: normalMappings,
  links: normalLinks,
  color: normalColor,
  unit: normalUnit,
};
const ofCustom: Readonly<Record<string, (written: unknown) => unknown>> = { hideFrom: normalHideFrom };
const ofOptions: Readonly<Record<string, (written: unknown) => unknown>> = {
  legend: normalLegend,
  footer: normalFooter,
  color: normalScale,
  tooltip: normalTooltip,
};

/** A property of a field, as an override has it. */
export function normalProperty(id: string, value: unknown): readonly [id: string, value: unknown] {
  if (id === 'custom.displayMode') return ['custom.cellOptions', cellOf(value)];
  const custom = id.startsWith('custom.') ? id.slice('custom.'.length) : undefined;
  const change = custom === undefined ? ofFields[id] : ofCustom[custom];
  return [id, change ? change(value) : value];
}

/** A panel's `options` and `fieldConfig.defaults` in one way of writing what looks the same. */
export function normalSettings(panel: Json): { options: Json; fieldConfig: { defaults: Json } } {
  const options = isRecord(panel.options) ? panel.options : {};
  const fieldConfig = isRecord(panel.fieldConfig) ? panel.fieldConfig : {};
  const defaults = isRecord(fieldConfig.defaults) ? fieldConfig.defaults : {};
  // Written by one version, and read by none since.
  const { unitScale: _, fieldMinMax, custom, ...fields } = defaults;
  const own = isRecord(custom) ? custom : {};
  return {
    options: normalOptions(changed(withOldFooter(options, own), ofOptions)),
    fieldConfig: {
      defaults: {
        ...changed(fields, ofFields),
        ...(fieldMinMax === true ? { fieldMinMax } : {}),
        custom: normalCustom(own),
      },
    },
  };
}

/** The footer and the pages of a table as the versions before Grafana 12.2 write them; newer ones read both. */
function withOldFooter(options: Json, { footer: own }: Json): Json {
  const { enablePagination, footer, ...others } = options;
  const reducers = isRecord(own) && isList(own.reducers) ? own.reducers : [];
  const old = {
    ...(reducers.length > 0 ? { show: true, reducer: reducers } : {}),
    ...(isRecord(footer) ? footer : {}),
    ...(enablePagination === true ? { enablePagination } : {}),
  };
  return Object.keys(old).length > 0 ? { ...others, footer: old } : options;
}

/** The height of a bar that Grafana and its SDK take where none is set. */
const defaultMaxVizHeight = 300;

/** Without what another setting switches off. */
function normalOptions(options: Json): Json {
  const { sizing, minVizWidth, minVizHeight, maxVizHeight, ...rest } = options;
  const highest = maxVizHeight === defaultMaxVizHeight ? undefined : maxVizHeight;
  const sized =
    sizing === 'manual' ? { sizing, minVizWidth, minVizHeight, maxVizHeight: highest } : { sizing };
  const { mode, code, ...others } = rest;
  const text = mode === 'code' ? { mode, code } : { mode };
  return withoutNulls({ ...('sizing' in options ? sized : {}), ...others, ...text });
}

function normalCustom(written: Json): Json {
  const { displayMode, footer: _, ...custom } = written;
  const cell =
    displayMode === undefined || 'cellOptions' in custom ? {} : { cellOptions: cellOf(displayMode) };
  return changed({ ...custom, ...cell }, ofCustom);
}

function changed(object: Json, by: Readonly<Record<string, (written: unknown) => unknown>>): Json {
  return Object.fromEntries(
    Object.entries(object)
      .filter(([, value]) => value !== null && value !== undefined && !isEmpty(value))
      .map(([key, value]) => [key, Object.hasOwn(by, key) ? by[key]?.(value) : value]),
  );
}

function withoutNulls(object: Json): Json {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value != null));
}
