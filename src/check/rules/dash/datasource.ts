import { didYouMean } from '../../../catalog/similar.js';
import { languageOfVariable } from '../../../grafana/index.js';
import type { Check, ReportSubject } from '../../check.js';
import { isExpression, isMixed, uidOf, variableOf } from '../../collect/data-source.js';
import { isRecord } from '../../collect/raw-panel.js';
import type { Subject } from '../../collect/subject.js';

type Json = Readonly<Record<string, unknown>>;

export const datasource: Check = {
  id: 'dash/datasource',
  level: 'error',
  summary: 'a query that Grafana sends to a different data source than the query names, or to none',
  dashboard({ dashboard, panels }, report) {
    const variables = dashboard.variables.map(({ name }) => name);
    for (const { panel, subject } of panels) {
      if (panel.source.type !== 'raw') continue;
      const { json } = panel.source;
      const targets = Array.isArray(json.targets)
        ? (json.targets as readonly unknown[]).filter(isRecord)
        : [];
      checkCommon(json, targets, subject, report);
      checkVariables([json, ...targets], variables, subject, report);
    }
  },
};

/** Grafana sends all queries of a panel to its data source, unless that is mixed. */
function checkCommon(json: Json, targets: readonly Json[], subject: Subject, report: ReportSubject): void {
  // Without one of its own, a panel has the data source of its first query.
  const common = json.datasource ?? targets.find((target) => target.datasource != null)?.datasource;
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
  variables: readonly string[],
  subject: Subject,
  report: ReportSubject,
): void {
  const used = new Set(parts.flatMap((part) => variableOf(part.datasource) ?? []));
  for (const name of used) {
    // Inputs of an import are what `dash/portability` finds.
    if (variables.includes(name) || languageOfVariable(name) || /^(DS|VAR)_/.test(name)) continue;
    const known = ['datasource', 'loki', 'tempo', ...variables];
    report(subject, `the data source is the variable ${name}, which the dashboard does not define`, {
      expected: `variable.datasource({ name: '${name}', … }), or one of datasource, loki and tempo, which are added automatically`,
      suggestion: didYouMean(name, known),
    });
  }
}
