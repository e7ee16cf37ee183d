/** Where a package comes from. */
export interface Provenance {
  /** The repository, as a URL. */
  readonly source?: string | undefined;
  /** The commit that last changed the packed files: the same for as long as they are. */
  readonly revision?: string | undefined;
  /** When that commit was made, as ISO 8601. */
  readonly created?: string | undefined;
}

/** Digest over the chart's files without their provenance: tells whether two packages hold the same. */
export const contentDigest = 'dashwright/content-sha256';

/** Annotations of Chart.yaml, by the names that the OCI image specification gives to the same things. */
export function provenanceAnnotations(provenance: Provenance, digest: string): Record<string, string> {
  const { source, revision } = provenance;
  return {
    [contentDigest]: digest,
    ...(source !== undefined && { 'org.opencontainers.image.source': source }),
    ...(revision !== undefined && { 'org.opencontainers.image.revision': revision }),
  };
}
