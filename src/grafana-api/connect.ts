import { textOf } from '../plain.js';
import { ask } from './ask.js';
import { jsonList, jsonOf, numberOf } from './data.js';
import { GrafanaError } from './error.js';
import type { GrafanaServer } from './server.js';

/** A Grafana with what it has of the two APIs. */
export interface Grafana extends GrafanaServer {
  /** The dashboards of the app-platform API (`/apis`, Grafana 12 and later); undefined where there is only `/api`. */
  readonly apis: { readonly version: 'v1' | 'v1beta1'; readonly namespace: string } | undefined;
}

/**
 * Finds out what a server has: the versions of `dashboard.grafana.app`, and the namespace of the organization whose
 * credentials are used.
 *
 * @throws GrafanaError if it cannot be reached, does not accept the credentials, or is not a Grafana
 */
export async function connect(server: GrafanaServer): Promise<Grafana> {
  const version = await dashboardVersion(server);
  if (version === undefined) return { ...server, apis: undefined };
  return { ...server, apis: { version, namespace: await namespaceOf(server) } };
}

async function dashboardVersion(server: GrafanaServer): Promise<'v1' | 'v1beta1' | undefined> {
  try {
    const group = jsonOf(
      await ask(server, { path: '/apis/dashboard.grafana.app/', about: 'the versions of its dashboards' }),
    );
    if (!Array.isArray(group.versions)) throw notGrafana(server);
    const versions = jsonList(group.versions).map(({ version }) => version);
    return (['v1', 'v1beta1'] as const).find((one) => versions.includes(one));
  } catch (error) {
    if (!(error instanceof GrafanaError) || (error.status !== 404 && error.status !== 403)) throw error;
    // Grafana before 12, one where this API is switched off, or no Grafana: all of them have this address.
    const health = await ask(server, {
      path: '/api/health',
      about: 'its state, which every Grafana reports',
    });
    if (!('database' in jsonOf(health))) throw notGrafana(server);
    return undefined;
  }
}

function notGrafana({ url }: GrafanaServer): GrafanaError {
  return new GrafanaError(
    `Grafana at ${url.host}: it responds with JSON, but not like Grafana: does the URL lead to Grafana itself, with its path prefix?`,
  );
}

/** Grafana Cloud has `stacks-<id>`, others `default` for the first organization and `org-<id>` for the rest. */
async function namespaceOf(server: GrafanaServer): Promise<string> {
  const settings = await ask(server, { path: '/api/frontend/settings', about: 'its settings' });
  const namespace = textOf(jsonOf(settings).namespace);
  if (namespace !== '') return namespace;
  const id = numberOf(jsonOf(await ask(server, { path: '/api/org', about: 'the organization' })).id);
  return id > 1 ? `org-${id}` : 'default';
}
