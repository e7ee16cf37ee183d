import type { Manifest } from '@grafana/grafana-foundation-sdk/resource';
import type { GrafanaResources } from '../../define/index.js';
import { toJson } from '../../output/serialise.js';
import { jsonCopy } from '../../plain.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import type { Artifact } from '../artifact.js';
import type { GrafanaDashboard } from '../grafana/index.js';
import { folderUid } from './folder-uid.js';
import { toV2 } from './v2/dashboard.js';

type Version = NonNullable<GrafanaResources['version']>;

/** The version of folders that a Grafana has which knows such dashboards. */
const folderVersions: Readonly<Record<Version, string>> = { v1beta1: 'v1beta1', v1: 'v1', v2: 'v1' };

/**
 * `grafana-resources/<bundle>/`: dashboards and folders as objects of Grafana's API. Folders are in a directory of their
 * own: Git Sync creates folders from directories, and rejects files with them ("cannot declare folders through files").
 */
export function* emitGrafanaResources(
  bundle: ResolvedBundle,
  dashboards: Iterable<GrafanaDashboard>,
): Generator<Artifact> {
  const { version = 'v1', folderUids = {} } = bundle.source.options.grafanaResources ?? {};
  const folder = `grafana-resources/${bundle.name}`;
  const sources = new Map(bundle.dashboards.map((dashboard) => [dashboard.uid, dashboard]));
  const titles = new Set<string>();
  for (const { uid, folder: title, json } of dashboards) {
    const known = Object.hasOwn(folderUids, title) ? folderUids[title] : undefined;
    if (title !== '' && known === undefined) titles.add(title);
    const source = version === 'v2' ? sources.get(uid) : undefined;
    yield file(`${folder}/dashboards/${uid}.json`, {
      apiVersion: `dashboard.grafana.app/${version}`,
      kind: 'Dashboard',
      metadata: {
        name: uid,
        ...(title !== '' && { annotations: { 'grafana.app/folder': known ?? folderUid(title) } }),
      },
      spec: source ? toV2(jsonCopy(json), source) : withoutUid(json),
    });
  }
  for (const title of titles) {
    yield file(`${folder}/folders/${folderUid(title)}.json`, {
      apiVersion: `folder.grafana.app/${folderVersions[version]}`,
      kind: 'Folder',
      metadata: { name: folderUid(title) },
      spec: { title },
    });
  }
}

function file(path: string, manifest: Manifest): Artifact {
  return { path, content: toJson(manifest) };
}

/** The name of the object is the uid; Grafana takes it out of what it keeps. */
function withoutUid(json: object): object {
  return { ...json, uid: undefined };
}
