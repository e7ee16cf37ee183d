import type { Engine } from '../../engine/index.js';
import { languageOfPlugin } from '../../grafana/index.js';
import { type Code, call, data, jsonCode, literal, name, object } from '../code/code.js';
import { pluginOfReference } from '../grafana/default-sources.js';
import { type Prepared, prepareExpressions } from '../promql/prepare.js';
import { type Plain, plain } from '../read/plain.js';
import type { Signals } from './signals.js';
import type { SourceCodes } from './sources.js';

/** What the queries of a dashboard are written with. */
export interface QueryContext {
  /** Parses expressions, to write them in typed functions. Without it, and `signals`, they stay PromQL. */
  readonly engine?: Engine;
  readonly signals?: Signals;
  readonly sources: SourceCodes;
  /** The dashboard, migrated. */
  readonly dashboard: Plain;
  readonly signalFile: string;
  /** The data sources that the dashboard names, by their constants: queries need not say them. */
  readonly usual: ReadonlySet<string>;
  readonly count: (query: {
    readonly typed: boolean;
    readonly expr: string;
    readonly reason?: string | undefined;
    readonly at: string;
  }) => void;
}

/** The data source of a reference as code; undefined for one of which no type is known. */
export function sourceCode(
  reference: unknown,
  { dashboard, sources }: Pick<QueryContext, 'dashboard' | 'sources'>,
): Code | undefined {
  const { uid } = plain(reference);
  const plugin = pluginOfReference(reference, dashboard);
  if (plugin === undefined || typeof uid !== 'string' || uid === '') return undefined;
  const variable = variableNamed(uid, dashboard);
  if (variable) return sources.variable(variable);
  return /\$|\[\[/.test(uid) ? undefined : sources.fixed(plugin, uid);
}

/** The data source where it is not one that the dashboard names. */
export function unusual(source: Code, usual: ReadonlySet<string>): Code | undefined {
  return source.kind === 'name' && usual.has(source.name) ? undefined : source;
}

function variableNamed(uid: string, dashboard: Plain): Plain | undefined {
  const [, plainName, braced, old] = /^\$(\w+)$|^\$\{(\w+)\}$|^\[\[(\w+)\]\]$/.exec(uid) ?? [];
  const wanted = plainName ?? braced ?? old;
  const list = plain(dashboard.templating).list;
  if (wanted === undefined || !Array.isArray(list)) return undefined;
  return list.map(plain).find((one) => one.name === wanted && one.type === 'datasource');
}

/** How the query is known on its panel. */
export interface QueryPlace {
  readonly panelTitle: string;
  readonly several: boolean;
  readonly at: string;
  /** Whether the queries of the panel have the ids that they get by their order. */
  readonly inOrder: boolean;
  /** The form in which panels of the type take samples, unless a query says otherwise. */
  readonly format: string;
}

/**
 * A query as code; undefined where it cannot be written, as of a data source whose type nobody knows.
 *
 * @param json What its options do not say, once that is known.
 * @param first Whether it is written for the first time, and counts.
 */
export function queryCode(
  target: Plain,
  source: unknown,
  context: QueryContext,
  place: QueryPlace,
  json: Plain | undefined,
  first: boolean,
): Code | undefined {
  const reference = target.datasource ?? source;
  const { uid, type } = plain(reference);
  if (uid === '-- Dashboard --' && typeof target.panelId === 'number') {
    const options = object({
      id: idCode(target, place),
      withTransforms: target.withTransforms === true ? literal(true) : undefined,
      hide: hideCode(target),
    });
    return call('dashboardQuery', literal(target.panelId), options);
  }
  const code = sourceCode(reference, context);
  if (!code) return undefined;
  const plugin = pluginOfReference(reference, context.dashboard) ?? String(type);
  const language = languageOfPlugin(plugin);
  const expr =
    typeof target.expr === 'string' ? target.expr : typeof target.query === 'string' ? target.query : '';
  if (language === 'promql' && typeof target.expr === 'string' && expr.trim() !== '')
    return metricCode(target, expr, code, context, place, json, first);
  if (language === 'logql' && typeof target.expr === 'string' && expr.trim() !== '') {
    const isInstant =
      target.queryType === 'instant' || (target.queryType === undefined && target.instant === true);
    return call(
      'logs',
      literal(expr),
      object({
        id: idCode(target, place),
        legend: textCode(target.legendFormat),
        instant: isInstant ? literal(true) : undefined,
        resolution: resolutionCode(target.resolution),
        maxLines:
          typeof target.maxLines === 'number' && target.maxLines > 0 ? literal(target.maxLines) : undefined,
        hide: hideCode(target),
        source: unusual(code, context.usual),
        json: json && jsonCode(json),
      }),
    );
  }
  const { refId: _, datasource: _source, hide: _hide, ...rest } = target;
  return call(
    'rawQuery',
    object({ source: code, id: idCode(target, place), hide: hideCode(target), json: data(rest) }),
  );
}

function metricCode(
  target: Plain,
  expr: string,
  source: Code,
  { engine, signals, signalFile, count, usual }: QueryContext,
  place: QueryPlace,
  json: Plain | undefined,
  first: boolean,
): Code {
  const { panelTitle, several, at, format } = place;
  const [prepared] = engine ? prepareExpressions([expr], engine) : [];
  const signal =
    prepared &&
    signals?.signal(prepared, {
      title: titleOf(panelTitle, several, target),
      preferTitle: true,
      file: signalFile,
    });
  if (engine && !signal) throw new Error('an expression has not been read');
  const { typed, reason } = signal?.expression ?? { typed: false };
  if (first) count({ typed, expr, reason, at });
  const instant = target.instant === true;
  const wanted = formats.has(String(target.format)) ? String(target.format) : 'time_series';
  const options = object({
    id: idCode(target, place),
    legend: legendCode(target.legendFormat),
    instant: instant ? literal(true) : undefined,
    range: instant && target.range === true ? literal(true) : undefined,
    format: wanted === format ? undefined : literal(wanted),
    minStep: textCode(target.interval),
    resolution: resolutionCode(target.intervalFactor),
    exemplar: target.exemplar === true ? literal(true) : undefined,
    hide: hideCode(target),
    window: prepared && windowCode(prepared, typed),
    source: unusual(source, usual),
    json: json && jsonCode(json),
  });
  const shown = signal ? name(signal.name) : ({ kind: 'template', tag: 'promql', text: expr } as const);
  return call('query', shown, ...(options.entries.length > 0 || signal ? [options] : []));
}

/** Without a word a legend is `__auto`. */
function legendCode(legend: unknown): Code | undefined {
  return legend === '__auto' ? undefined : literal(typeof legend === 'string' ? legend : '');
}

const formats = new Set(['table', 'heatmap', 'time_series']);

/** The window that the panel fills in, where that is not the rate interval anyway. */
function windowCode({ window }: Prepared, typed: boolean): Code | undefined {
  if (!typed || window === undefined || window === '$__rate_interval' || window === '${__rate_interval}')
    return undefined;
  return literal(window);
}

function titleOf(panelTitle: string, several: boolean, target: Plain): string {
  const legend =
    typeof target.legendFormat === 'string'
      ? target.legendFormat
          .replaceAll(/\{\{\s*([\w.]+)\s*\}\}/g, '')
          .replaceAll(/\$\{?\w+\}?/g, '')
          .trim()
      : '';
  const title = panelTitle.replaceAll(/\$\{?\w+(:\w+)?\}?|\[\[\w+\]\]/g, '').trim();
  if (!several || legend === '' || legend === '__auto') return title;
  return title === '' ? legend : `${title}: ${legend}`;
}

function idCode({ refId }: Plain, { inOrder }: QueryPlace): Code | undefined {
  return !inOrder && typeof refId === 'string' && refId !== '' ? literal(refId) : undefined;
}

function hideCode({ hide }: Plain): Code | undefined {
  return hide === true ? literal(true) : undefined;
}

function textCode(value: unknown): Code | undefined {
  return typeof value === 'string' && value !== '' ? literal(value) : undefined;
}

function resolutionCode(value: unknown): Code | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 1 && value <= 10
    ? literal(value)
    : undefined;
}
