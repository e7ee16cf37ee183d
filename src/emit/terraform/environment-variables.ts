import type { AnyEnvironment } from '../../define/index.js';
import type { ResolvedBundle, ResolvedEnvironment } from '../../resolve/index.js';
import { hasOwnRules } from '../packaging/environments.js';
import { generatedFrom } from '../packaging/header.js';
import { toHclBody } from './hcl.js';

/** The variables of an environment: `<environment>.tfvars` of the module. */
export function environmentVariables(bundle: ResolvedBundle, packaged: ResolvedEnvironment): string {
  const { name, environment } = packaged;
  const { labels = {}, urls = {}, alerts: overrides = {} } = environment;
  const values = {
    ...dashboardVariables(environment),
    // Selects the rules with the label matchers of the environment.
    ...(hasOwnRules(packaged) && { rule_environment: name }),
    ...(Object.keys(labels).length > 0 && { alert_labels: labels }),
    ...(urls.runbooks !== undefined && { runbook_url: urls.runbooks }),
    ...(urls.grafana !== undefined && { grafana_url: urls.grafana }),
    ...(Object.keys(overrides).length > 0 && { alerts: overrides }),
  };
  return `# Variables of the environment ${name}: pass this file with -var-file. ${generatedFrom(bundle)}\n${toHclBody(values)}`;
}

/** What an environment says of dashboards: the same variables in every module. */
export function dashboardVariables({ folder, datasources }: AnyEnvironment) {
  return {
    ...(folder !== undefined && { dashboard_folder: folder }),
    ...(datasources && { dashboard_datasources: datasources }),
  };
}
