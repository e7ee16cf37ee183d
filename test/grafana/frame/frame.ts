import { catalog, type DashboardOptions, dashboard, datasource, gauge, type Variable } from 'dashwright';
import { dashboardsOf } from '../../support/grafana.js';

export const metrics = catalog({ jobs: gauge({ help: 'Jobs.', unit: 'jobs', labels: { queue: ['mail'] } }) });
export const thanos = datasource('prometheus', { name: 'thanos' });

export interface Frame {
  readonly templating: { readonly list: readonly { readonly name: string }[] };
  readonly annotations: { readonly list: readonly unknown[] };
  readonly links: readonly unknown[];
}

export async function frameOf(options: Partial<DashboardOptions>): Promise<Frame> {
  const board = dashboard({ uid: 'd', title: 'D', rows: [], ...options });
  const [json] = await dashboardsOf({ metrics, dashboards: [board] });
  return json as unknown as Frame;
}

export async function variableOf(one: Variable): Promise<object | undefined> {
  const { templating } = await frameOf({ variables: [one] });
  return templating.list.find(({ name }) => name === one.name);
}
