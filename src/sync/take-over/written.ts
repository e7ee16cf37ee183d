import type { Data } from '../../diff/index.js';
import { type Code, call, data, literal, name, namesIn, object } from '../../import/code/code.js';
import { annotationCode } from '../../import/write/annotations.js';
import { panelCode, placeCode, type ReadPanels, rawPanel } from '../../import/write/panels.js';
import { type QueryContext, type QueryPlace, queryCode, sourceCode } from '../../import/write/queries.js';
import { type SourceCodes, sourceVariableCode } from '../../import/write/sources.js';
import { variableCode } from '../../import/write/variables.js';
import { recordOf, recordsOf } from '../../plain.js';

/** Names of the library that may be written into definitions. */
export const libraryNames = [
  'annotation',
  'datasource',
  'logs',
  'panel',
  'dashboardQuery',
  'promql',
  'query',
  'rawQuery',
  'row',
  'variable',
] as const;
const known: ReadonlySet<string> = new Set(libraryNames);

/** Writes parts of a dashboard on a server as code of its definition; undefined for what needs names of its own. */
export interface Writer {
  /** @param origin The corner of its row; none for a panel that is to stay where it is */
  panel(panel: Data, origin: { readonly x: number; readonly y: number } | undefined): Code;
  query(target: Data, panel: Data, place: Pick<QueryPlace, 'inOrder' | 'format'>): Code | undefined;
  /** A query as Grafana's JSON, which variables with `filters` leave as it is. */
  rawQuery(target: Data, panel: Data): Code | undefined;
  variable(variable: Data): Code | undefined;
  annotation(annotation: Data): Code | undefined;
}

/**
 * A writer whose queries are PromQL, and which names no data source that most queries of the dashboard ask: definitions
 * need not say that.
 */
export function writerFor(built: Data, onServer: Data, read: ReadPanels): Writer {
  const usual = usualSources(built);
  const codeOf = (uid: string, code: Code): Code => (usual.has(uid) ? name(uid) : code);
  const all: SourceCodes = {
    variable: ({ name: own, query }) =>
      call('datasource', literal(String(query)), object({ name: literal(String(own)) })),
    fixed: (plugin, uid) => call('datasource', literal(plugin), object({ uid: literal(uid) })),
  };
  const sources: SourceCodes = {
    variable: (variable) => codeOf(`\${${String(variable.name)}}`, all.variable(variable)),
    fixed: (plugin, uid) => codeOf(uid, all.fixed(plugin, uid)),
  };
  const context: QueryContext = {
    sources,
    dashboard: onServer,
    signalFile: '',
    usual,
    count: () => undefined,
  };
  const accepted = (code: Code | undefined): Code | undefined =>
    code && [...namesIn(code)].every((one) => known.has(one)) ? code : undefined;
  return {
    panel(panel, origin) {
      const { at, ...size } = placeCode(panel, origin ?? { x: 0, y: 0 });
      const place = origin ? { at, ...size } : size;
      return accepted(panelCode(panel, place, context, read, undefined)) ?? rawPanel(panel, place);
    },
    query: (target, panel, place) =>
      accepted(
        queryCode(
          target,
          panel.datasource,
          context,
          { panelTitle: '', several: false, at: '', ...place },
          undefined,
          false,
        ),
      ),
    rawQuery(target, panel) {
      const source = sourceCode(target.datasource ?? panel.datasource, { dashboard: onServer, sources: all });
      const { refId: _, datasource: _source, editorMode: _mode, hide, ...json } = target;
      return (
        source &&
        call(
          'rawQuery',
          object({ source, hide: hide === true ? literal(true) : undefined, json: data(json) }),
        )
      );
    },
    variable: (variable) =>
      variable.type === 'datasource'
        ? sourceVariableCode(variable)
        : accepted(variableCode(variable, context, undefined)),
    annotation: (annotation) => accepted(annotationCode(annotation, context, undefined)),
  };
}

/** Of each type of data sources, the uid that most queries of a dashboard ask. */
function usualSources(dashboard: Data): ReadonlySet<string> {
  const counts = new Map<string, Map<string, number>>();
  const panels = recordsOf(dashboard.panels).flatMap((panel) => [panel, ...recordsOf(panel.panels)]);
  for (const panel of panels)
    for (const target of recordsOf(panel.targets)) {
      const { type, uid } = recordOf(target.datasource ?? panel.datasource);
      if (typeof type !== 'string' || typeof uid !== 'string') continue;
      const own = counts.get(type) ?? new Map<string, number>();
      counts.set(type, own.set(uid, (own.get(uid) ?? 0) + 1));
    }
  return new Set(
    [...counts.values()].flatMap((own) =>
      [...own]
        .sort((a, b) => b[1] - a[1])
        .slice(0, 1)
        .map(([uid]) => uid),
    ),
  );
}

/** The options that a call of the library has as its last argument, by name. */
export function optionsIn(code: Code | undefined): ReadonlyMap<string, Code> {
  const last = code?.kind === 'call' ? code.args.at(-1) : undefined;
  return new Map(last?.kind === 'object' ? last.entries : []);
}
