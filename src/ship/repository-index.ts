import { load } from 'js-yaml';
import semver from 'semver';
import { reasonOf } from '../errors/caught.js';
import { toYaml } from '../output/serialise.js';
import type { ChartMetadata } from './built.js';
import type { PackagedBundle } from './package.js';
import { ShipError } from './ship-error.js';

/** A chart in the index of a classic chart repository (helm.sh/docs/topics/chart_repository). */
export interface IndexEntry extends ChartMetadata {
  readonly urls: readonly string[];
  readonly digest: string;
  readonly created?: string;
}

interface RepositoryIndex {
  readonly apiVersion: string;
  readonly entries: Readonly<Record<string, readonly IndexEntry[]>>;
}

export function indexEntry({ metadata, chart }: PackagedBundle, base: string, created?: string): IndexEntry {
  const prefix = base === '' || base.endsWith('/') ? base : `${base}/`;
  return {
    ...metadata,
    ...(created !== undefined && { created }),
    digest: chart.sha256,
    urls: [`${prefix}${chart.name}`],
  };
}

/**
 * Adds entries to an index. Existing versions stay unchanged.
 *
 * @param existing The current text of index.yaml.
 * @throws ShipError for a text that is not an index, and for a version that exists with different content
 */
export function mergeIndex(existing: string | undefined, added: readonly IndexEntry[]): string {
  const entries = new Map(Object.entries(existing === undefined ? {} : readIndex(existing).entries));
  for (const entry of added) {
    const versions = entries.get(entry.name) ?? [];
    const same = versions.find(({ version }) => version === entry.version);
    if (same && same.digest !== entry.digest) {
      throw new ShipError(
        `index.yaml has ${entry.name} ${entry.version} with different content: increase the version of the bundle, or remove that entry if it was never published`,
      );
    }
    if (!same)
      entries.set(
        entry.name,
        [...versions, entry].sort((a, b) => semver.rcompare(a.version, b.version)),
      );
  }
  const names = [...entries.keys()].sort();
  return toYaml({
    apiVersion: 'v1',
    entries: Object.fromEntries(names.map((name) => [name, entries.get(name)])),
  });
}

function readIndex(text: string): RepositoryIndex {
  const index = parse(text);
  if (typeof index !== 'object' || index === null || !('entries' in index))
    throw new ShipError('index.yaml is not the index of a chart repository: it has no entries');
  return { apiVersion: 'v1', entries: (index.entries ?? {}) as RepositoryIndex['entries'] };
}

function parse(text: string): unknown {
  try {
    return load(text);
  } catch (error) {
    throw new ShipError(`index.yaml is not YAML: ${reasonOf(error)}`);
  }
}
