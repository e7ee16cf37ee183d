import type { Variable } from '../../define/index.js';
import { parseVariableQuery } from '../../grafana/index.js';
import type { ResolvedDashboard } from '../../resolve/index.js';
import type { DefinedDashboard } from './definitions.js';
import type { BundleModel } from './model.js';
import { type Subject, within } from './subject.js';

/** LogQL on a dashboard. */
export interface LogQuery {
  readonly subject: Subject;
  /** What it is, as in `the LogQL of query A`. */
  readonly title: string;
  readonly expr: string;
  /** Whether it is a stream selector alone. */
  readonly isSelector: boolean;
}

/** The LogQL of variables, annotations and panels, in this order. */
export function logQueriesOf({ dashboard, panels, subject: owner }: DefinedDashboard): LogQuery[] {
  const found: LogQuery[] = [];
  for (const variable of dashboard.variables) {
    const expr = streamsOf(variable, dashboard.sources);
    if (expr === undefined) continue;
    const subject = within(owner, `variables/${variable.name}`);
    const title = `the stream selector of the variable ${variable.name}`;
    found.push({ subject, title, expr, isSelector: true });
  }
  for (const { source, expr } of dashboard.annotations) {
    if (source.type !== 'logs' && !(source.type === 'raw' && source.source.plugin === 'loki')) continue;
    if (expr === '') continue;
    const subject = within(owner, `annotations/${source.name}`);
    found.push({ subject, title: `the LogQL of the annotation ${source.name}`, expr, isSelector: false });
  }
  for (const { targets, subject } of panels) {
    for (const { language, expr, refId } of targets)
      if (language === 'logql')
        found.push({ subject, title: `the LogQL of query ${refId}`, expr, isSelector: false });
  }
  return found;
}

/** The streams whose labels a variable lists; undefined for one that lists others, or those of all streams. */
function streamsOf(variable: Variable, sources: ResolvedDashboard['sources']): string | undefined {
  if (variable.type !== 'query' || typeof variable.query !== 'string') return undefined;
  if ((variable.source ?? sources.promql).plugin !== 'loki') return undefined;
  const parsed = parseVariableQuery(variable.query);
  if (parsed.kind !== 'label-values' || parsed.series === '') return undefined;
  // Grafana asks for the labels of all streams where the selector is empty.
  return /^\{\s*\}$/.test(parsed.series) ? undefined : parsed.series;
}

/** The rules on logs with their names: of the alert, or of the series that is recorded. */
export function logRulesOf({ bundle, subject }: BundleModel) {
  return bundle.source.logRules.map((rule) => {
    const name = rule.type === 'lokiAlert' ? rule.name : rule.record;
    return { rule, name, subject: within(subject, `log-rules/${name}`, rule) };
  });
}
