import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { type Project, project } from '../support/project.js';

let open: Project | undefined;
afterEach(() => open?.remove());

const model = {
  id: 99,
  type: 'stat',
  title: 'CPU',
  gridPos: { x: 0, y: 0, w: 3, h: 3 },
  libraryPanel: { uid: 'cpu-lib', name: 'CPU of all' },
  datasource: { type: 'prometheus', uid: 'prom' },
  targets: [{ refId: 'A', expr: 'avg(cpu_usage)' }],
  fieldConfig: { defaults: { unit: 'percent' }, overrides: [] },
};
const element = { uid: 'cpu-lib', name: 'CPU of all', kind: 1, model };
const dashboard = {
  uid: 'host',
  title: 'Host',
  schemaVersion: 39,
  panels: [
    { id: 4, gridPos: { x: 2, y: 0, w: 6, h: 5 }, libraryPanel: { uid: 'cpu-lib', name: 'CPU of all' } },
  ],
};

async function imported(files: Readonly<Record<string, unknown>>) {
  open = project();
  for (const [name, content] of Object.entries(files))
    open.write({ [`in/${name}`]: JSON.stringify(content) });
  const ran = await open.run('import', open.path('in'), '--out', open.path('definitions/host'), '--verify');
  return {
    ...ran,
    text: () => readFileSync(open?.path('definitions/host/dashboards/host.ts') ?? '', 'utf8'),
  };
}

const beside: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'in the export of the dashboard': { 'host.json': { ...dashboard, __elements: { 'cpu-lib': element } } },
  'as the API lists it': {
    'host.json': dashboard,
    'library.json': { result: { totalCount: 1, page: 1, perPage: 100, elements: [element] } },
  },
  'as the API answers for one': { 'host.json': dashboard, 'library.json': { result: element } },
  'as a LibraryPanel': {
    'host.json': dashboard,
    'library.json': {
      apiVersion: 'dashboard.grafana.app/v0alpha1',
      kind: 'LibraryPanel',
      metadata: { name: 'cpu-lib' },
      spec: { ...model, title: 'CPU of all', panelTitle: 'CPU' },
    },
  },
};

for (const [what, files] of Object.entries(beside)) {
  test(`a library panel with its model becomes a panel of the dashboard: ${what}`, async () => {
    const { code, out, errors, text } = await imported(files);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toContain('panel 4 was the library panel "CPU of all"');
    expect(text()).toContain(`panel.stat({
      title: 'CPU',
      show: query(cpu, { legend: '' }),
      at: { x: 2, y: 0 },
      width: 6,
      height: 5,
      id: 4,`);
  });
}

test('a library panel without its model stays a reference, and is built as one', async () => {
  const { code, out, errors, text } = await imported({ 'host.json': dashboard });
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(out).toMatch(
    /host\.json: panel 4 stays a reference to the library panel "CPU of all" \(uid cpu-lib\), which is not in the input/,
  );
  expect(text()).toContain("libraryPanel: { uid: 'cpu-lib', name: 'CPU of all' }");
  const run = await open?.run('build', '--definitions', open.path('definitions'), '--out', open.path('dist'));
  expect(run?.code).toBe(0);
  const built = JSON.parse(readFileSync(open?.path('dist/grafana/host/host.json') ?? '', 'utf8'));
  expect(built.panels[0]).toMatchObject({ id: 4, libraryPanel: { uid: 'cpu-lib' } });
});

test('library panels alone cannot be imported', async () => {
  const { code, errors } = await imported({ 'library.json': { result: element } });
  expect(errors).toContain('has only library panels: import them together with the dashboards that use them');
  expect(code).toBe(2);
});
