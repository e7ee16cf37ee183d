import { sha256 } from '../output/digest.js';
import { toYaml } from '../output/serialise.js';
import { tgz, zip } from './archive.js';
import type { BuiltBundle, ChartMetadata } from './built.js';
import { digestOf } from './digest.js';
import type { Files } from './files.js';
import { type Provenance, provenanceAnnotations } from './provenance.js';
import { sbomText } from './sbom.js';

/** A packed bundle. */
export interface PackagedBundle {
  readonly bundle: string;
  /** Chart.yaml with its provenance. */
  readonly metadata: ChartMetadata;
  readonly chart: PackagedFile;
  /** The chart, its modules, and the bill of materials. */
  readonly files: readonly PackagedFile[];
}

export interface PackagedFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly sha256: string;
}

/** Packs one bundle. The result depends on the built files and the provenance only. */
export function packageBundle(
  built: BuiltBundle,
  provenance: Provenance,
  toolVersion: string,
): PackagedBundle {
  const { bundle, chart, module, grafanaModule } = built;
  const annotations = {
    ...built.metadata.annotations,
    ...provenanceAnnotations(provenance, digestOf(chart)),
  };
  const metadata: ChartMetadata = { ...built.metadata, annotations };
  const { name, version } = metadata;
  const files = new Map(chart).set('Chart.yaml', Buffer.from(toYaml(metadata)));
  const packedChart = packed(`${name}-${version}.tgz`, tgz(files, name));
  const bill = sbomText({
    name,
    version,
    files: [
      ['chart', files],
      ['module', module],
      ['grafana-module', grafanaModule],
    ],
    provenance,
    toolVersion,
  });
  const modules: readonly (readonly [name: string, files: Files])[] = [
    ['terraform', module],
    ['terraform-grafana', grafanaModule],
  ];
  return {
    bundle,
    metadata,
    chart: packedChart,
    files: [
      packedChart,
      // A build of some targets does not have every module.
      ...modules
        .filter(([, content]) => content.size > 0)
        .map(([target, content]) => packed(`${name}-${target}-${version}.zip`, zip(content))),
      packed(`${name}-${version}.cdx.json`, Buffer.from(bill)),
    ],
  };
}

function packed(name: string, content: Uint8Array): PackagedFile {
  return { name, content, sha256: sha256(content) };
}
