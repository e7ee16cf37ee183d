import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { outputReader, readConsistently } from '../output/consistent-read.js';
import { manifestName, readManifest } from '../output/manifest.js';
import type { Files } from './files.js';
import { ShipError } from './ship-error.js';

/** The fields of Chart.yaml that packages use. */
export interface ChartMetadata {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** The chart and the modules of a bundle in an output folder. */
export interface BuiltBundle {
  readonly bundle: string;
  readonly metadata: ChartMetadata;
  readonly chart: Files;
  /** For Kubernetes. */
  readonly module: Files;
  /** For Grafana's API. */
  readonly grafanaModule: Files;
}

/**
 * Reads the files of a build, without other files in the output folder.
 *
 * @param names Bundles to read; all if empty.
 * @throws ShipError without a build, or without one of the bundles; OutputError if an interrupted build cannot be
 *   completed, or for a link out of the folder
 */
export function readBuilt(output: string, names: readonly string[]): BuiltBundle[] {
  return readConsistently(output, () => readBundles(output, names));
}

function readBundles(output: string, names: readonly string[]): BuiltBundle[] {
  if (!existsSync(join(output, manifestName)))
    throw new ShipError(`no build in ${output}: run dashwright build --out ${output} first`);
  const { bundles: built } = readManifest(output);
  const charts = Object.keys(built).filter((bundle) => built[bundle]?.includes(`helm/${bundle}/Chart.yaml`));
  const missing = names.filter((name) => !charts.includes(name));
  if (missing.length > 0)
    throw new ShipError(
      `no chart of ${missing.join(', ')} in ${output}; there is ${charts.join(', ') || 'none'}`,
    );
  const chosen = names.length === 0 ? charts : charts.filter((bundle) => names.includes(bundle));
  if (chosen.length === 0)
    throw new ShipError(`no chart in ${output}: run dashwright build --out ${output} first`);
  return chosen.map((bundle) => readBundle(output, bundle, built[bundle] ?? []));
}

function readBundle(output: string, bundle: string, paths: readonly string[]): BuiltBundle {
  const read = outputReader(output);
  const under = (folder: string): Files =>
    new Map(
      paths
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => [path.slice(folder.length + 1), read(path)]),
    );
  const chart = under(`helm/${bundle}`);
  const metadata = load(text(chart.get('Chart.yaml'))) as ChartMetadata;
  return {
    bundle,
    metadata,
    chart,
    module: under(`terraform/${bundle}`),
    grafanaModule: under(`terraform-grafana/${bundle}`),
  };
}

function text(content: Uint8Array | undefined): string {
  return content === undefined ? '' : Buffer.from(content).toString('utf8');
}
