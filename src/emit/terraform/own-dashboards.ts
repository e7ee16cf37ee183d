import { areDashboards, areDatasources } from './validations.js';
import { type ModuleVariable, texts } from './variable.js';

/** The inputs for dashboards of one's own: the same in every module. */
export function ownDashboards(): ModuleVariable[] {
  return [
    {
      ...texts(
        'dashboards',
        'Dashboards to create instead of those of this module, as JSON by name. Null keeps those of the module.',
        [areDashboards('dashboards')],
      ),
      value: null,
    },
    texts(
      'extra_dashboards',
      'Dashboards to create in addition, as JSON by name: { my-team = file("my-team.json") }.',
      [areDashboards('extra_dashboards')],
    ),
  ];
}

/** The input for the data sources of a module's dashboards. */
export function dashboardDatasources(): ModuleVariable {
  return texts(
    'dashboard_datasources',
    'Names of the data sources to preselect in the dashboards, by type: prometheus, loki, tempo. Grafana chooses one if empty.',
    areDatasources('dashboard_datasources'),
  );
}
