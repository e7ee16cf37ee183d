import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { legacyLabelName, legacyMetricName } from '../../catalog/names.js';
import { withFile } from '../../errors/system-error.js';
import {
  type CatalogFile,
  type CatalogUpdate,
  type MetricsReport,
  updateCatalogs,
} from '../../import/update/index.js';
import { UsageError } from '../../load/index.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import type { DefinitionOptions } from '../options/definitions.js';
import type { Found } from './metrics-source.js';

export interface UpdateOptions extends DefinitionOptions {
  /** The file that new metrics are added to. */
  readonly into?: string;
  readonly only?: RegExp;
  readonly select?: string;
  readonly dryRun?: boolean;
}

/** New metrics that are added without being named. */
const mostNew = 200;

/**
 * Writes what was found into the catalogs of a bundle.
 *
 * @throws UsageError where so much is new that it must be said what is meant
 */
export function update(
  found: Found,
  difference: MetricsReport['difference'],
  bundle: ResolvedBundle,
  { definitions, into, only, select, dryRun }: UpdateOptions,
  utf8Names: boolean,
): MetricsReport {
  const declared = new Map(bundle.metrics.map((metric) => [metric.name, metric]));
  const fresh = [...found.metrics.keys()].filter((one) => !declared.has(one));
  if (fresh.length > mostNew && !only && select === undefined) {
    throw new UsageError(
      `${found.name} has ${fresh.length} metrics that ${bundle.name} does not declare: select the relevant ones with --only or --select`,
    );
  }
  const files = catalogFiles(join(definitions, bundle.name), into);
  const ignored = new Set([
    ...found.targetLabels,
    ...bundle.metrics.flatMap(({ targetLabels }) => targetLabels),
  ]);
  const result = updateCatalogs(files, found.metrics, declared, {
    ignored,
    into: into === undefined ? undefined : relative('.', into),
  });
  if (!dryRun) for (const { path, text } of result.files) write(path, text);
  const refused = utf8Names ? [] : refusedNames(result, found, ignored);
  return { difference, update: { ...result, notes: [...result.notes, ...refused] }, written: !dryRun };
}

/** Names in what was changed that the check `catalog/name` refuses, as the settings are. */
function refusedNames(
  { changes }: CatalogUpdate,
  { metrics }: Found,
  ignored: ReadonlySet<string>,
): CatalogUpdate['notes'] {
  return [...new Set(changes.map(({ metric }) => metric))].flatMap((metric) => {
    const labels = [...(metrics.get(metric)?.labels.keys() ?? [])].filter((label) => !ignored.has(label));
    const names = [
      ...(legacyMetricName.test(metric) ? [] : [JSON.stringify(metric)]),
      ...labels.filter((label) => !legacyLabelName.test(label)).map((label) => JSON.stringify(label)),
    ];
    if (names.length === 0) return [];
    const message = `has names that the check catalog/name refuses, as older servers cannot read them (${names.join(', ')}): set utf8Names: true in checks.ts if all of yours can`;
    return [{ metric, message }];
  });
}

/** TypeScript of a bundle that has catalogs. */
function catalogFiles(folder: string, into: string | undefined): CatalogFile[] {
  const names = withFile(folder, () => readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    .filter((file) => /\.[cm]?ts$/.test(file) && !/(^|[\\/])node_modules[\\/]/.test(file))
    .sort();
  const paths = names.map((file) => relative('.', join(folder, file)));
  if (into !== undefined && !paths.some((path) => resolve(path) === resolve(into)))
    throw new UsageError(`${into} is not a file of this bundle (${folder})`);
  return paths
    .map((path) => ({ path, text: withFile(path, () => readFileSync(path, 'utf8')) }))
    .filter(({ text }) => /\bcatalog\s*\(/.test(text));
}

/** All or nothing. */
function write(path: string, text: string): void {
  const next = `${path}.dashwright-new`;
  withFile(path, () => {
    writeFileSync(next, text);
    renameSync(next, path);
  });
}
