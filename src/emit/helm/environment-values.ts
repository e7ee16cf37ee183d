import type { ResolvedBundle } from '../../define/resolve/index.js';
import { commentedYaml } from '../packaging/commented-yaml.js';
import { type EnvironmentPackage, replacesGroups } from '../packaging/environments.js';
import { generatedFrom } from '../packaging/header.js';

/** The values of an environment: `values-<environment>.yaml` of the chart. */
export function environmentValues(bundle: ResolvedBundle, packaged: EnvironmentPackage): string {
  const { name, environment, recording, alerts } = packaged;
  const { folder, datasources, labels = {}, urls = {}, alerts: overrides = {} } = environment;
  const replaced = replacesGroups(packaged);
  const changes = {
    ...(Object.keys(labels).length > 0 && { alertLabels: labels }),
    ...(urls.runbooks !== undefined && { runbookUrl: urls.runbooks }),
    ...(urls.grafana !== undefined && { grafanaUrl: urls.grafana }),
  };
  const rules = replaced ? { groups: [...recording, ...alerts] } : changes;
  const dashboards = { ...(folder !== undefined && { folder }), ...(datasources && { datasources }) };
  const values = {
    ...(Object.keys(dashboards).length > 0 && { grafanaDashboards: dashboards }),
    ...(Object.keys(rules).length > 0 && { prometheusRule: rules }),
    ...(!replaced && Object.keys(overrides).length > 0 && { alerts: overrides }),
  };
  const header = `The environment ${name}: helm upgrade --install … --values this file. ${generatedFrom(bundle)}`;
  return commentedYaml(values, header, comments);
}

const comments = new Map([
  [
    'prometheusRule.groups',
    'The matchers of this environment are in every expression: changes to alerts have to be made here.',
  ],
]);
