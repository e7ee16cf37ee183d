import { isRecord, parsedJson } from '../../plain.js';
import { ShipError } from '../ship-error.js';
import type { RegistryClient } from './http.js';
import { type Blob, manifestType } from './manifest.js';
import { leadingTo } from './redirects.js';

/** A repository of a registry, with the OCI distribution API (github.com/opencontainers/distribution-spec). */
export interface Repository {
  /** The manifest of a tag; undefined if there is none. */
  manifest(tag: string): Promise<PublishedManifest | undefined>;
  uploadBlob(blob: Blob): Promise<void>;
  /** Sets the tag to this manifest, after which it can be pulled. */
  setTag(tag: string, manifest: Blob): Promise<void>;
}

export interface PublishedManifest {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly layers?: readonly { readonly digest?: string }[];
}

/** Size that registries should accept for a manifest, OCI distribution specification, "Pushing Manifests". */
const mostManifestBytes = 4 * 1024 * 1024;
const mostReasonBytes = 64 * 1024;

/** @param what What is published, for messages: `qmtl 1.0.0`. */
export function repository(client: RegistryClient, name: string, what: string): Repository {
  const base = `/v2/${name}`;
  const { host } = client;
  const refused = async (response: Response, doing: string) =>
    new ShipError(
      `${host} responds with status ${response.status} while ${doing}: ${client.said(await problemIn(response, client, doing))}`,
    );
  return {
    async manifest(tag) {
      const doing = `looking for ${what}`;
      const headers = { accept: manifestType };
      const response = await client.send({ method: 'GET', url: `${base}/manifests/${tag}`, headers, doing });
      if (response.status === 404) return undefined;
      if (!response.ok) throw await refused(response, doing);
      return readManifest(await client.text(response, mostManifestBytes, doing), host, what);
    },
    async uploadBlob({ content, digest }) {
      const doing = `uploading ${what}`;
      const known = await client.send({ method: 'HEAD', url: `${base}/blobs/${digest}`, doing });
      if (known.ok) return;
      const started = await client.send({ method: 'POST', url: `${base}/blobs/uploads/`, doing });
      const location = started.headers.get('location');
      if (!started.ok || location === null) throw await refused(started, doing);
      await started.body?.cancel();
      const url = leadingTo(location, started.url, doing);
      url.searchParams.set('digest', digest);
      const headers = { 'content-type': 'application/octet-stream' };
      const done = await client.send({ method: 'PUT', url: url.href, headers, body: content, doing });
      if (!done.ok) throw await refused(done, doing);
      await done.body?.cancel();
    },
    async setTag(tag, { content }) {
      const doing = `publishing ${what}`;
      const headers = { 'content-type': manifestType };
      const url = `${base}/manifests/${tag}`;
      const response = await client.send({ method: 'PUT', url, headers, body: content, doing });
      if (!response.ok) throw await refused(response, doing);
      await response.body?.cancel();
    },
  };
}

function readManifest(text: string, host: string, what: string): PublishedManifest {
  const value = parsedJson(text);
  if (!isRecord(value)) throw new ShipError(`${host} has no valid manifest for ${what}`);
  const { annotations, layers } = value;
  return {
    ...(isRecord(annotations) && { annotations: annotations as Record<string, string> }),
    ...(Array.isArray(layers) && { layers: layers.filter(isRecord) }),
  };
}

/** The error message of the registry: a list of errors with code and message. */
async function problemIn(response: Response, client: RegistryClient, doing: string): Promise<string> {
  const text = await client.text(response, mostReasonBytes, doing).catch(() => '');
  const value = parsedJson(text);
  const errors = isRecord(value) && Array.isArray(value.errors) ? value.errors.filter(isRecord) : [];
  const texts = errors.map(({ code, message }) =>
    [code, message].filter((part) => typeof part === 'string' && part !== '').join(': '),
  );
  return texts.join('; ') || 'no reason given';
}
