import type { ResolvedBundle, ResolvedEnvironment } from '../../resolve/index.js';
import { commentedYaml } from '../packaging/commented-yaml.js';
import { hasOwnRules } from '../packaging/environments.js';
import { generatedFrom } from '../packaging/header.js';

/** The values of an environment: `values-<environment>.yaml` of the chart. */
export function environmentValues(bundle: ResolvedBundle, packaged: ResolvedEnvironment): string {
  const { name, environment } = packaged;
  const { folder, datasources, labels = {}, urls = {}, alerts: overrides = {} } = environment;
  const rules = {
    ...(hasOwnRules(packaged) && { environment: name }),
    ...(Object.keys(labels).length > 0 && { alertLabels: labels }),
    ...(urls.runbooks !== undefined && { runbookUrl: urls.runbooks }),
    ...(urls.grafana !== undefined && { grafanaUrl: urls.grafana }),
  };
  const dashboards = { ...(folder !== undefined && { folder }), ...(datasources && { datasources }) };
  const values = {
    ...(Object.keys(dashboards).length > 0 && { grafanaDashboards: dashboards }),
    ...(Object.keys(rules).length > 0 && { prometheusRule: rules }),
    ...(Object.keys(overrides).length > 0 && { alerts: overrides }),
  };
  const header = `Values of the environment ${name}: pass this file with --values. ${generatedFrom(bundle)}`;
  return commentedYaml(values, header, comments);
}

const comments = new Map([
  ['prometheusRule.environment', 'Selects the rules with the label matchers of this environment.'],
]);
