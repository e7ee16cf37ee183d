import { isMonitor, type ObjectSection, type OperatorObjects } from '../kubernetes/operator-objects.js';
import type { ObjectRow } from '../packaging/object-rows.js';
import { toHclBody } from './hcl.js';
import type { ModuleOutput } from './outputs.js';

/** The names of a section of objects in the module: its resource, output, switch and other variables. */
export const sectionNames = {
  podMonitors: { all: 'pod_monitors', one: 'pod_monitor', title: 'PodMonitor' },
  serviceMonitors: { all: 'service_monitors', one: 'service_monitor', title: 'ServiceMonitor' },
  instrumentations: { all: 'instrumentations', one: 'instrumentation', title: 'Instrumentation' },
  alertmanagerConfigs: {
    all: 'alertmanager_configs',
    one: 'alertmanager_config',
    title: 'AlertmanagerConfig',
  },
} as const satisfies Readonly<Record<ObjectSection['name'], unknown>>;

/** Objects for operators, for the templates of the module. */
export function objectTemplates({ sections, grafana }: OperatorObjects) {
  const named = sections.map(({ name, objects }) => ({
    ...sectionNames[name],
    list: name,
    isMonitor: isMonitor(name),
    count: objects.length,
  }));
  const outputs = objectOutputs(sections, grafana !== undefined);
  const resources = outputs.map(({ resource }) => `kubernetes_manifest.${resource}`);
  return {
    sections: named,
    resources: resources.join(', '),
    values: resources.map((resource) => `values(${resource})`).join(', '),
    switches: toHclBody(
      {
        ...Object.fromEntries(outputs.map(({ name }) => [`create_${name}`, true])),
        name: 'Own_Name',
        labels: { team: 'own-team' },
      },
      4,
    ).trimEnd(),
    lists: named.map(({ list }) => `local.objects.${list}`).join(', '),
    grafana: grafana !== undefined,
    outputs,
  };
}

/** The variable that enables the objects of a section of the chart's values. */
export function switchOf(section: ObjectRow['section']): string {
  return `create_${section === 'grafanaOperator' ? 'grafana_dashboards' : sectionNames[section].all}`;
}

function objectOutputs(
  sections: OperatorObjects['sections'],
  grafana: boolean,
): (ModuleOutput & { readonly resource: string })[] {
  const about = (title: string) =>
    `Name and namespace of each ${title} object that is created, by name in the definition.`;
  return [
    ...sections.map(({ name }) => {
      const { all, title } = sectionNames[name];
      return { name: all, resource: all, about: about(title) };
    }),
    ...(grafana
      ? [{ name: 'grafana_dashboards', resource: 'grafana_dashboards', about: about('GrafanaDashboard') }]
      : []),
  ];
}
