// Dashboards from files: labels that variables tie together have the same example values, which their filters let through.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadEngine } from '../../src/engine/index.js';
import { readDashboards } from '../../src/import/index.js';
import { dashboardSite } from '../../src/preview/index.js';
import type { SiteBundle } from '../../src/preview/model.js';
import { withoutAnswer } from '../support/simulated-answers.js';

const variable = (name: string, query: string, more: object = {}) => ({
  name,
  type: 'query',
  query,
  ...more,
});
const dashboard = {
  uid: 'nodes',
  title: 'Nodes',
  schemaVersion: 39,
  templating: {
    list: [
      variable('node', 'label_values(kube_node_info, node)'),
      variable(
        'instance',
        'label_values(node_uname_info{nodename=~"(?i:($node)(\\\\.[a-z.]+)?)"}, instance)',
      ),
      variable('controller', 'label_values(build_info{kind="x"}, controller_namespace)', {
        includeAll: true,
      }),
      variable('mount', 'label_values(secrets_count, mount_point)', { regex: '(.+)/' }),
      variable('team', 'label_values(owner_info, team)', { regex: '/^team-(.*)$/', multi: true }),
      variable('space', 'label_values(kube_pod_info, space)', { regex: '.*argocd.*' }),
    ],
  },
  panels: [
    'rate(node_cpu_seconds_total{instance="$instance"}[$__rate_interval])',
    'requests{namespace=~"$controller", code!~"[4-5].*"}',
    'secrets_count{mount_point="$mount/"}',
    'count by (team) (owner_info{team=~"team-(${team:pipe})"})',
    'kube_pod_info{space="${space}"}',
  ].map((expr, index) => ({
    id: index + 1,
    type: 'timeseries',
    title: expr,
    gridPos: { x: 0, y: index * 8, w: 24, h: 8 },
    targets: [{ refId: 'A', expr, datasource: { type: 'prometheus' } }],
  })),
};

test('every variable has values, and every panel has data', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dashwright-labels-'));
  try {
    const file = join(folder, 'nodes.json');
    writeFileSync(file, JSON.stringify(dashboard));
    const engine = await loadEngine();
    const files = dashboardSite(readDashboards([file], engine), { revision: 1, live: false, watched: false });
    const bundle = JSON.parse((await files.read('data/files/bundle.json')) ?? '') as SiteBundle;
    expect(await withoutAnswer(bundle, engine)).toEqual([]);
    const values = (name: string) => bundle.metrics.find((metric) => metric.name === name)?.labels;
    expect(values('node_uname_info')?.nodename).toEqual(values('kube_node_info')?.node);
    expect(values('secrets_count')?.mount_point).toEqual(['a/', 'b/']);
    expect(values('kube_pod_info')?.space).toEqual(['argocd']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
