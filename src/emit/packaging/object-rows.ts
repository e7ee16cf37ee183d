import type { ResolvedBundle } from '../../resolve/index.js';
import { routingSecret } from '../kubernetes/alertmanager-config.js';
import { isMonitor, type ObjectSection, type OperatorObjects } from '../kubernetes/operator-objects.js';

/** A row in a README: the objects that a switch installs, and who uses them. */
export interface ObjectRow {
  /** The section of the chart's values. */
  readonly section: ObjectSection['name'] | 'grafanaOperator';
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly reader: string;
}

const readers: Readonly<Record<string, string>> = {
  'monitoring.coreos.com': 'Prometheus Operator',
  'azmonitoring.coreos.com': 'Azure Managed Prometheus',
  'opentelemetry.io': 'OpenTelemetry Operator',
};

/** The kinds of objects that a README explains. */
export function objectKinds(bundle: ResolvedBundle, operators: OperatorObjects | undefined) {
  const names = (operators?.sections ?? []).map(({ name }) => name);
  return {
    hasMonitors: names.some(isMonitor),
    secret: names.includes('alertmanagerConfigs') ? routingSecret(bundle) : undefined,
  };
}

/** The objects for operators, for the README of a chart or a module. */
export function objectRows({ sections, grafana }: OperatorObjects): ObjectRow[] {
  const rows = sections.flatMap(({ name: section, objects }) =>
    objects.map(({ kind, name, namespace = '–', apiVersion }): ObjectRow => {
      const group = apiVersion.replace(/\/.*/, '');
      return { section, kind, name, namespace, reader: readers[group] ?? group };
    }),
  );
  if (!grafana) return rows;
  const { namespace = '–' } = grafana;
  const each: ObjectRow = {
    section: 'grafanaOperator',
    kind: 'GrafanaDashboard',
    name: 'each dashboard',
    namespace,
    reader: 'Grafana Operator',
  };
  return [...rows, each];
}
