import { textOf } from '../plain.js';
import { ask, pathOf } from './ask.js';
import type { Grafana } from './connect.js';
import { contentOf, orMissing, resources } from './dashboards.js';
import { type Json, jsonList, jsonOf, numberOf } from './data.js';

/** A version in the history of a dashboard. */
export interface DashboardVersion {
  readonly version: number;
  /** RFC 3339. */
  readonly created: string;
  /** Login; `user:<uid>` where a server has only the history of the app platform. */
  readonly createdBy: string;
  readonly message: string;
}

/** How many versions are looked at: Grafana keeps 20 by default (`versions_to_keep`). */
const most = 100;

/** The history of a dashboard, the newest first: at most 100 versions. Empty where the server has none. */
export async function dashboardVersions(server: Grafana, uid: string): Promise<DashboardVersion[]> {
  // Also where there is the app platform: only this history has the logins of users.
  const classic = await orMissing(
    ask(server, {
      path: pathOf`/api/dashboards/uid/${uid}/versions`,
      query: { limit: most },
      about: `the history of the dashboard ${uid}`,
      permission: 'dashboards:write',
    }),
  );
  // A list before Grafana 11, an object with a list after.
  const list = Array.isArray(classic) ? classic : jsonOf(classic).versions;
  if (list === undefined) return server.apis ? resourceVersions(server, uid) : [];
  const found = jsonList(list).map(versionOf);
  return Promise.all(
    newestFirst(found).map(async (one) => {
      // The list has this text for the first version, whatever was said when it was saved.
      if (one.message !== 'Initial save') return one;
      const first = await dashboardVersion(server, uid, one.version);
      return first ? { ...one, message: first.message } : one;
    }),
  );
}

async function resourceVersions(server: Grafana, uid: string): Promise<DashboardVersion[]> {
  const found = await ask(server, {
    path: resources(server),
    query: {
      labelSelector: 'grafana.app/get-history=true',
      fieldSelector: `metadata.name=${uid}`,
      limit: most,
    },
    about: `the history of the dashboard ${uid}`,
    permission: 'dashboards:read',
  });
  return newestFirst(
    jsonList(jsonOf(found).items).map(({ metadata: given }) => {
      const metadata = jsonOf(given);
      const annotations = jsonOf(metadata.annotations);
      return {
        version: numberOf(metadata.generation),
        created: textOf(annotations['grafana.app/updatedTimestamp']) || textOf(metadata.creationTimestamp),
        createdBy:
          textOf(annotations['grafana.app/updatedBy']) || textOf(annotations['grafana.app/createdBy']),
        message: textOf(annotations['grafana.app/message']),
      };
    }),
  );
}

/** A version with the dashboard as it was. Undefined where the server does not have it, or not in the classic schema. */
export async function dashboardVersion(
  server: Grafana,
  uid: string,
  version: number,
): Promise<(DashboardVersion & { readonly json: Json }) | undefined> {
  const found = await orMissing(
    ask(server, {
      path: pathOf`/api/dashboards/uid/${uid}/versions/${String(version)}`,
      about: `version ${version} of the dashboard ${uid}`,
      permission: 'dashboards:write',
    }),
  );
  if (found === undefined) return undefined;
  return { ...versionOf(jsonOf(found)), json: contentOf(jsonOf(jsonOf(found).data), uid) };
}

function versionOf({ version, created, createdBy, message }: Json): DashboardVersion {
  return {
    version: numberOf(version),
    created: textOf(created),
    createdBy: textOf(createdBy),
    message: textOf(message),
  };
}

function newestFirst(versions: readonly DashboardVersion[]): DashboardVersion[] {
  return [...versions].sort((a, b) => b.version - a.version);
}
