import { sha256 } from '../output/digest.js';
import { toJson } from '../output/serialise.js';
import { digestOf } from './digest.js';
import { type Files, sorted } from './files.js';
import type { Provenance } from './provenance.js';

export interface BillOfMaterials {
  readonly name: string;
  readonly version: string;
  /** Files by the package that holds them. */
  readonly files: readonly (readonly [pack: string, files: Files])[];
  readonly provenance: Provenance;
  readonly toolVersion: string;
}

/** A bill of materials as CycloneDX 1.6 JSON (cyclonedx.org/docs/1.6/json): every packed file with its digest. */
export function sbomText({ name, version, files, provenance, toolVersion }: BillOfMaterials): string {
  const all: Files = new Map(
    files.flatMap(([pack, content]) =>
      [...content].map(([path, bytes]) => [`${pack}/${path}`, bytes] as const),
    ),
  );
  const reference = `${name}@${version}`;
  const { source } = provenance;
  return toJson({
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(digestOf(all))}`,
    version: 1,
    metadata: {
      ...(provenance.created !== undefined && { timestamp: provenance.created }),
      tools: { components: [{ type: 'application', name: 'dashwright', version: toolVersion }] },
      component: {
        type: 'application',
        'bom-ref': reference,
        name,
        version,
        ...(source !== undefined && { externalReferences: [{ type: 'vcs', url: source }] }),
      },
    },
    components: sorted(all).map(([path, content]) => ({
      type: 'file',
      'bom-ref': `${reference}/${path}`,
      name: path,
      hashes: [{ alg: 'SHA-256', content: sha256(content) }],
    })),
    dependencies: [{ ref: reference, dependsOn: sorted(all).map(([path]) => `${reference}/${path}`) }],
  });
}

/** A UUID computed from the content, RFC 9562, version 8. */
function uuidOf(digest: string): string {
  const variant = ((Number.parseInt(digest.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  const text = `${digest.slice(0, 12)}8${digest.slice(13, 16)}${variant}${digest.slice(17, 32)}`;
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
