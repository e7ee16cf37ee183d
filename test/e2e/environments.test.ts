// The values and variables of an environment give the rules that are emitted for it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import { conform, dashboardsIn, template } from './support/helm.js';
import { kubeSchemas } from './support/kube-schemas.js';
import { initialised, plan } from './support/module.js';
import { type Data, type Group, type Packages, shippedPackages } from './support/packages.js';
import { tofu } from './support/terraform.js';
import { mustRun, tool } from './support/tools.js';

interface Environment extends Packages {
  readonly environment: string;
  /** Folder of its rule files. */
  readonly rules: string;
}

const environments = shippedPackages().flatMap((packages): Environment[] => {
  const folder = join(dirname(dirname(packages.chart)), 'prometheus', packages.name, 'environments');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((environment) => ({
    ...packages,
    environment,
    rules: join(folder, environment),
  }));
});

test('there are environments', () => {
  expect(environments.map(({ name, environment }) => `${name} ${environment}`)).toEqual(
    expect.arrayContaining([
      'qmtl dev',
      'qmtl staging',
      'qmtl prod',
      'multiweb dev',
      'multiweb staging',
      'multiweb prod',
    ]),
  );
});

interface Board extends Data {
  readonly templating: { readonly list: { type: string; query?: unknown; current?: unknown }[] };
}

let schemas: string;
beforeAll(async () => {
  schemas = await kubeSchemas();
});

const groupsIn = (folder: string): Group[] =>
  ['recording_rules.yml', 'alert_rules.yml'].flatMap((file) => {
    const path = join(folder, file);
    return existsSync(path) ? (load(readFileSync(path, 'utf8')) as { groups: Group[] }).groups : [];
  });

describe.each(environments)('$name in $environment', ({ chart, module, environment, rules, dashboards }) => {
  const values = join(chart, `values-${environment}.yaml`);

  test('has rules that Prometheus accepts', async () => {
    const files = readdirSync(rules).map((file) => join(rules, file));
    await mustRun(tool('promtool'), ['check', 'rules', '--lint-fatal', ...files]);
  });

  test('has the same rules in the chart', async () => {
    await mustRun(tool('helm'), ['lint', '--strict', chart, '--values', values]);
    const rendering = await template(chart, { files: [values] });
    await conform(schemas, rendering.text);
    const rendered = rendering.rules.flatMap(({ spec }) => spec?.groups ?? []);
    expect(rendered).toEqual(groupsIn(rules));
    expect(rendering.configMaps).toHaveLength(Object.keys(dashboards).length);
  });

  test('has the same rules in the module', async () => {
    expect(await tofu(module, 'fmt', '-check', '-diff', '-recursive')).toMatchObject({ code: 0, stdout: '' });
    const copy = await initialised(module);
    const planned = await plan(copy, {}, `-var-file=${environment}.tfvars`);
    copy.remove();
    const rendering = await template(chart, { files: [values] });
    expect(planned.rules.flatMap(({ spec }) => spec.groups)).toEqual(
      rendering.rules.flatMap(({ spec }) => spec?.groups ?? []),
    );
    const boards = planned.configMaps.flatMap(({ data }) => Object.entries(data));
    expect(Object.fromEntries(boards.map(([file, json]) => [file, JSON.parse(json)]))).toEqual(
      dashboardsIn(rendering.configMaps),
    );
    expect(planned.configMaps.map(({ annotations }) => annotations.grafana_folder).sort()).toEqual(
      rendering.configMaps.map(({ metadata }) => metadata.annotations?.grafana_folder).sort(),
    );
  });

  test('has dashboards with its default data sources, otherwise as shipped', async () => {
    const rendering = await template(chart, { files: [values] });
    const named = load(readFileSync(values, 'utf8')) as { grafanaDashboards?: { datasources?: Data } };
    const { datasources = {} } = named.grafanaDashboards ?? {};
    for (const [file, rendered] of Object.entries(
      dashboardsIn(rendering.configMaps) as Record<string, Board>,
    )) {
      for (const variable of rendered.templating.list) {
        const name = variable.type === 'datasource' ? datasources[String(variable.query)] : undefined;
        if (name === undefined) continue;
        expect(variable.current).toEqual({ text: name, value: name });
        delete variable.current;
      }
      expect(rendered).toEqual(dashboards[file]);
    }
  });

  test('has dashboards in the module for Grafana without a sidecar', async () => {
    const copy = await initialised(join(dirname(dirname(module)), 'terraform-grafana', basename(module)));
    const { code, stderr } = await copy.tofu('plan', `-var-file=${environment}.tfvars`);
    copy.remove();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
