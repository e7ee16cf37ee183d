import { existsSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type GrafanaStub, grafanaStub, type StubOptions } from '../support/grafana-server.js';
import { type Project, project } from '../support/project.js';

let open: Project;
let stub: GrafanaStub | undefined;
let server: Server | undefined;
beforeEach(() => {
  open = project();
  process.env.GRAFANA_TOKEN = 'glsa_test';
});
afterEach(async () => {
  delete process.env.GRAFANA_TOKEN;
  open.remove();
  await stub?.close();
  stub = undefined;
  server?.closeAllConnections();
  await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  server = undefined;
});

const panel = (id: number, title: string, more: object = {}) => ({
  id,
  type: 'stat',
  title,
  gridPos: { x: 0, y: 0, w: 6, h: 4 },
  datasource: { type: 'prometheus', uid: 'prom' },
  targets: [{ refId: 'A', expr: `sum(metric_${id})` }],
  ...more,
});
const dashboard = (title: string, ...panels: readonly object[]) => ({ title, schemaVersion: 41, panels });
const cpu = { uid: 'cpu-lib', name: 'CPU of all', kind: 1, model: panel(9, 'CPU') };

async function grafana(options: StubOptions = {}): Promise<GrafanaStub> {
  stub = await grafanaStub({ libraryPanels: [cpu], ...options });
  stub.addFolder({ uid: 'f-shop', title: 'Shop' });
  stub.addFolder({ uid: 'f-inner', title: 'Inner', parentUid: 'f-shop' });
  stub.put('orders', dashboard('Orders', panel(1, 'Orders')), { folderUid: 'f-shop' });
  stub.put('stock', dashboard('Stock', panel(2, 'Stock')), { folderUid: 'f-inner' });
  stub.put(
    'hosts',
    dashboard('Hosts', {
      id: 3,
      gridPos: { x: 0, y: 0, w: 4, h: 4 },
      libraryPanel: { uid: 'cpu-lib', name: 'CPU' },
    }),
  );
  return stub;
}

async function web(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const imported = (...args: readonly string[]) =>
  open.run('import', ...args, '--out', open.path('definitions/all'), '--verify');
const read = (file: string) => readFileSync(open.path('definitions/all', file), 'utf8');

describe('a Grafana', () => {
  for (const apis of ['v1', 'none'] as const)
    test(`imports all dashboards, with folders and library panels (apis: ${apis})`, async () => {
      const { url } = await grafana({ apis });
      const { code, errors, out, steps } = await imported('--grafana', url);
      expect({ code, errors }).toEqual({ code: 0, errors: '' });
      expect(out).toContain('panel 3 was the library panel "CPU of all"');
      expect(read('dashboards/orders.ts')).toContain("folder: 'Shop'");
      expect(read('dashboards/stock.ts')).toContain("folder: 'Inner'");
      expect(read('dashboards/hosts.ts')).toContain("title: 'CPU'");
      expect(steps).toContain('reading 3 of 3 dashboards');
    });

  test('imports dashboards by uid, and those of a folder with its subfolders', async () => {
    const { url } = await grafana();
    expect(await imported('--grafana', url, '--uid', 'stock')).toMatchObject({ code: 0 });
    expect(existsSync(open.path('definitions/all/dashboards/orders.ts'))).toBe(false);
    const { code, out } = await open.run(
      'import',
      '--grafana',
      url,
      '--folder',
      'Shop',
      '--out',
      open.path('definitions/shop'),
    );
    expect(code).toBe(0);
    expect(out).toMatch(/Orders \(orders\)[\s\S]*Stock \(stock\)/);
    expect(out).not.toContain('Hosts');
  });

  test('keeps the tabs of a dashboard in version v2', async () => {
    const { url, put } = await grafana();
    const element = {
      kind: 'Panel',
      spec: {
        id: 1,
        title: 'A',
        description: '',
        links: [],
        data: { kind: 'QueryGroup', spec: { queries: [], transformations: [], queryOptions: {} } },
        vizConfig: {
          kind: 'VizConfig',
          group: 'text',
          version: '',
          spec: { options: { content: 'x', mode: 'markdown' }, fieldConfig: { defaults: {}, overrides: [] } },
        },
      },
    };
    const grid = {
      kind: 'GridLayout',
      spec: {
        items: [
          {
            kind: 'GridLayoutItem',
            spec: { x: 0, y: 0, width: 6, height: 4, element: { kind: 'ElementReference', name: 'a' } },
          },
        ],
      },
    };
    put(
      'tabbed',
      {
        title: 'Tabbed',
        elements: { a: element },
        layout: {
          kind: 'TabsLayout',
          spec: { tabs: [{ kind: 'TabsLayoutTab', spec: { title: 'First', layout: grid } }] },
        },
      },
      { v2: true },
    );
    const { code, errors } = await imported('--grafana', url, '--uid', 'tabbed');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(read('dashboards/tabbed.ts')).toMatch(/uid: 'tabbed'[\s\S]*tab\('First'/);
  });

  test('is recognised by its URL, or that of a dashboard, and then gets no credentials', async () => {
    const { url, headers } = await grafana();
    const refused = await imported(`${url}/d/orders/whatever`);
    expect(refused.code).toBe(2);
    expect(refused.errors).toMatch(/401[\s\S]*credentials are sent only to the Grafana that --grafana names/);
    expect(headers.every(({ authorization }) => authorization === undefined)).toBe(true);
    expect(refused.errors).not.toContain('glsa_test');
  });

  test('without authentication, by its URL', async () => {
    const { url } = await grafana({ authorization: 'none' });
    const { code, errors } = await imported(`${url}/d/orders/orders`);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(existsSync(open.path('definitions/all/dashboards/stock.ts'))).toBe(false);
  });

  test('reports unknown uids and folders, and an empty server', async () => {
    const { url } = await grafana();
    expect((await imported('--grafana', url, '--uid', 'nope')).errors).toContain('has no dashboard nope');
    expect((await imported('--grafana', url, '--folder', 'Nope')).errors).toContain('has no folder Nope');
    expect((await imported(url, '--uid', 'orders')).code).toBe(2);
    expect((await imported(open.path('x.json'), '--uid', 'a')).errors).toContain('name it with --grafana');
    expect((await imported()).errors).toContain('nothing to import: name files, folders or URLs');
  });

  test('with invalid responses is reported in one sentence, and nothing is written', async () => {
    const answers: readonly (readonly [what: RegExp, listener: RequestListener])[] = [
      [
        /web page "Sign in"/,
        (_, response) =>
          response.setHeader('content-type', 'text/html').end('<html><title>Sign in</title></html>'),
      ],
      [
        /redirects to http:\/\/elsewhere\.example\//,
        (_, response) => response.writeHead(302, { location: 'http://elsewhere.example/' }).end(),
      ],
      [
        /403.*may not do this/,
        (_, response) =>
          response.writeHead(403, { 'content-type': 'application/json' }).end('{"message":"Access denied"}'),
      ],
      [
        /401/,
        (_, response) =>
          response
            .writeHead(401, { 'content-type': 'application/json' })
            .end('{"message":"Invalid API key"}'),
      ],
      [
        /is there a proxy that ignores \?page=/,
        (request, response) => {
          const isSearch = request.url?.startsWith('/api/search');
          const page = Array.from({ length: 1000 }, (_, index) => ({ uid: `u${index}`, title: 'x' }));
          response.setHeader('content-type', 'application/json');
          if (request.url?.startsWith('/apis')) response.writeHead(404).end('{"message":"Not found"}');
          else response.end(JSON.stringify(isSearch ? page : { database: 'ok' }));
        },
      ],
    ];
    for (const [says, listener] of answers) {
      const url = await web(listener);
      const { code, errors } = await imported('--grafana', url);
      expect(errors).toMatch(says);
      expect(errors).not.toContain('glsa_test');
      expect(code).toBe(2);
      expect(existsSync(open.path('definitions/all'))).toBe(false);
      server?.closeAllConnections();
      await new Promise<void>((resolve) => server?.close(() => resolve()));
      server = undefined;
    }
  });
});

describe('a file on the web', () => {
  const text = JSON.stringify({ uid: 'web', ...dashboard('Web', panel(1, 'A')) });

  test('is imported, also through a redirect, without its query in any message or file', async () => {
    const seen: (string | undefined)[] = [];
    const url = await web((request, response) => {
      seen.push(request.headers.authorization);
      if (request.url?.startsWith('/raw')) response.writeHead(302, { location: '/files/shop.json' }).end();
      else if (request.url?.startsWith('/files')) response.end(text);
      else response.writeHead(404).end();
    });
    const { code, errors, out } = await imported(`${url}/raw/shop?token=sesame`);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).not.toContain('sesame');
    expect(read('dashboards/web.ts')).toContain("uid: 'web'");
    expect(seen.every((one) => one === undefined)).toBe(true);
  });

  test('that is not a dashboard is reported in one sentence', async () => {
    const url = await web((request, response) => {
      if (request.url === '/page') response.setHeader('content-type', 'text/html').end('<html></html>');
      else if (request.url === '/loop') response.writeHead(302, { location: '/loop' }).end();
      else if (request.url === '/cut.json') response.end('{"panels": [\n');
      else if (request.url === '/closed.json') response.writeHead(403).end();
      else response.writeHead(404).end();
    });
    const said = async (path: string) => (await imported(`${url}${path}`)).errors;
    expect(await said('/page')).toMatch(/\/page: is a web page, not JSON or YAML/);
    expect(await said('/loop')).toMatch(/\/loop: redirects without end/);
    expect(await said('/gone.json')).toMatch(/responds with 404 Not Found: no such file/);
    expect(await said('/closed.json')).toMatch(
      /responds with 403 Forbidden: for a Grafana that needs credentials, use --grafana/,
    );
    expect(await said('/cut.json')).toMatch(/cut\.json(:\d+)?: is not JSON/);
    expect((await imported('http://jane:secret@localhost/x.json')).errors).toMatch(
      /contains a user or password/,
    );
    expect((await imported('http://jane:secret@localhost/x.json')).errors).not.toContain('secret@');
  });
});
