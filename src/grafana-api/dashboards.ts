import { textOf } from '../plain.js';
import { ask, pathOf } from './ask.js';
import type { Grafana } from './connect.js';
import { type Json, jsonOf, numberOf } from './data.js';
import { GrafanaError } from './error.js';
import { searchAll } from './search.js';

/** What a search says of a dashboard. */
export interface FoundDashboard {
  readonly uid: string;
  readonly title: string;
  /** Empty: not in a folder. */
  readonly folderUid: string;
  readonly folderTitle: string;
  readonly tags: readonly string[];
}

/** A dashboard as a server has it. */
export interface ServerDashboard {
  readonly uid: string;
  readonly title: string;
  /** In the classic schema, with its uid, without the numbers that the server gives it (id, version). */
  readonly json: Json;
  /** Empty: not in a folder. */
  readonly folderUid: string;
  /** Increases with every change. */
  readonly version: number;
  /** Login, name or `user:<uid>`, as the server says; empty if it does not. */
  readonly updatedBy: string;
  /** RFC 3339; empty if the server does not say. */
  readonly updated: string;
  /** What manages it, so that changes by others are refused or undone; undefined: nothing does. */
  readonly managedBy: string | undefined;
  /** Metadata of the app platform, for a change of just this state. */
  readonly metadata: Json | undefined;
}

/** All dashboards that the credentials can read. */
export async function searchDashboards(server: Grafana): Promise<FoundDashboard[]> {
  const found = await searchAll(server, 'dash-db', 'dashboards');
  return found.map(({ uid, title, folderUid, folderTitle, tags }) => ({
    uid: textOf(uid),
    title: textOf(title),
    folderUid: textOf(folderUid),
    folderTitle: textOf(folderTitle),
    tags: Array.isArray(tags) ? tags.map(String) : [],
  }));
}

/**
 * A dashboard in the classic schema.
 *
 * @returns undefined where there is none
 * @throws GrafanaError also for a dashboard of schema v2 that has no classic form
 */
export async function readDashboard(server: Grafana, uid: string): Promise<ServerDashboard | undefined> {
  return server.apis ? readResource(server, uid) : readClassic(server, uid);
}

async function readResource(server: Grafana, uid: string): Promise<ServerDashboard | undefined> {
  const found = await resource(server, uid, server.apis?.version ?? 'v1');
  if (found === undefined) return undefined;
  const { metadata: given, spec, status } = jsonOf(found);
  const metadata = jsonOf(given);
  const annotations = jsonOf(metadata.annotations);
  refuseUnconverted(server, uid, jsonOf(jsonOf(status).conversion));
  const manager = textOf(annotations['grafana.app/managedBy']);
  const owner = textOf(annotations['grafana.app/managerId']);
  const editable = annotations['grafana.app/managerAllowsEdits'] === 'true';
  return {
    uid,
    title: textOf(jsonOf(spec).title),
    json: contentOf(jsonOf(spec), uid),
    folderUid: textOf(annotations['grafana.app/folder']),
    version: numberOf(metadata.generation),
    updatedBy: textOf(annotations['grafana.app/updatedBy']) || textOf(annotations['grafana.app/createdBy']),
    updated: textOf(annotations['grafana.app/updatedTimestamp']) || textOf(metadata.creationTimestamp),
    managedBy: manager === '' || editable ? undefined : managerText(manager, owner),
    metadata,
  };
}

/**
 * A dashboard in the form in which the server has it: in the classic schema, or as a resource of version v2, which has
 * tabs, auto grids and conditions.
 *
 * @returns undefined where there is none
 */
export async function readStoredDashboard(server: Grafana, uid: string): Promise<Json | undefined> {
  if (!server.apis) return (await readClassic(server, uid))?.json;
  const found = await resource(server, uid, server.apis.version);
  if (found === undefined) return undefined;
  const { metadata, spec, status } = jsonOf(found);
  const stored = textOf(jsonOf(jsonOf(status).conversion).storedVersion);
  if (/^v[2-9]/.test(stored)) return jsonOf(await resource(server, uid, stored));
  return { apiVersion: `dashboard.grafana.app/${server.apis.version}`, kind: 'Dashboard', metadata, spec };
}

function resource(server: Grafana, uid: string, version: string): Promise<unknown> {
  return orMissing(
    ask(server, {
      path: `${resources(server, version)}${pathOf`/${uid}`}`,
      about: `the dashboard ${uid}`,
      permission: 'dashboards:read',
    }),
  );
}

/** Tabs, auto grids and conditions have no classic form; Grafana then says that the conversion has failed. */
function refuseUnconverted({ url }: Grafana, uid: string, { failed, error, storedVersion }: Json): void {
  if (failed !== true) return;
  throw new GrafanaError(
    `Grafana at ${url.host}: the dashboard ${uid} is stored in schema ${textOf(storedVersion)} and has no classic form: ${textOf(error)}`,
  );
}

const managers: Readonly<Record<string, string>> = {
  repo: 'Git Sync',
  terraform: 'Terraform',
  kubectl: 'kubectl',
  plugin: 'a plugin',
  grafana: 'Grafana itself',
  'classic-file-provisioning': "files of Grafana's provisioning",
  'classic-api-provisioning': "Grafana's provisioning API",
};

function managerText(kind: string, owner: string): string {
  return `${managers[kind] ?? kind}${owner === '' ? '' : ` (${owner})`}`;
}

async function readClassic(server: Grafana, uid: string): Promise<ServerDashboard | undefined> {
  const found = await orMissing(
    ask(server, {
      path: pathOf`/api/dashboards/uid/${uid}`,
      about: `the dashboard ${uid}`,
      permission: 'dashboards:read',
    }),
  );
  if (found === undefined) return undefined;
  const { dashboard, meta: given } = jsonOf(found);
  const meta = jsonOf(given);
  const json = jsonOf(dashboard);
  return {
    uid,
    title: textOf(json.title),
    json: contentOf(json, uid),
    folderUid: textOf(meta.folderUid),
    version: numberOf(json.version ?? meta.version),
    updatedBy: textOf(meta.updatedBy),
    updated: textOf(meta.updated),
    managedBy:
      meta.provisioned === true
        ? managerText('classic-file-provisioning', textOf(meta.provisionedExternalId))
        : undefined,
    metadata: undefined,
  };
}

/** Without what the server adds. */
export function contentOf(json: Json, uid: string): Json {
  const { id, version, uid: _uid, ...content } = json;
  return { ...content, uid };
}

/** What to write. */
export interface DashboardChange {
  readonly uid: string;
  readonly json: Json;
  /** Empty: not in a folder. */
  readonly folderUid: string;
  /** For the version history; at most 500 characters. */
  readonly message: string;
  /** What it replaces: if the server has something else meanwhile, nothing is written. Undefined: it is new. */
  readonly replaces: ServerDashboard | undefined;
}

/**
 * Writes a dashboard where it is still as it was read.
 *
 * @throws GrafanaError with status 409 or 412 if it was changed or created concurrently
 */
export async function saveDashboard(server: Grafana, change: DashboardChange): Promise<void> {
  const request = { about: `saving the dashboard ${change.uid}`, permission: 'dashboards:write' };
  if (!server.apis) {
    const { version } = change.replaces ?? {};
    const dashboard = { ...change.json, id: null, ...(version !== undefined && { version }) };
    await ask(server, {
      ...request,
      method: 'POST',
      path: '/api/dashboards/db',
      // With overwrite, the server would not compare versions.
      body: { dashboard, folderUid: change.folderUid, message: change.message, overwrite: false },
    });
    return;
  }
  const { uid: _uid, ...spec } = change.json;
  const { metadata: former } = change.replaces ?? {};
  const { 'grafana.app/folder': _folder, ...annotations } = jsonOf(former?.annotations);
  const resource = {
    apiVersion: `dashboard.grafana.app/${server.apis.version}`,
    kind: 'Dashboard',
    metadata: {
      name: change.uid,
      ...(former && { resourceVersion: former.resourceVersion, labels: former.labels }),
      annotations: {
        ...annotations,
        ...(change.folderUid !== '' && { 'grafana.app/folder': change.folderUid }),
        'grafana.app/message': change.message,
      },
    },
    spec,
  };
  await (former
    ? ask(server, {
        ...request,
        method: 'PUT',
        path: `${resources(server)}${pathOf`/${change.uid}`}`,
        body: resource,
      })
    : ask(server, { ...request, method: 'POST', path: resources(server), body: resource }));
}

/**
 * Deletes a dashboard. The app platform does so only where it is still as it was read; the classic API does not compare.
 *
 * @throws GrafanaError
 */
export async function deleteDashboard(server: Grafana, { uid, metadata }: ServerDashboard): Promise<void> {
  const request = { about: `deleting the dashboard ${uid}`, permission: 'dashboards:delete' };
  if (server.apis) {
    const { resourceVersion } = metadata ?? {};
    await ask(server, {
      ...request,
      method: 'DELETE',
      path: `${resources(server)}${pathOf`/${uid}`}`,
      body: { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { resourceVersion } },
    });
  } else await ask(server, { ...request, method: 'DELETE', path: pathOf`/api/dashboards/uid/${uid}` });
}

/** The collection of dashboards in the app platform. @param version @default that in which dashboards are classic */
export function resources({ apis }: Grafana, version: string = apis?.version ?? 'v1'): string {
  const { namespace } = apis ?? { namespace: 'default' };
  return pathOf`/apis/dashboard.grafana.app/${version}/namespaces/${namespace}/dashboards`;
}

/** The answer, or undefined if the server says that there is none. */
export async function orMissing(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GrafanaError && error.status === 404 && error.said !== '') return undefined;
    throw error;
  }
}
