// Prints kubeconform's -schema-location of strict schemas dumped from a real API server. They are made the
// first time, which takes a few seconds, and kept in the cache. Needs `install.sh k8s etcd crds openssl`.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const support = fileURLToPath(new URL('../../test/e2e/support/', import.meta.url));
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'dashwright-kube-schemas-'));
try {
  // The tests' own helper does the work, so that there is one way to start an API server.
  await build({
    entryPoints: [join(support, 'kube-schemas.ts')],
    outfile: join(folder, 'kube-schemas.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    // The helpers find the checkout by their own place.
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(join(support, 'kube-schemas.ts')).href) },
  });
  const { kubeSchemas } = await import(pathToFileURL(join(folder, 'kube-schemas.mjs')).href);
  console.log(await kubeSchemas());
} finally {
  rmSync(folder, { recursive: true, force: true });
}
