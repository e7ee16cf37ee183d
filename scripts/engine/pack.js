// Compresses a built engine and writes the manifest with which the loader verifies it: NAME.wasm.br and NAME.json.
// Usage: pack.js NAME.wasm OUTPUT_FOLDER PROJECT VERSION GO_VERSION
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const [wasm, output, project, version, go] = process.argv.slice(2);
const name = basename(wasm, '.wasm');
const raw = readFileSync(wasm);
const compressed = brotliCompressSync(raw, {
  params: {
    // Not 11, which makes the file a twentieth smaller: decompressing it, as most commands do, would take a third longer.
    [constants.BROTLI_PARAM_QUALITY]: 10,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
  },
});
const describe = (bytes) => ({
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
const manifest = {
  [project]: version,
  go: go.replace(/^go/, ''),
  compressed: describe(compressed),
  raw: describe(raw),
};
writeFileSync(join(output, `${name}.wasm.br`), compressed);
writeFileSync(join(output, `${name}.json`), `${JSON.stringify(manifest, null, 2)}\n`);
