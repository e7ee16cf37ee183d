import { sha256 } from '../../output/digest.js';
import { toCompactJson } from '../../output/serialise.js';
import type { ChartMetadata } from '../built.js';
import type { PackagedBundle } from '../package.js';

/** Media types of Helm's charts in registries (helm.sh/docs/topics/registries). */
const configType = 'application/vnd.cncf.helm.config.v1+json';
const contentType = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
export const manifestType = 'application/vnd.oci.image.manifest.v1+json';

export interface Blob {
  readonly content: Uint8Array;
  readonly digest: string;
}

/** A chart as stored in a registry: two blobs, and the manifest that references them. */
export interface ChartImage {
  readonly blobs: readonly Blob[];
  readonly manifest: Blob;
}

export function chartImage({ metadata, chart }: PackagedBundle): ChartImage {
  const config = blob(toCompactJson(metadata));
  const content = blob(chart.content);
  const manifest = blob(
    toCompactJson({
      schemaVersion: 2,
      mediaType: manifestType,
      config: descriptor(configType, config),
      layers: [descriptor(contentType, content)],
      annotations: imageAnnotations(metadata),
    }),
  );
  return { blobs: [config, content], manifest };
}

/** As `helm push`, but without the time, which would change the manifest of an unchanged chart. */
function imageAnnotations(metadata: ChartMetadata): Record<string, string> {
  const { name, version, description, annotations } = metadata;
  return {
    ...annotations,
    'org.opencontainers.image.title': name,
    'org.opencontainers.image.version': version,
    ...(description !== undefined && { 'org.opencontainers.image.description': description }),
  };
}

function blob(content: Uint8Array | string): Blob {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { content: bytes, digest: `sha256:${sha256(bytes)}` };
}

function descriptor(mediaType: string, { content, digest }: Blob) {
  return { mediaType, digest, size: content.byteLength };
}
