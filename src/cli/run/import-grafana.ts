import {
  eachOf,
  type Folder,
  type FoundDashboard,
  folders,
  type Grafana,
  GrafanaError,
  libraryPanels,
  readStoredDashboard,
  searchDashboards,
} from '../../grafana-api/index.js';
import type { InputFile } from '../../import/index.js';
import { UsageError } from '../../load/index.js';

/** Which dashboards of a Grafana are imported. @default all */
export interface ChosenDashboards {
  readonly uids: readonly string[];
  /** Uids or titles of folders: the dashboards in them, and in the folders in them. */
  readonly folders: readonly string[];
}

/** What a Grafana has, as files. */
export interface ServerContent {
  readonly files: readonly InputFile[];
  /** What could not be read, and is left out. */
  readonly notes: readonly string[];
}

/**
 * Reads dashboards of a Grafana, with their folders and the library panels.
 *
 * @param progress Called with a text: which dashboard of how many.
 * @throws UsageError where no dashboard is as chosen; GrafanaError where the server does not answer
 */
export async function grafanaFiles(
  server: Grafana,
  chosen: ChosenDashboards,
  progress: (text: string) => void,
): Promise<ServerContent> {
  progress(`asking ${server.url.host} for its dashboards`);
  const [all, known] = await Promise.all([searchDashboards(server), folders(server)]);
  const wanted = chosenAmong(all, known, chosen, server);
  const titles = new Map(known.map(({ uid, title }) => [uid, title]));
  let done = 0;
  const files = await eachOf(wanted, async (one): Promise<InputFile | undefined> => {
    const content = await readStoredDashboard(server, one.uid);
    progress(`reading ${++done} of ${wanted.length} dashboards`);
    if (content === undefined) return undefined;
    const folder = titles.get(one.folderUid) ?? one.folderTitle;
    return { file: `${server.url.host}/d/${one.uid}`, text: JSON.stringify(withFolder(content, folder)) };
  });
  const notes: string[] = [];
  const gone = wanted.filter((_, index) => files[index] === undefined);
  for (const { title, uid } of gone)
    notes.push(`the dashboard ${title} (${uid}) was deleted in the meantime`);
  const panels = await libraryOf(server, notes);
  return { files: [...files.flatMap((file) => file ?? []), ...panels], notes };
}

/** What the reading of files knows folders by. */
function withFolder(
  content: Readonly<Record<string, unknown>>,
  title: string,
): Readonly<Record<string, unknown>> {
  if (content.kind !== 'Dashboard') return { dashboard: content, meta: { folderTitle: title || undefined } };
  const metadata = content.metadata as { readonly name?: string };
  return {
    ...content,
    metadata: {
      name: metadata.name,
      ...(title !== '' && { annotations: { 'grafana.app/folder': title } }),
    },
  };
}

function chosenAmong(
  all: readonly FoundDashboard[],
  known: readonly Folder[],
  { uids, folders: named }: ChosenDashboards,
  { url }: Grafana,
): readonly FoundDashboard[] {
  const missing = uids.filter((uid) => !all.some((one) => one.uid === uid));
  if (missing.length > 0)
    throw new UsageError(
      `Grafana at ${url.host} has no dashboard ${missing.join(', ')}, or the credentials may not read it`,
    );
  const parents = new Map(known.map((folder) => [folder.uid, folder]));
  const isNamed = (folder: Folder | undefined, name: string): boolean =>
    folder !== undefined &&
    (folder.uid === name || folder.title === name || isNamed(parents.get(folder.parentUid), name));
  const unknown = named.filter((name) => !known.some(({ uid, title }) => uid === name || title === name));
  if (unknown.length > 0)
    throw new UsageError(
      `Grafana at ${url.host} has no folder ${unknown.join(', ')}: expected the uid or the title of one`,
    );
  const wanted = all.filter(
    (one) =>
      (uids.length === 0 && named.length === 0) ||
      uids.includes(one.uid) ||
      named.some((name) => isNamed(parents.get(one.folderUid), name)),
  );
  if (wanted.length === 0)
    throw new UsageError(
      all.length === 0
        ? `Grafana at ${url.host} has no dashboards that the credentials may read`
        : `Grafana at ${url.host}: no dashboard is in ${named.join(', ')}`,
    );
  return [...wanted].sort((a, b) => (a.uid < b.uid ? -1 : 1));
}

/** The library panels; those who may not read them import dashboards with references to them. */
async function libraryOf(server: Grafana, notes: string[]): Promise<InputFile[]> {
  try {
    const elements = await libraryPanels(server);
    const content = { result: { elements: elements.map((one) => ({ ...one, kind: 1 })) } };
    return elements.length === 0
      ? []
      : [{ file: `${server.url.host}/api/library-elements`, text: JSON.stringify(content) }];
  } catch (error) {
    if (!(error instanceof GrafanaError) || (error.status !== 403 && error.status !== 404)) throw error;
    notes.push(`library panels are left out: ${error.message}`);
    return [];
  }
}
