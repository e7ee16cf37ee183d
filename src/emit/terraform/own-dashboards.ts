import { areDashboards, areDatasources } from './validations.js';
import { type ModuleVariable, texts } from './variable.js';

/** The inputs for dashboards of one's own: the same in every module. */
export function ownDashboards(): ModuleVariable[] {
  return [
    {
      ...texts(
        'dashboards',
        'Dashboards as JSON text, by name, instead of those of this module, which are used if null.',
        [areDashboards('dashboards')],
      ),
      value: null,
    },
    texts(
      'extra_dashboards',
      'Dashboards to add, as JSON text by name: { my-team = file("my-team.json") }.',
      [areDashboards('extra_dashboards')],
    ),
  ];
}

/** The input for the data sources of a module's dashboards. */
export function dashboardDatasources(): ModuleVariable {
  return texts(
    'dashboard_datasources',
    'Names of the initially selected data sources of the dashboards, by type: prometheus, loki, tempo. Chosen by Grafana if empty.',
    areDatasources('dashboard_datasources'),
  );
}
