/** The source of a package. */
export interface Provenance {
  /** The repository, as a URL. */
  readonly source?: string | undefined;
  /** The last commit that changed the packed files. */
  readonly revision?: string | undefined;
  /** Time of that commit, ISO 8601. */
  readonly created?: string | undefined;
}

/** Digest of the chart's files without their provenance, for comparing two packages. */
export const contentDigest = 'dashwright/content-sha256';

/** Annotations of Chart.yaml, with the keys of the OCI image specification. */
export function provenanceAnnotations(provenance: Provenance, digest: string): Record<string, string> {
  const { source, revision } = provenance;
  return {
    [contentDigest]: digest,
    ...(source !== undefined && { 'org.opencontainers.image.source': source }),
    ...(revision !== undefined && { 'org.opencontainers.image.revision': revision }),
  };
}
