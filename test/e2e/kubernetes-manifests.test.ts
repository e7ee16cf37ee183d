// Plain manifests validated with schemas and on a real API server with the Prometheus Operator's types.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { awkwardTexts, operated } from '../fixtures/operated-bundle.js';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { conform } from './support/helm.js';
import { kubeSchemas } from './support/kube-schemas.js';
import { type Kubernetes, startKubernetes } from './support/kubernetes.js';
import { definedBundles, writeTargets } from './support/outputs.js';

interface Manifest {
  apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; namespace: string };
}

const root = temporaryFolder('manifests');
const defined = (await definedBundles()).filter((bundle) => bundle.source.options.kubernetes);
const bundles = [
  ...defined.map((bundle) => ({ name: bundle.name, bundle })),
  ...awkwardTexts.map((text) => ({ name: JSON.stringify(text), bundle: operated({ text }) })),
].map((each, index) => ({ ...each, folder: join(root, String(index)) }));

let schemas: string;
let kubernetes: Kubernetes;
beforeAll(async () => {
  schemas = await kubeSchemas();
  kubernetes = await startKubernetes();
});
afterAll(async () => {
  await kubernetes?.stop();
  removeFolder(root);
});

/** Types that the API server of the tests has. Azure's monitors are the operator's in another API group. */
function known(manifest: Manifest): boolean {
  if (manifest.apiVersion === 'azmonitoring.coreos.com/v1') manifest.apiVersion = 'monitoring.coreos.com/v1';
  return ['v1', 'monitoring.coreos.com/v1'].includes(manifest.apiVersion);
}

describe.each(bundles)('the manifests of $name', ({ bundle, folder }) => {
  const manifests = async () => {
    const paths = await writeTargets(bundle, ['kubernetes'], folder);
    return paths.map((path) => load(readFileSync(join(folder, path), 'utf8')) as Manifest);
  };

  test('conform to the schemas, with unknown fields rejected', async () => {
    const checked = (await manifests()).filter(known);
    expect(checked.length).toBeGreaterThan(0);
    const text = checked.map((manifest) => dump(manifest)).join('---\n');
    const { stdout } = await conform(schemas, text);
    expect(stdout).toContain(`Valid: ${checked.length}, Invalid: 0, Errors: 0, Skipped: 0`);
  });

  test('are accepted by the API server', async () => {
    const namespace = await kubernetes.freshNamespace();
    for (const manifest of (await manifests()).filter(known)) {
      manifest.metadata.namespace = namespace;
      const file = join(folder, 'one.json');
      writeFileSync(file, JSON.stringify(manifest));
      const said = await kubernetes.kubectl('apply', '--validate=strict', '-f', file);
      expect(said).toMatch(/created|configured/);
    }
  });
});
