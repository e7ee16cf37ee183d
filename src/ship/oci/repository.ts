import { ShipError } from '../ship-error.js';
import type { RegistryClient } from './http.js';
import { type Blob, manifestType } from './manifest.js';

/** One repository of a registry, over the OCI distribution API (github.com/opencontainers/distribution-spec). */
export interface Repository {
  /** The manifest that a tag names; nothing when there is none. */
  manifest(tag: string): Promise<PublishedManifest | undefined>;
  uploadBlob(blob: Blob): Promise<void>;
  /** Makes the tag name this manifest: only now can it be pulled. */
  setTag(tag: string, manifest: Blob): Promise<void>;
}

export interface PublishedManifest {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly layers?: readonly { readonly digest?: string }[];
}

/** @param what What is published, for messages: `qmtl 1.0.0`. */
export function repository(client: RegistryClient, name: string, what: string): Repository {
  const base = `/v2/${name}`;
  const { host } = client;
  const refused = async (response: Response, doing: string) =>
    new ShipError(
      `${host} refuses with status ${response.status} while ${doing}: ${await problemIn(response)}`,
    );
  return {
    async manifest(tag) {
      const doing = `looking for ${what}`;
      const headers = { accept: manifestType };
      const response = await client.send({ method: 'GET', url: `${base}/manifests/${tag}`, headers, doing });
      if (response.status === 404) return undefined;
      if (!response.ok) throw await refused(response, doing);
      return readManifest(await textOf(response, host, doing), host, what);
    },
    async uploadBlob({ content, digest }) {
      const doing = `uploading ${what}`;
      const known = await client.send({ method: 'HEAD', url: `${base}/blobs/${digest}`, doing });
      if (known.ok) return;
      const started = await client.send({ method: 'POST', url: `${base}/blobs/uploads/`, doing });
      const location = started.headers.get('location');
      if (!started.ok || location === null) throw await refused(started, doing);
      const url = new URL(location, started.url);
      url.searchParams.set('digest', digest);
      const headers = { 'content-type': 'application/octet-stream' };
      const done = await client.send({ method: 'PUT', url: url.href, headers, body: content, doing });
      if (!done.ok) throw await refused(done, doing);
    },
    async setTag(tag, { content }) {
      const doing = `publishing ${what}`;
      const headers = { 'content-type': manifestType };
      const url = `${base}/manifests/${tag}`;
      const response = await client.send({ method: 'PUT', url, headers, body: content, doing });
      if (!response.ok) throw await refused(response, doing);
    },
  };
}

async function textOf(response: Response, host: string, doing: string): Promise<string> {
  try {
    return await response.text();
  } catch {
    throw new ShipError(`${host} broke off while ${doing}`);
  }
}

function readManifest(text: string, host: string, what: string): PublishedManifest {
  try {
    return JSON.parse(text) as PublishedManifest;
  } catch {
    throw new ShipError(`${host} has something else than a manifest under ${what}`);
  }
}

/** The registry's own words: a list of errors with code and message. */
async function problemIn(response: Response): Promise<string> {
  try {
    const { errors } = JSON.parse(await response.text()) as {
      errors?: { code?: string; message?: string }[];
    };
    const texts = (errors ?? []).map(({ code, message }) => [code, message].filter(Boolean).join(': '));
    return texts.join('; ') || 'no reason given';
  } catch {
    return 'no reason given';
  }
}
