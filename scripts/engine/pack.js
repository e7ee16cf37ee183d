// Compresses the built engine and writes the manifest that the loader checks it against.
// Usage: pack.js ENGINE.WASM OUTPUT_FOLDER PROMETHEUS_VERSION GO_VERSION
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const [wasm, output, prometheus, go] = process.argv.slice(2);
const raw = readFileSync(wasm);
const compressed = brotliCompressSync(raw, {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
  },
});
const describe = (bytes) => ({
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
const manifest = {
  prometheus,
  go: go.replace(/^go/, ''),
  compressed: describe(compressed),
  raw: describe(raw),
};
writeFileSync(join(output, 'engine.wasm.br'), compressed);
writeFileSync(join(output, 'engine.json'), `${JSON.stringify(manifest, null, 2)}\n`);
