import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import {
  connect,
  createFolder,
  dashboardVersion,
  dashboardVersions,
  deleteDashboard,
  folders,
  type Grafana,
  type GrafanaServer,
  grafanaCredentials,
  grafanaUrl,
  isConflict,
  libraryPanels,
  readDashboard,
  readFolder,
  saveDashboard,
  searchDashboards,
} from '../../src/grafana-api/index.js';
import { type GrafanaStub, grafanaStub, type StubOptions } from '../support/grafana-server.js';

let stub: GrafanaStub | undefined;
afterEach(async () => {
  await stub?.close();
  stub = undefined;
});

async function started(options: StubOptions = {}): Promise<GrafanaStub> {
  stub = await grafanaStub(options);
  return stub;
}
const serverOf = ({ url }: { url: string }, more: Partial<GrafanaServer> = {}): GrafanaServer => ({
  url: grafanaUrl(url),
  headers: grafanaCredentials({ GRAFANA_TOKEN: 'glsa_test' }),
  timeout: 10_000,
  signal: new AbortController().signal,
  ...more,
});
const shop = { uid: 'shop', title: 'Shop', schemaVersion: 42, panels: [] };
const failure = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof Error ? error.message : 'no error';
};

describe('a server that answers with JSON, but is no Grafana', () => {
  it.each(['null', '{}', '[]', '5', '{"status":"success","data":null}'])('%s', async (body) => {
    const grafana = await started();
    for (const apis of [200, 404]) {
      grafana.answer = (asked, response) => {
        response.writeHead(asked.includes('/apis/') ? apis : 200, { 'content-type': 'application/json' });
        response.end(body);
        return true;
      };
      expect(await failure(connect(serverOf(grafana)))).toMatch(
        /^Grafana at 127\.0\.0\.1:\d+: it responds with JSON, but not like Grafana/,
      );
    }
  });
});

describe.each([{ apis: 'v1' }, { apis: 'v1beta1' }, { apis: 'none' }] as const)(
  'Grafana with $apis',
  (options) => {
    it('reads, writes and deletes dashboards, and reads their history', async () => {
      const grafana = await started(options);
      const server = await connect(serverOf(grafana));
      expect(server.apis?.version).toBe(options.apis === 'none' ? undefined : options.apis);
      expect(await readDashboard(server, 'shop')).toBeUndefined();
      await createFolder(server, { uid: 'team', title: 'Team', parentUid: '' });
      await createFolder(server, { uid: 'inner', title: 'Inner', parentUid: 'team' });
      await createFolder(server, { uid: 'inner', title: 'Inner', parentUid: 'team' });
      await saveDashboard(server, {
        uid: 'shop',
        json: shop,
        folderUid: 'inner',
        message: 'first',
        replaces: undefined,
      });
      const first = await readDashboard(server, 'shop');
      expect(first).toMatchObject({
        uid: 'shop',
        title: 'Shop',
        json: shop,
        folderUid: 'inner',
        version: 1,
        managedBy: undefined,
      });
      grafana.edit('shop', (json) => {
        json.title = 'Store';
      });
      const change = { uid: 'shop', json: shop, folderUid: 'team', message: 'second' };
      const lost = await saveDashboard(server, { ...change, replaces: first }).catch((error) => error);
      expect(isConflict(lost)).toBe(true);
      expect(lost.message).toContain('Somebody else has changed it in the meantime');
      expect(
        isConflict(await saveDashboard(server, { ...change, replaces: undefined }).catch((e) => e)),
      ).toBe(true);
      const second = await readDashboard(server, 'shop');
      expect(second?.json).toEqual({ ...shop, title: 'Store' });
      await saveDashboard(server, { ...change, replaces: second });
      expect(await readDashboard(server, 'shop')).toMatchObject({
        json: shop,
        folderUid: 'team',
        version: 3,
      });
      expect(await dashboardVersions(server, 'shop')).toMatchObject([
        { version: 3, message: 'second', createdBy: 'sa-1-dashwright' },
        { version: 2, message: '', createdBy: 'jane', created: '2026-03-01T09:01:00Z' },
        { version: 1, message: 'first' },
      ]);
      expect(await dashboardVersion(server, 'shop', 2)).toMatchObject({ json: { ...shop, title: 'Store' } });
      expect(await folders(server)).toEqual([
        { uid: 'team', title: 'Team', parentUid: '' },
        { uid: 'inner', title: 'Inner', parentUid: 'team' },
      ]);
      expect(await readFolder(server, 'other')).toBeUndefined();
      const third = await readDashboard(server, 'shop');
      if (third) await deleteDashboard(server, third);
      expect(grafana.dashboards.size).toBe(0);
    });

    it('reports what manages a dashboard', async () => {
      const grafana = await started(options);
      grafana.put('shop', shop, { managedBy: 'repo' });
      const server = await connect(serverOf(grafana));
      const found = await readDashboard(server, 'shop');
      expect(found?.managedBy).toBe(
        options.apis === 'none' ? "files of Grafana's provisioning (shop.json)" : 'Git Sync (platform)',
      );
      const refused = failure(
        saveDashboard(server, { uid: 'shop', json: shop, folderUid: '', message: '', replaces: found }),
      );
      expect(await refused).toMatch(/Cannot save provisioned dashboard|is managed by a repository/);
    });
  },
);

describe('lists', () => {
  it('are complete, across pages', async () => {
    const grafana = await started({
      libraryPanels: Array.from({ length: 150 }, (_, index) => ({
        uid: `p${index}`,
        name: `Panel ${index}`,
        model: { type: 'stat' },
      })),
    });
    for (let index = 0; index < 1001; index++) grafana.put(`d${index}`, { title: `Dashboard ${index}` });
    const server = await connect(serverOf(grafana));
    expect(await searchDashboards(server)).toHaveLength(1001);
    expect((await libraryPanels(server)).at(-1)).toEqual({
      uid: 'p149',
      name: 'Panel 149',
      model: { type: 'stat' },
    });
  });

  it('that never end are detected', async () => {
    const grafana = await started();
    const server = await connect(serverOf(grafana));
    const page = Array.from({ length: 1000 }, (_, index) => ({ uid: `d${index}`, title: 'x' }));
    grafana.answer = (_, response) => json(response, 200, page);
    expect(await failure(searchDashboards(server))).toContain(
      'the list of dashboards: page 2 repeats entries of earlier pages: is there a proxy that ignores ?page=?',
    );
  });
});

function json(response: ServerResponse, status: number, body: unknown): true {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  return true;
}

describe('a server that does not respond like Grafana', () => {
  const cases: Record<string, [answer: (response: ServerResponse) => void, message: string]> = {
    'a login page': [
      (response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>'),
      'it responds with a web page "Sign in" instead of JSON (200)',
    ],
    'a redirect to the login': [
      (response) => response.writeHead(302, { location: '/login' }).end(),
      'the credentials are missing or not accepted',
    ],
    'a redirect elsewhere': [
      (response) => response.writeHead(301, { location: 'https://evil.example.com/api?x=1' }).end(),
      'it redirects to https://evil.example.com/api (301); redirects are not followed',
    ],
    'broken JSON': [
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"uid": '),
      'the list of dashboards: the response is not JSON',
    ],
    'no permission': [
      (response) => json(response, 403, { message: 'Access denied' }),
      '403 Forbidden: Access denied. The credentials may not do this: they need the permission dashboards:read',
    ],
    'a failure that repeats the token': [
      (response) => json(response, 502, { message: 'no upstream for Bearer glsa_test' }),
      'the list of dashboards: 502 Bad Gateway: no upstream for …. The server or a proxy',
    ],
    'too many requests': [
      (response) => response.writeHead(429, { 'retry-after': '3600' }).end(),
      'Too many requests; try again later',
    ],
  };
  it.each(Object.entries(cases))('%s', async (_, [answer, message]) => {
    const grafana = await started();
    const server = await connect(serverOf(grafana));
    grafana.answer = (__, response) => {
      answer(response);
      return true;
    };
    const said = await failure(searchDashboards(server));
    expect(said).toContain(`Grafana at ${server.url.host}: `);
    expect(said).toContain(message);
    expect(said).not.toContain('glsa_test');
  });

  it('is asked again if it reports too many requests', async () => {
    const grafana = await started();
    const server = await connect(serverOf(grafana));
    let left = 2;
    grafana.answer = (_, response) => {
      if (left-- <= 0) return false;
      response.writeHead(429, { 'retry-after': '0' }).end();
      return true;
    };
    expect(await searchDashboards(server)).toEqual([]);
  });

  it('is slow, wrong, or not reachable', async () => {
    const grafana = await started();
    grafana.answer = () => true;
    expect(await failure(connect(serverOf(grafana, { timeout: 50 })))).toContain(
      'no complete response within 0.05 s',
    );
    grafana.answer = undefined;
    expect(await failure(connect(serverOf(grafana, { headers: {} })))).toContain(
      '401 Unauthorized: Invalid API key. The credentials are missing, wrong or expired',
    );
    grafana.answer = (_, response) => json(response, 404, { error: 'nothing here' });
    expect(await failure(connect(serverOf(grafana)))).toContain(
      'its state, which every Grafana reports: 404',
    );
    await grafana.close();
    expect(await failure(connect(serverOf(grafana)))).toMatch(
      /not reachable: connection (refused|closed by the server)/,
    );
  });

  it('gets no path that somebody else controls', async () => {
    const server: Grafana = { ...serverOf({ url: 'http://127.0.0.1:1' }), apis: undefined };
    expect(await failure(readDashboard(server, '..'))).toBe('a uid or name cannot be ".."');
    const grafana = await started();
    await readDashboard(await connect(serverOf(grafana)), '../../admin?x=1#y');
    expect(grafana.requests.at(-1)).toContain('/dashboards/..%2F..%2Fadmin%3Fx%3D1%23y');
  });
});

describe('credentials', () => {
  it('are a token or a login, and never part of a URL or a message', () => {
    expect(grafanaCredentials({})).toEqual({});
    expect(grafanaCredentials({ GRAFANA_TOKEN: ' glsa_x\n' })).toEqual({ authorization: 'Bearer glsa_x' });
    expect(grafanaCredentials({ PROD: 'admin:p:w' }, 'PROD')).toEqual({
      authorization: `Basic ${Buffer.from('admin:p:w').toString('base64')}`,
    });
    expect(() => grafanaCredentials({}, 'PROD')).toThrow('the environment variable PROD is not set');
    expect(() => grafanaCredentials({ GRAFANA_TOKEN: 'ab\ncd' })).toThrow(/GRAFANA_TOKEN contains(?!.*cd)/);
    expect(() => grafanaUrl('https://me:secret@grafana.example.com')).toThrow(
      /contains a user or password(?!.*secret)/,
    );
    expect(() => grafanaUrl('grafana.example.com')).toThrow('expected the URL of Grafana');
    expect(grafanaUrl('https://example.com/grafana/?orgId=1').href).toBe('https://example.com/grafana/');
  });
});
