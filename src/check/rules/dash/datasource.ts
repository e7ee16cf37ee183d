import { didYouMean } from '../../../catalog/similar.js';
import { referenceTo } from '../../../define/dashboards/datasource.js';
import type { AnyPanelOptions, DataSource } from '../../../define/index.js';
import { languageOfVariable, languages, mayRead } from '../../../grafana/index.js';
import { isRecord, recordsOf } from '../../../plain.js';
import type { ResolvedPanel } from '../../../resolve/index.js';
import type { Check, ReportSubject } from '../../check.js';
import { isExpression, isMixed, uidOf, variableOf } from '../../collect/data-source.js';
import type { DefinedDashboard } from '../../collect/definitions.js';
import { rawPanels } from '../../collect/raw-panel.js';
import { type Subject, within } from '../../collect/subject.js';

type Json = Readonly<Record<string, unknown>>;

export const datasource: Check = {
  id: 'dash/datasource',
  level: 'error',
  summary: 'a query that Grafana sends to a different data source than the query names, or to none',
  dashboard(defined, report) {
    const { panels, dashboard, subject: owner } = defined;
    checkNames(defined, report);
    for (const { name, json } of dashboard.variables)
      if (isRecord(json)) checkVariables([json], defined, within(owner, `variables/${name}`), report);
    for (const { panel, subject } of panels) {
      const { source } = panel;
      checkUnused(panel, subject, report);
      const json = source.type === 'raw' ? source.json : source.options.json;
      if (!isRecord(json)) continue;
      // What options ask, data can send elsewhere.
      const asked = json.datasource == null ? [] : panel.targets;
      checkCommon(json.datasource ?? sourceOption(panel), [...asked, ...targetsIn(json)], subject, report);
      for (const one of rawPanels(json)) {
        if (one !== json) checkCommon(one.datasource, targetsIn(one), subject, report);
        checkVariables([one, ...targetsIn(one)], defined, subject, report);
      }
    }
  },
};

function targetsIn({ targets }: Json): readonly Json[] {
  return recordsOf(targets);
}

/** The data source that the options of a panel name. */
function sourceOption(panel: ResolvedPanel): unknown {
  const [source] = sourcesOfPanel(panel);
  return source && referenceTo(source);
}

function sourcesOfPanel({ source: { type, options } }: ResolvedPanel): readonly DataSource[] {
  if (type === 'raw') return [];
  const { source }: AnyPanelOptions = options;
  return source === undefined ? [] : [source].flat();
}

/** A data source of a panel that none of its queries can ask: they go to the dashboard's. */
function checkUnused(panel: ResolvedPanel, subject: Subject, report: ReportSubject): void {
  if (panel.targets.length === 0) return;
  for (const source of sourcesOfPanel(panel)) {
    const { uid } = referenceTo(source);
    if (panel.targets.some(({ datasource: asked }) => asked.uid === uid)) continue;
    const asked = languages.filter((language) => panel.targets.some((one) => one.language === language));
    report(subject, `no query of the panel asks its data source ${uid} of the type ${source.plugin}`, {
      expected: asked.some((language) => mayRead(source.plugin, language))
        ? 'one data source per type: the first one gets the queries'
        : 'a data source for its queries, or none',
    });
  }
}

/** A variable chooses among the data sources of one type. */
function checkNames({ dashboard, panels, subject }: DefinedDashboard, report: ReportSubject): void {
  const known = new Map<string, DataSource>();
  const own = new Map(dashboard.variables.map((variable) => [variable.name, variable]));
  const reported = new Set<string>();
  const see = (source: DataSource | undefined, where: Subject) => {
    if (source?.type !== 'datasource' || reported.has(source.name)) return;
    const { name, plugin, regex = '' } = source;
    const written = own.get(name);
    const other = written ?? known.get(name);
    known.set(name, source);
    if (!other) return;
    const fits =
      other.type === 'datasource' && other.plugin === plugin && (written || (other.regex ?? '') === regex);
    if (fits) return;
    reported.add(name);
    report(where, `the variable ${name} is for another data source too`, {
      expected: "a name for each: datasource('prometheus', { name: 'thanos' })",
    });
  };
  const { source: given, sources } = dashboard;
  for (const source of [given.options.source ?? []].flat()) see(source, subject);
  for (const { panel, subject: where } of panels) for (const { source } of panel.targets) see(source, where);
  for (const variable of dashboard.variables)
    if (variable.type === 'query' || variable.type === 'adhoc')
      see(variable.source ?? sources.promql, within(subject, `variables/${variable.name}`));
  for (const { source } of dashboard.annotations) {
    if (source.type === 'grafana') continue;
    const usual =
      source.type === 'query' ? sources.promql : source.type === 'logs' ? sources.logql : undefined;
    see(source.source ?? usual, within(subject, `annotations/${source.name}`));
  }
}

/** Grafana sends all queries of a panel to its data source, unless that is mixed. */
function checkCommon(
  ofPanel: unknown,
  targets: readonly { readonly datasource?: unknown; readonly refId?: unknown }[],
  subject: Subject,
  report: ReportSubject,
): void {
  // Without one of its own, a panel has the data source of its first query.
  const common = ofPanel ?? targets.find((target) => target.datasource != null)?.datasource;
  const uid = uidOf(common);
  if (uid === undefined || isMixed(common)) return;
  for (const { datasource: own, refId } of targets) {
    const ownUid = uidOf(own);
    if (ownUid === undefined || ownUid === uid || isExpression(own)) continue;
    const name = typeof refId === 'string' ? `query ${refId}` : 'a query';
    report(subject, `${name} names the data source ${ownUid}, but Grafana sends it to the panel's, ${uid}`, {
      expected:
        "datasource: { type: 'datasource', uid: '-- Mixed --' } of the panel, with one for each query",
    });
  }
}

/** A variable that the dashboard does not define stays as text, which is no data source's name. */
function checkVariables(
  parts: readonly Json[],
  dashboard: DefinedDashboard,
  subject: Subject,
  report: ReportSubject,
): void {
  const used = new Set(parts.flatMap((part) => variableOf(part.datasource) ?? []));
  for (const name of used) {
    // Inputs of an import are what `dash/portability` finds.
    if (languageOfVariable(name) || /^(DS|VAR)_/.test(name) || dashboard.variableNames().has(name)) continue;
    const known = new Set(['datasource', 'loki', 'tempo', ...dashboard.variableNames()]);
    report(subject, `the data source is the variable ${name}, which the dashboard does not define`, {
      expected: `variable.datasource({ name: '${name}', … }), or one of datasource, loki and tempo, which are added automatically`,
      suggestion: didYouMean(name, known),
    });
  }
}
