import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Kubernetes, startKubernetes } from './kubernetes.js';
import { tool } from './tools.js';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

/** Increased when the format of the schemas changes, so that cached ones are not used. */
const revision = 1;

/** Schemas for kubeconform: every kind in these API groups. */
const groups = [
  'api/v1',
  'apis/apps/v1',
  'apis/monitoring.coreos.com/v1',
  'apis/monitoring.coreos.com/v1alpha1',
];

/**
 * The value of kubeconform's -schema-location: JSON schemas exported from a real API server once, and
 * cached next to the tools. They reject unknown fields, like the API server in strict mode.
 */
export async function kubeSchemas(): Promise<string> {
  const sources = ['kube-apiserver', 'controller-gen'].map((name) => dirname(dirname(tool(name))));
  const cache = dirname(sources[0] ?? '');
  const digest = createHash('sha256')
    .update(JSON.stringify([sources.map((folder) => basename(folder)), groups, revision]))
    .digest('hex');
  const folder = join(cache, `kube-schemas-${digest.slice(0, 16)}`);
  if (!existsSync(folder)) await writeSchemas(folder);
  return join(folder, '{{.ResourceKind}}{{.KindSuffix}}.json');
}

async function writeSchemas(folder: string): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  const unfinished = mkdtempSync(join(dirname(folder), '.building-kube-schemas-'));
  try {
    const kubernetes = await startKubernetes();
    try {
      for (const group of groups) await writeGroup(kubernetes, group, unfinished);
    } finally {
      await kubernetes.stop();
    }
    renameSync(unfinished, folder);
  } catch (error) {
    // Another process may have finished first: then its result is used.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

async function writeGroup(kubernetes: Kubernetes, path: string, folder: string): Promise<void> {
  const { status, body } = await kubernetes.get(`/openapi/v3/${path}`);
  if (status !== 200) throw new Error(`the API server has no OpenAPI document of ${path}: ${body}`);
  const schemas = (JSON.parse(body) as { components: { schemas: { [name: string]: JsonObject } } }).components
    .schemas;
  for (const schema of Object.values(schemas)) {
    const kinds = schema['x-kubernetes-group-version-kind'];
    if (!Array.isArray(kinds) || kinds.length !== 1) continue; // kinds of every group, as DeleteOptions
    const { group, version, kind } = kinds[0] as { group: string; version: string; kind: string };
    const result = closed(schema, schemas) as JsonObject & { properties?: { [name: string]: JsonObject } };
    if (result.properties?.apiVersion === undefined) continue;
    Object.assign(result.properties.apiVersion, { enum: [group === '' ? version : `${group}/${version}`] });
    Object.assign(result.properties.kind ?? {}, { enum: [kind] });
    result.required = [
      ...new Set([...((result.required as string[] | undefined) ?? []), 'apiVersion', 'kind']),
    ];
    const suffix = group === '' ? version : `${group.split('.')[0]}-${version}`;
    writeFileSync(join(folder, `${kind.toLowerCase()}-${suffix}.json`), JSON.stringify(result));
  }
}

/** The schema with its references resolved, which rejects unknown fields. */
function closed(node: Json, schemas: { [name: string]: JsonObject }, inside: readonly string[] = []): Json {
  if (Array.isArray(node)) return node.map((item) => closed(item, schemas, inside));
  if (node === null || typeof node !== 'object') return node;
  if (typeof node.$ref === 'string') {
    const name = node.$ref.replace('#/components/schemas/', '');
    const target = schemas[name];
    // Recursive types are open from the second level on.
    if (target === undefined || inside.includes(name)) return {};
    return closed(target, schemas, [...inside, name]);
  }
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(node)) result[key] = closed(value, schemas, inside);
  if (node['x-kubernetes-int-or-string'] === true || node.format === 'int-or-string') {
    delete result.type;
    delete result.format;
    return { ...result, anyOf: [{ type: 'string' }, { type: 'integer' }] };
  }
  const open =
    node['x-kubernetes-preserve-unknown-fields'] === true || node['x-kubernetes-embedded-resource'] === true;
  if (node.type === 'object' && typeof node.properties === 'object' && !open) {
    result.additionalProperties ??= false;
  }
  return result;
}
