import type { PackagedBundle } from '../package.js';
import { contentDigest } from '../provenance.js';
import type { RegistryClient } from './http.js';
import { type ChartImage, chartImage } from './manifest.js';
import { tagOf } from './reference.js';
import { type PublishedManifest, type Repository, repository } from './repository.js';

export interface Published {
  /** `qmtl 1.0.0` */
  readonly what: string;
  /** `published`, `present` with equal content, `conflict` with different content. */
  readonly result: 'published' | 'present' | 'conflict';
}

interface Task {
  readonly what: string;
  readonly tag: string;
  readonly target: Repository;
  readonly image: ChartImage;
  readonly present: PublishedManifest | undefined;
  readonly packed: PackagedBundle;
}

/**
 * Publishes charts. All versions are looked up before the first upload, and tags are set after all uploads: a conflict or
 * an error of the registry leaves no chart partly published.
 *
 * @param path Path in the registry; each chart is a repository under it, with the name of the chart.
 */
export async function publishCharts(
  client: RegistryClient,
  path: string,
  bundles: readonly PackagedBundle[],
): Promise<Published[]> {
  const tasks: Task[] = [];
  for (const packed of bundles) tasks.push(await prepare(client, path, packed));
  const results = tasks.map(({ what, present, packed }): Published => {
    if (!present) return { what, result: 'published' };
    return { what, result: holdsSame(present, packed) ? 'present' : 'conflict' };
  });
  if (results.some(({ result }) => result === 'conflict')) return results;
  const missing = tasks.filter(({ present }) => !present);
  for (const { target, image } of missing) for (const blob of image.blobs) await target.uploadBlob(blob);
  for (const { target, image, tag } of missing) await target.setTag(tag, image.manifest);
  return results;
}

async function prepare(client: RegistryClient, path: string, packed: PackagedBundle): Promise<Task> {
  const { name, version } = packed.metadata;
  const what = `${name} ${version}`;
  const target = repository(client, [path, name].filter(Boolean).join('/'), what);
  const tag = tagOf(version);
  return { what, tag, target, packed, image: chartImage(packed), present: await target.manifest(tag) };
}

/** Whether a registry has the same archive, or the same files packed at another commit. */
function holdsSame({ annotations, layers }: PublishedManifest, { chart, metadata }: PackagedBundle): boolean {
  if (layers?.some(({ digest }) => digest === `sha256:${chart.sha256}`)) return true;
  const digest = metadata.annotations?.[contentDigest];
  return digest !== undefined && annotations?.[contentDigest] === digest;
}
