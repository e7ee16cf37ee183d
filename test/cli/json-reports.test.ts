import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { testRegistry } from '../ship/registry.js';
import { grafanaStub } from '../support/grafana-server.js';
import { type Project, project, shopBundle } from '../support/project.js';
import { sendJson, serve } from '../support/prometheus-server.js';

const folder = new URL('../../docs/schemas/', import.meta.url);
const ajv = new Ajv2020({ strict: false, validateFormats: false });
const schemas = new Map(
  readdirSync(folder).map((file) => [
    file.replace('.json', ''),
    ajv.compile(closed(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))),
  ]),
);

/** A schema whose objects have no further fields, so that a field which is not documented fails. */
function closed<S>(schema: S): S {
  return JSON.parse(JSON.stringify(schema), (_, value) =>
    value?.properties && value.additionalProperties === undefined
      ? { ...value, additionalProperties: false }
      : value,
  );
}

let shop: Project;
/** Servers of the tests, closed at the end. */
const closing: { close(): unknown }[] = [];
beforeAll(async () => {
  vi.stubEnv('GRAFANA_TOKEN', 'glsa_test');
  shop = project({
    ...shopBundle({ panels: "d.panel.timeseries({ title: 'Again', show: length })," }),
    'definitions/shop/scenarios/queue.ts': `import { constant, scenario } from 'dashwright/testing';
export default scenario('quiet', { alerts: [] }).staysQuiet();
`,
  });
  mkdirSync(shop.path('empty'));
  shop.write({ 'page.txt': '# TYPE other_total counter\nother_total 1\n' });
  expect(await shop.build()).toMatchObject({ code: 0 });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  for (const one of closing) await one.close();
  shop.remove();
});

const definitions = (): string[] => ['--definitions', shop.path('definitions')];
const grafana = async (): Promise<string[]> => {
  const stub = await grafanaStub();
  closing.push(stub);
  return ['--grafana', stub.url, ...definitions()];
};

/** Arguments with which each command prints a report. */
const commands: Readonly<Record<string, () => readonly string[] | Promise<readonly string[]>>> = {
  check: definitions,
  build: () => [...definitions(), '--out', shop.path('dist')],
  list: definitions,
  explain: () => ['promql/rate-of-sum'],
  test: () => [...definitions(), '--coverage', '--mutate', '--generated'],
  diff: () => ['--from', shop.path('dist'), '--against', shop.path('empty')],
  import: () => [shop.path('dist/grafana/shop/shop.json'), '--out', shop.path('imported'), '--verify'],
  package: () => ['--from', shop.path('dist'), '--out', shop.path('packages')],
  init: () => ['bank', '--dir', shop.path('new')],
  metrics: () => [...definitions(), '--from', shop.path('page.txt'), '--dry-run'],
  push: grafana,
  pull: grafana,
  publish: async () => {
    const registry = await testRegistry();
    closing.push(registry);
    return [`oci://${registry.host}/charts`, '--from', shop.path('dist')];
  },
  backtest: async () => {
    const server = await serve((_, response) =>
      sendJson(response, 200, { status: 'success', data: { resultType: 'matrix', result: [] } }),
    );
    closing.push(server);
    return ['--prometheus', server.url, '--since', '1h', '--no-cache', ...definitions()];
  },
};

// Pictures need a browser: see test/e2e/snapshot.test.ts.
test.each(Object.entries(commands))(
  '%s --format json matches its schema in docs/schemas',
  async (command, args) => {
    const ran = await shop.run(command, ...(await args()), '--format', 'json');
    expect([0, 1], ran.errors).toContain(ran.code);
    const isValid = schemas.get(command);
    const report = JSON.parse(ran.out);
    expect(isValid?.(report), JSON.stringify(isValid?.errors, null, 2)).toBe(true);
    expect(report.version).toBe(1);
  },
);

test('every schema is listed in docs/json.md, and belongs to a command', () => {
  const page = readFileSync(new URL('../json.md', folder), 'utf8');
  for (const name of schemas.keys()) expect(page).toContain(`(schemas/${name}.json)`);
  expect([...schemas.keys()].filter((name) => name !== 'snapshot').sort()).toEqual(
    Object.keys(commands).sort(),
  );
});
