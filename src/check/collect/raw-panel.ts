import type { Variable } from '../../define/index.js';
import { refIdAt } from '../../grafana/index.js';
import { isList, isRecord } from '../../plain.js';
import type { ResolvedTarget } from '../../resolve/index.js';
import { languageOf } from './data-source.js';

type Json = Readonly<Record<string, unknown>>;

/** A panel in Grafana's own JSON, and those that it holds: a closed row has its panels within. */
export function rawPanels(json: Json): readonly Json[] {
  if (!isList(json.panels)) return [json];
  return [json, ...json.panels.filter(isRecord).flatMap(rawPanels)];
}

/** The queries in a panel that is written as Grafana's own JSON, in the languages that checks read. */
export function rawTargets(json: Json, variables: readonly Variable[]): ResolvedTarget[] {
  if (!isList(json.targets)) return [];
  return json.targets.flatMap((target, index): ResolvedTarget[] => {
    if (!isRecord(target)) return [];
    const language = languageOf(target, json, variables);
    const expr = language === 'traceql' ? traceQuery(target) : target.expr;
    // Grafana asks nothing where the text is empty.
    if (language === undefined || typeof expr !== 'string' || expr.trim() === '') return [];
    return [
      {
        refId: typeof target.refId === 'string' ? target.refId : refIdAt(index),
        language,
        expr,
        legend: typeof target.legendFormat === 'string' ? target.legendFormat : undefined,
        ...timesOf(target),
        datasource: referenceIn(target.datasource ?? json.datasource),
        hide: target.hide === true,
        exemplar: target.exemplar === true,
        bound: false,
      },
    ];
  });
}

/** What names a data source, where it may be as older dashboards have it. */
function referenceIn(written: unknown): ResolvedTarget['datasource'] {
  const { type, uid } = isRecord(written) ? written : { type: '', uid: written };
  return { type: typeof type === 'string' ? type : '', uid: typeof uid === 'string' ? uid : '' };
}

function timesOf({
  instant,
  queryType,
  range,
}: Readonly<Record<string, unknown>>): Pick<ResolvedTarget, 'instant' | 'range'> {
  const once = instant === true || queryType === 'instant';
  return { instant: once, range: range === undefined ? !once : range === true };
}

/** The text of a query for Tempo, where it is TraceQL: its search form and its service map are not. */
function traceQuery({ queryType = 'traceql', query }: Readonly<Record<string, unknown>>): unknown {
  return queryType === 'traceql' ? query : undefined;
}
