import { formatDuration } from '../../catalog/duration.js';
import { isList, isRecord, listOf, recordsOf } from '../../plain.js';
import { calculationTitles } from '../options/calculation.js';
import type { Json } from './leaves.js';

/** Gives what is at a path of a panel's JSON, such as `fieldConfig.defaults.custom.spanNulls`. */
export type Look = (...path: readonly string[]) => unknown;

/** Options that may say what is there. Whether they do is tried with their translation, so a guess costs nothing. */
export interface Reader {
  readonly option: readonly string[];
  /** Undefined for nothing. */
  read(options: Look, field: Look): unknown;
}

/** The inverse of those translations that map no value to a setting of its own. */
export const readers: readonly Reader[] = [
  { option: ['color'], read: (_, field) => colorOf(field('color')) },
  { option: ['thresholds'], read: (_, field) => thresholdsOf(field('thresholds')) },
  { option: ['thresholds', 'style'], read: (_, field) => modeOf(field('custom', 'thresholdsStyle')) },
  { option: ['mappings'], read: (_, field) => mappingsOf(field('mappings')) },
  { option: ['dataLinks'], read: (_, field) => linksOf(field('links')) },
  { option: ['style', 'gaps'], read: (_, field) => gapsOf(field('custom', 'spanNulls')) },
  { option: ['style', 'line'], read: (_, field) => lineOf(field('custom', 'lineStyle')) },
  { option: ['style', 'hideFrom'], read: (_, field) => hiddenFrom(field('custom', 'hideFrom')) },
  { option: ['stack'], read: (_, field) => stackOf(field('custom', 'stacking')) },
  { option: ['axis', 'scale'], read: (_, field) => scaleOf(field('custom', 'scaleDistribution')) },
  { option: ['legend', 'sortBy'], read: (options) => calculationCalled(options('legend', 'sortBy')) },
  { option: ['legend'], read: (options) => ascendingLegend(options('legend')) },
  { option: ['reduce'], read: (options) => reduceOf(options('reduceOptions')) },
  { option: ['sortBy'], read: (options) => sortsOf(options('sortBy')) },
  { option: ['cell'], read: (_, field) => cellOf(field('custom', 'cellOptions')) },
  { option: ['footer'], read: (options) => footerOf(options('footer')) },
  { option: ['heatColor'], read: (options) => heatColorOf(options('color')) },
  { option: ['calculate'], read: (options) => bucketsOf(options('calculation'), options('calculate')) },
  { option: ['markdown'], read: (options) => contentIn('markdown', options) },
  { option: ['html'], read: (options) => contentIn('html', options) },
  { option: ['code'], read: (options) => codeOf(options) },
  { option: ['view'], read: (options) => viewOf(options('view')) },
  { option: ['basemap'], read: (options) => options('basemap') },
  { option: ['layers'], read: (options) => options('layers') },
];

function colorOf(color: unknown): unknown {
  if (!isRecord(color)) return undefined;
  const { mode, fixedColor, seriesBy } = color;
  if (mode === 'fixed') return fixedColor;
  if (mode === 'shades') return { shades: fixedColor };
  return seriesBy === undefined ? mode : { scheme: mode, by: seriesBy };
}

function thresholdsOf(thresholds: unknown): unknown {
  if (!isRecord(thresholds) || !isList(thresholds.steps)) return undefined;
  const steps = recordsOf(thresholds.steps).map(({ value, color }) => ({ from: value, color }));
  return thresholds.mode === 'percentage' ? { mode: 'percentage', steps } : { steps };
}

function modeOf(setting: unknown): unknown {
  return isRecord(setting) ? setting.mode : undefined;
}

function stackOf(stacking: unknown): unknown {
  if (!isRecord(stacking)) return undefined;
  const { mode, group = 'A' } = stacking;
  return group === 'A' ? mode : { mode, group };
}

function mappingsOf(mappings: unknown): unknown {
  if (!isList(mappings)) return undefined;
  return recordsOf(mappings).map(({ type, options }) => {
    if (!isRecord(options)) return undefined;
    if (type === 'value') {
      const [[value = '', result] = []] = Object.entries(options);
      return { value: numberOf(value), ...plain(result) };
    }
    const result = plain(options.result);
    if (type === 'range') return { from: options.from ?? null, to: options.to ?? null, ...result };
    if (type === 'regex') return { pattern: options.pattern, ...result };
    return { special: options.match, ...result };
  });
}

/** A value that is written like a number, as one. */
function numberOf(text: string): string | number {
  const number = Number(text);
  return String(number) === text && Number.isFinite(number) ? number : text;
}

function plain(result: unknown): Json {
  return isRecord(result) ? result : {};
}

function linksOf(links: unknown): unknown {
  if (!isList(links)) return undefined;
  return recordsOf(links).map(({ title, url, targetBlank }) => ({
    title,
    url,
    ...(targetBlank === true ? { newTab: true } : {}),
  }));
}

function gapsOf(spanNulls: unknown): unknown {
  if (typeof spanNulls === 'boolean') return spanNulls ? 'never' : 'always';
  return typeof spanNulls === 'number' ? formatDuration(spanNulls) : undefined;
}

function lineOf(style: unknown): unknown {
  if (!isRecord(style)) return undefined;
  const { fill, dash } = style;
  if (fill === 'solid') return 'solid';
  const usual = fill === 'dash' ? '10 10' : '0 10';
  if (!isList(dash) || dash.join(' ') === usual) return fill;
  return fill === 'dot' ? { dot: dash } : { dash };
}

function hiddenFrom(setting: unknown): unknown {
  if (!isRecord(setting)) return undefined;
  const places = { graph: setting.viz, legend: setting.legend, tooltip: setting.tooltip };
  return Object.entries(places).flatMap(([place, hidden]) => (hidden === true ? [place] : []));
}

function scaleOf(scale: unknown): unknown {
  if (!isRecord(scale)) return undefined;
  const { type, log = 2, linearThreshold } = scale;
  if (type === 'log') return { log };
  if (type !== 'symlog') return type;
  return { symlog: log, ...(linearThreshold === undefined ? {} : { linearThreshold }) };
}

const calculationsByTitle = new Map<unknown, string>(
  Object.entries(calculationTitles).map(([calculation, title]) => [title, calculation]),
).set('Name', 'name');

function calculationCalled(title: unknown): unknown {
  return calculationsByTitle.get(title);
}

function ascendingLegend(legend: unknown): unknown {
  if (!isRecord(legend) || legend.sortDesc !== false) return undefined;
  const sortBy = calculationCalled(legend.sortBy);
  return sortBy === undefined ? undefined : { sortBy, sortDescending: false };
}

function reduceOf(reduce: unknown): unknown {
  if (!isRecord(reduce)) return undefined;
  const { calcs, fields = '', values = false, limit } = reduce;
  const [calculation] = listOf(calcs);
  const more = {
    ...(fields === '' ? {} : { fields }),
    ...(values === true ? { values } : {}),
    ...(limit === undefined ? {} : { limit }),
  };
  return Object.keys(more).length === 0 ? calculation : { calculation, ...more };
}

function sortsOf(sortBy: unknown): unknown {
  if (!isList(sortBy) || sortBy.length === 0) return undefined;
  const all = recordsOf(sortBy).map(({ displayName, desc }) => ({
    column: displayName,
    ...(desc === true ? { descending: true } : {}),
  }));
  const [first] = all;
  if (all.length > 1) return all;
  return first?.descending ? first : first?.column;
}

function cellOf(cell: unknown): unknown {
  if (!isRecord(cell)) return undefined;
  const { type, mode, valueDisplayMode, applyToRow, wrapText } = cell;
  const said = {
    type,
    mode: type === 'gauge' ? (mode === 'basic' ? undefined : mode) : mode === 'gradient' ? undefined : mode,
    value: valueDisplayMode,
    applyToRow,
    wrap: wrapText,
  };
  const more = Object.entries(said).filter(([, value]) => value !== undefined);
  return more.length === 1 ? type : Object.fromEntries(more);
}

function footerOf(footer: unknown): unknown {
  if (!isRecord(footer) || footer.show !== true) return undefined;
  const { reducer, fields, countRows } = footer;
  return {
    calculations: reducer,
    ...(isList(fields) ? { columns: fields } : {}),
    ...(countRows === true ? { countRows } : {}),
  };
}

function heatColorOf(color: unknown): unknown {
  if (!isRecord(color)) return undefined;
  const { mode, fill, scale, scheme, steps, reverse, exponent, min, max } = color;
  const range = defined({ exponent: exponent === 0.5 ? undefined : exponent, min, max });
  return mode === 'opacity'
    ? { opacity: fill, ...defined({ scale: scale === 'exponential' ? undefined : scale }), ...range }
    : {
        scheme,
        ...defined({ steps: steps === 64 ? undefined : steps, reverse: reverse || undefined }),
        ...range,
      };
}

function bucketsOf(calculation: unknown, calculate: unknown): unknown {
  if (!isRecord(calculation) || calculate !== true) return calculate;
  const { xBuckets, yBuckets } = calculation;
  const both = defined({ x: bucketOf(xBuckets), y: bucketOf(yBuckets) });
  return Object.keys(both).length === 0 ? true : both;
}

function bucketOf(bucket: unknown): unknown {
  if (!isRecord(bucket)) return undefined;
  const { mode, value } = bucket;
  if (typeof value !== 'string' || value === '') return undefined;
  return mode === 'count' ? { count: Number(value) } : { size: value };
}

/** Text without a mode is Markdown. */
function contentIn(mode: string, options: Look): unknown {
  return (options('mode') ?? 'markdown') === mode ? options('content') : undefined;
}

function codeOf(options: Look): unknown {
  if (options('mode') !== 'code') return undefined;
  return { language: options('code', 'language'), content: options('content') };
}

function viewOf(view: unknown): unknown {
  if (!isRecord(view)) return undefined;
  const { id, lat, lon, zoom } = view;
  return id === 'fit' ? 'fit' : defined({ latitude: lat, longitude: lon, zoom });
}

function defined(values: Json): Json {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
