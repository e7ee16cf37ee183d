// Prints the -schema-location for kubeconform of strict schemas from a real API server. They are generated on the first
// run, which takes a few seconds, and cached. Needs `install.sh k8s etcd crds openssl`.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const support = fileURLToPath(new URL('../../test/e2e/support/', import.meta.url));
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'dashwright-kube-schemas-'));
try {
  // Uses the helper of the tests, so that there is one way to start an API server.
  await build({
    entryPoints: [join(support, 'kube-schemas.ts')],
    outfile: join(folder, 'kube-schemas.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    // The helpers find the checkout by their own path.
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(join(support, 'kube-schemas.ts')).href) },
  });
  const { kubeSchemas } = await import(pathToFileURL(join(folder, 'kube-schemas.mjs')).href);
  console.log(await kubeSchemas());
} finally {
  rmSync(folder, { recursive: true, force: true });
}
