import type { Environment } from '../../define/index.js';
import type { ResolvedBundle } from '../../define/resolve/index.js';
import { type EnvironmentPackage, replacesGroups } from '../packaging/environments.js';
import { generatedFrom } from '../packaging/header.js';
import { toHclBody } from './hcl.js';

/** The variables of an environment: `<environment>.tfvars` of the module. */
export function environmentVariables(bundle: ResolvedBundle, packaged: EnvironmentPackage): string {
  const { name, environment, recording, alerts } = packaged;
  const { labels = {}, urls = {}, alerts: overrides = {} } = environment;
  const replaced = replacesGroups(packaged);
  const rules = {
    ...(Object.keys(labels).length > 0 && { alert_labels: labels }),
    ...(urls.runbooks !== undefined && { runbook_url: urls.runbooks }),
    ...(urls.grafana !== undefined && { grafana_url: urls.grafana }),
    ...(Object.keys(overrides).length > 0 && { alerts: overrides }),
  };
  const values = {
    ...dashboardVariables(environment),
    // The matchers of an environment are in every expression.
    ...(replaced ? { rule_groups: [...recording, ...alerts] } : rules),
  };
  return `# The environment ${name}. ${generatedFrom(bundle)}\n${toHclBody(values)}`;
}

/** What an environment says of dashboards: the same variables in every module. */
export function dashboardVariables({ folder, datasources }: Environment) {
  return {
    ...(folder !== undefined && { dashboard_folder: folder }),
    ...(datasources && { dashboard_datasources: datasources }),
  };
}
