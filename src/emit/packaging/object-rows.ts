import type { ObjectSection, OperatorObjects } from '../kubernetes/operator-objects.js';

/** A row of a README: what is installed when it is switched on, and by whom it is read. */
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
