import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/**
 * A small HTTP server instead of Grafana, with the paths, responses and errors of its documentation (HTTP
 * API reference of 13.x: dashboards, dashboard versions, folders, search, library elements, resource
 * history). What a test does through `edit` is what a person does in Grafana's UI.
 */
export interface GrafanaStub {
  readonly url: string;
  /** All requests: `GET /api/search?type=dash-db`. */
  readonly requests: readonly string[];
  /** Headers of all requests. */
  readonly headers: readonly IncomingMessage['headers'][];
  readonly dashboards: ReadonlyMap<string, StoredDashboard>;
  readonly folders: ReadonlyMap<string, StubFolder>;
  /** A dashboard as if saved by somebody in the UI. */
  edit(uid: string, change: (json: Mutable) => void, by?: string, message?: string): void;
  put(uid: string, json: Record<string, unknown>, options?: Partial<StoredDashboard>): void;
  remove(uid: string): void;
  addFolder(folder: StubFolder): void;
  /** Handles requests instead of Grafana until it returns false. */
  answer: ((request: string, response: ServerResponse) => boolean) | undefined;
  close(): Promise<void>;
}

type Mutable = Record<string, unknown>;

export interface StubFolder {
  readonly uid: string;
  readonly title: string;
  readonly parentUid?: string | undefined;
}

export interface StoredDashboard {
  readonly uid: string;
  readonly folderUid: string;
  readonly versions: readonly StoredVersion[];
  /** `repo`, `terraform`, … as `grafana.app/managedBy`; file provisioning as `meta.provisioned`. */
  readonly managedBy?: string | undefined;
  /** Cannot be converted to the classic schema. */
  readonly v2?: boolean | undefined;
  readonly labels?: Record<string, string> | undefined;
}

interface StoredVersion {
  readonly version: number;
  readonly by: string;
  readonly created: string;
  readonly message: string;
  readonly json: Mutable;
}

export interface StubOptions {
  /** The app-platform API, and its version. @default v1 */
  readonly apis?: 'v1' | 'v1beta1' | 'none';
  /** What `authorization` must be; `none`: everybody may read. @default Bearer glsa_test */
  readonly authorization?: string;
  /** The user that the credentials belong to. @default sa-1-dashwright */
  readonly user?: string;
  readonly libraryPanels?: readonly Mutable[];
  /** @default default */
  readonly namespace?: string;
  /** Another one, whose dashboards and folders this one starts with. @default nothing */
  readonly like?: GrafanaStub;
}

function withoutUid({ uid: _uid, ...spec }: Mutable): Mutable {
  return spec;
}

/** The time of the first version; each further one is a minute later. */
const start = Date.parse('2026-03-01T09:00:00Z');

export async function grafanaStub(options: StubOptions = {}): Promise<GrafanaStub> {
  const {
    apis = 'v1',
    authorization = 'Bearer glsa_test',
    user = 'sa-1-dashwright',
    libraryPanels = [],
    namespace = 'default',
    like,
  } = options;
  const dashboards = new Map<string, StoredDashboard>(like?.dashboards);
  const folders = new Map<string, StubFolder>(like?.folders);
  const requests: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  let changes = [...dashboards.values()].flatMap(({ versions }) => versions).length;

  const now = () => new Date(start + changes++ * 60_000).toISOString().replace('.000Z', 'Z');
  const latest = (one: StoredDashboard) => one.versions[0] as StoredVersion;
  const resourceVersion = (one: StoredDashboard) => `17${String(latest(one).version).padStart(8, '0')}`;

  const save = (
    uid: string,
    given: Mutable,
    {
      folderUid,
      by,
      message,
      ...more
    }: { folderUid?: string; by: string; message: string } & Partial<StoredDashboard>,
  ): StoredDashboard => {
    const former = dashboards.get(uid);
    const { id: _id, version: _version, ...json } = structuredClone(given);
    const version = (former ? latest(former).version : 0) + 1;
    const stored: StoredDashboard = {
      ...former,
      ...more,
      uid,
      folderUid: folderUid ?? former?.folderUid ?? '',
      versions: [
        { version, by, created: now(), message, json: { ...json, uid } },
        ...(former?.versions ?? []),
      ].slice(0, 20),
    };
    dashboards.set(uid, stored);
    return stored;
  };

  const resource = (one: StoredDashboard, shown: StoredVersion, withMessage = false) => {
    const first = one.versions.at(-1) as StoredVersion;
    const { uid: _uid, ...spec } = shown.json;
    return {
      kind: 'Dashboard',
      apiVersion: `dashboard.grafana.app/${apis}`,
      metadata: {
        name: one.uid,
        namespace,
        uid: `k8s-${one.uid}`,
        resourceVersion: shown === latest(one) ? resourceVersion(one) : String(shown.version),
        generation: shown.version,
        creationTimestamp: first.created,
        labels: { 'grafana.app/deprecatedInternalID': '11', ...one.labels },
        annotations: {
          ...(one.folderUid !== '' && { 'grafana.app/folder': one.folderUid }),
          'grafana.app/createdBy': `user:${first.by}`,
          ...(shown.version > 1 && {
            'grafana.app/updatedBy': `user:${shown.by}`,
            'grafana.app/updatedTimestamp': shown.created,
          }),
          ...(one.managedBy !== undefined && {
            'grafana.app/managedBy': one.managedBy,
            'grafana.app/managerId': 'platform',
          }),
          ...(withMessage && shown.message !== '' && { 'grafana.app/message': shown.message }),
        },
      },
      spec: one.v2 ? {} : spec,
      status: one.v2
        ? { conversion: { failed: true, storedVersion: 'v2', error: 'TabsLayout cannot be converted' } }
        : {},
    };
  };

  const server = createServer(async (request, response) => {
    const address = new URL(request.url ?? '/', 'http://localhost');
    const method = request.method ?? '';
    let text = '';
    for await (const chunk of request) text += chunk;
    const asked = `${method} ${address.pathname}${address.search}`;
    requests.push(asked);
    headers.push(request.headers);
    if (self.answer?.(asked, response)) return;
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (address.pathname === '/api/health')
      return send(200, { database: 'ok', version: '13.1.0', commit: 'abc' });
    if (authorization !== 'none' && request.headers.authorization !== authorization)
      return send(401, { message: 'Invalid API key', messageId: 'api-key.invalid', statusCode: 401 });
    const body = text === '' ? {} : (JSON.parse(text) as Mutable);
    const query = address.searchParams;
    const path = address.pathname.split('/').slice(1).map(decodeURIComponent);
    if (path[0] === 'apis') return platform(method, path, query, body, send);
    return classic(method, path, query, body, send);
  });

  type Send = (status: number, body: unknown) => unknown;

  const status = (code: number, reason: string, message: string) => ({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    code,
  });

  function platform(
    method: string,
    path: string[],
    query: URLSearchParams,
    body: Mutable,
    send: Send,
  ): unknown {
    const [, group, version, , space, kind, name] = path;
    if (apis === 'none' || group !== 'dashboard.grafana.app') return send(404, { message: 'Not found' });
    if (version === undefined || version === '') {
      const versions = (apis === 'v1' ? ['v2', 'v1', 'v1beta1', 'v0alpha1'] : ['v1beta1', 'v0alpha1']).map(
        (one) => ({ groupVersion: `${group}/${one}`, version: one }),
      );
      return send(200, { kind: 'APIGroup', apiVersion: 'v1', name: group, versions });
    }
    const stored = dashboards.get(name ?? '');
    if (version === 'v2' && apis === 'v1' && space === namespace && stored?.v2)
      return send(200, {
        ...resource(stored, latest(stored)),
        apiVersion: 'dashboard.grafana.app/v2',
        spec: withoutUid(latest(stored).json),
        status: {},
      });
    if (version !== apis || space !== namespace || kind !== 'dashboards')
      return send(404, status(404, 'NotFound', 'the server could not find the requested resource'));
    const missing = () => status(404, 'NotFound', `dashboards.dashboard.grafana.app "${name}" not found`);
    const metadata = (body.metadata ?? {}) as Mutable;
    const annotations = (metadata.annotations ?? {}) as Record<string, string>;
    const folderUid = annotations['grafana.app/folder'] ?? '';
    const message = annotations['grafana.app/message'] ?? '';
    if (name === undefined) {
      if (method === 'GET' && query.get('labelSelector') === 'grafana.app/get-history=true') {
        const found = dashboards.get((query.get('fieldSelector') ?? '').replace('metadata.name=', ''));
        const items = (found?.versions ?? []).map((one) => resource(found as StoredDashboard, one, true));
        return send(200, { kind: 'DashboardList', metadata: {}, items });
      }
      if (method !== 'POST') return send(405, status(405, 'MethodNotAllowed', 'method not allowed'));
      const uid = String(metadata.name);
      if (dashboards.has(uid))
        return send(
          409,
          status(409, 'AlreadyExists', `dashboards.dashboard.grafana.app "${uid}" already exists`),
        );
      if (folderUid !== '' && !folders.has(folderUid))
        return send(404, status(404, 'NotFound', 'folder not found'));
      return send(201, saved(uid, body.spec as Mutable, { folderUid, by: user, message }));
    }
    const found = dashboards.get(name);
    if (!found) return send(404, missing());
    if (method === 'GET') return send(200, resource(found, latest(found)));
    if (found.managedBy !== undefined)
      return send(
        403,
        status(403, 'Forbidden', `this resource is managed by a repository, and cannot be edited directly`),
      );
    const wanted =
      method === 'DELETE'
        ? ((body.preconditions ?? {}) as Mutable).resourceVersion
        : metadata.resourceVersion;
    if (wanted !== undefined && wanted !== resourceVersion(found))
      return send(
        409,
        status(
          409,
          'Conflict',
          `Operation cannot be fulfilled on dashboards.dashboard.grafana.app "${name}": the object has been modified; please apply your changes to the latest version and try again`,
        ),
      );
    if (method === 'DELETE') {
      dashboards.delete(name);
      return send(200, { kind: 'Status', apiVersion: 'v1', status: 'Success', details: { name } });
    }
    const labels = metadata.labels as Record<string, string> | undefined;
    return send(200, saved(name, body.spec as Mutable, { folderUid, by: user, message, labels }));
  }

  function saved(...args: Parameters<typeof save>) {
    const stored = save(...args);
    return resource(stored, latest(stored));
  }

  function pageOf<Item>(items: readonly Item[], query: URLSearchParams): readonly Item[] {
    const limit = Math.min(5000, Number(query.get('limit') ?? query.get('perPage') ?? '1000'));
    const page = Number(query.get('page') ?? '1');
    return items.slice((page - 1) * limit, page * limit);
  }

  function classic(
    method: string,
    path: string[],
    query: URLSearchParams,
    body: Mutable,
    send: Send,
  ): unknown {
    const route = `${method} ${path.slice(0, 3).join('/')}`;
    const rest = path.slice(3);
    if (route === 'GET api/frontend/settings') return send(200, { namespace, buildInfo: {} });
    if (route === 'GET api/org') return send(200, { id: 1, name: 'Main Org.' });
    if (route === 'GET api/search') {
      const hits: readonly Mutable[] =
        query.get('type') === 'dash-folder'
          ? [...folders.values()].map(({ uid, title, parentUid }) => ({
              uid,
              title,
              type: 'dash-folder',
              ...(parentUid !== undefined && { folderUid: parentUid }),
            }))
          : [...dashboards.values()].map((one) => ({
              uid: one.uid,
              title: latest(one).json.title,
              type: 'dash-db',
              tags: latest(one).json.tags ?? [],
              url: `/d/${one.uid}/x`,
              ...(one.folderUid !== '' && {
                folderUid: one.folderUid,
                folderTitle: folders.get(one.folderUid)?.title,
              }),
            }));
      return send(200, pageOf(hits, query));
    }
    if (route === 'GET api/library-elements') {
      const elements = pageOf(libraryPanels, query);
      return send(200, { result: { totalCount: libraryPanels.length, page: 1, perPage: 100, elements } });
    }
    if (route === 'POST api/folders') {
      const { uid, title, parentUid } = body as { uid: string; title: string; parentUid?: string };
      if (folders.has(uid))
        return send(412, {
          message: 'a folder with the same uid already exists',
          status: 'precondition-failed',
        });
      if (parentUid !== undefined && !folders.has(parentUid))
        return send(400, { message: 'parent folder not found' });
      folders.set(uid, { uid, title, parentUid });
      return send(200, { id: 1, uid, title, parentUid, version: 1 });
    }
    if (route.startsWith('GET api/folders') && path[2] !== undefined) {
      const found = folders.get(path[2]);
      if (!found) return send(404, { message: 'folder not found', status: 'not-found' });
      return send(200, { id: 1, ...found, version: 1 });
    }
    if (route === 'GET api/dashboards/uid' && rest.length === 1) {
      const found = dashboards.get(rest[0] ?? '');
      if (!found) return send(404, { message: 'Dashboard not found' });
      if (found.v2)
        return send(406, {
          message: `dashboard api version not supported, use /apis/dashboard.grafana.app/v2/namespaces/default/dashboards/${found.uid} instead`,
        });
      const { version, by, created, json } = latest(found);
      return send(200, {
        dashboard: { ...json, id: 11, version },
        meta: {
          folderUid: found.folderUid,
          folderTitle: folders.get(found.folderUid)?.title ?? 'General',
          provisioned: found.managedBy !== undefined,
          provisionedExternalId: found.managedBy === undefined ? '' : `${found.uid}.json`,
          version,
          updated: created,
          updatedBy: by,
          createdBy: found.versions.at(-1)?.by,
        },
      });
    }
    if (route === 'GET api/dashboards/uid' && rest[1] === 'versions') {
      const found = dashboards.get(rest[0] ?? '');
      if (!found) return send(404, { message: 'Dashboard not found' });
      const meta = ({ version, created, by, message }: StoredVersion) => ({
        id: version,
        dashboardId: 11,
        uid: found.uid,
        parentVersion: version - 1,
        restoredFrom: 0,
        version,
        created,
        createdBy: by,
        message,
      });
      if (rest[2] === undefined) {
        const limit = Number(query.get('limit') ?? '1000');
        const versions = found.versions
          .slice(0, limit)
          // As in Grafana: the message of the first version is not in the list.
          .map((one) => (one.version === 1 ? { ...meta(one), message: 'Initial save' } : meta(one)));
        return send(200, { continueToken: '', versions });
      }
      const one = found.versions.find(({ version }) => String(version) === rest[2]);
      if (!one) return send(404, { message: 'Dashboard version not found' });
      return send(200, { ...meta(one), data: { ...one.json, id: 11, version: one.version } });
    }
    if (route === 'DELETE api/dashboards/uid') {
      const found = dashboards.get(rest[0] ?? '');
      if (!found) return send(404, { message: 'Dashboard not found' });
      if (found.managedBy !== undefined)
        return send(400, { message: 'provisioned dashboard cannot be deleted' });
      dashboards.delete(found.uid);
      return send(200, { title: latest(found).json.title, message: 'Dashboard deleted', uid: found.uid });
    }
    if (route === 'POST api/dashboards/db') {
      const json = body.dashboard as Mutable;
      const uid = String(json.uid);
      const found = dashboards.get(uid);
      if (String(body.message ?? '').length > 500)
        return send(400, { message: 'message too long, max 500 characters' });
      if (found?.managedBy !== undefined) return send(400, { message: 'Cannot save provisioned dashboard' });
      if (found && body.overwrite !== true && json.version !== latest(found).version)
        return send(412, {
          message: 'The dashboard has been changed by someone else',
          status: 'version-mismatch',
        });
      const folderUid = String(body.folderUid ?? '');
      if (folderUid !== '' && !folders.has(folderUid)) return send(400, { message: 'folder not found' });
      const stored = save(uid, json, { folderUid, by: user, message: String(body.message ?? '') });
      return send(200, {
        id: 11,
        uid,
        url: `/d/${uid}/x`,
        status: 'success',
        version: latest(stored).version,
        slug: 'x',
      });
    }
    return send(404, { message: 'Not found' });
  }

  const self: GrafanaStub = {
    url: '',
    requests,
    headers,
    dashboards,
    folders,
    answer: undefined,
    edit(uid, change, by = 'jane', message = '') {
      const found = dashboards.get(uid);
      if (!found) throw new Error(`no dashboard ${uid}`);
      const json = structuredClone(latest(found).json);
      change(json);
      save(uid, json, { by, message });
    },
    put(uid, json, more = {}) {
      save(uid, json, { by: 'jane', message: '', ...more });
    },
    remove: (uid) => void dashboards.delete(uid),
    addFolder: (folder) => void folders.set(folder.uid, folder),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const listening = server.address();
  const port = listening !== null && typeof listening === 'object' ? listening.port : 0;
  return Object.assign(self, { url: `http://127.0.0.1:${port}` });
}
