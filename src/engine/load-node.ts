import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { EngineLoadError } from './errors.js';

/** Prometheus' engine, and Alertmanager's. */
export type EngineName = 'engine' | 'alertmanager';

/** The content of `engine.json` or `alertmanager.json`, which describes the engine file. */
export interface EngineManifest {
  readonly go: string;
  /** SHA-256 of the `.wasm.br` file. */
  readonly compressed: { readonly sha256: string; readonly bytes: number };
  /** SHA-256 of the WebAssembly file inside it. */
  readonly raw: { readonly sha256: string; readonly bytes: number };
}

/** Folders of the engine relative to this module: in src/engine/, or in lib/ of the compiled package. */
const folders = ['./', './engine/', '../engine/'];

/**
 * Reads and checks the engine file and decompresses it.
 * @param name of its two files, `.wasm.br` and `.json`
 * @param folder where they are, as a path or file URL; default: beside this module,
 *   in `engine/` beside it, or in `engine/` beside its folder, which fits the sources and the bundle in lib/
 * @throws EngineLoadError when a file is missing or does not match the manifest
 */
export async function readEngine(name: EngineName, folder?: string | URL): Promise<Uint8Array<ArrayBuffer>> {
  const [wasmName, manifestName] = [`${name}.wasm.br`, `${name}.json`];
  const base = folder === undefined ? findFolder(wasmName) : folderUrl(folder);
  const manifest = readManifest(new URL(manifestName, base));
  const url = new URL(wasmName, base);
  const compressed = read(url);
  const sum = createHash('sha256').update(compressed).digest('hex');
  if (sum !== manifest.compressed.sha256) {
    throw new EngineLoadError(
      `the engine file is damaged: ${fileURLToPath(url)} has SHA-256 ${sum}, ` +
        `but ${manifestName} expects ${manifest.compressed.sha256}. Install the package again.`,
    );
  }
  // Asynchronous, so that the caller can load definitions meanwhile. In one chunk, as the default chunks are slow.
  return promisify(brotliDecompress)(compressed, { chunkSize: manifest.raw.bytes });
}

function findFolder(wasmName: string): URL {
  for (const folder of folders) {
    const base = new URL(folder, import.meta.url);
    if (existsSync(new URL(wasmName, base))) return base;
  }
  const tried = folders.map((folder) => fileURLToPath(new URL(folder + wasmName, import.meta.url)));
  throw new EngineLoadError(`the engine file is missing; looked for ${tried.join(', ')}`);
}

function folderUrl(folder: string | URL): URL {
  const text = folder instanceof URL ? folder.href : folder;
  if (text.startsWith('file:')) return new URL(text.endsWith('/') ? text : `${text}/`);
  return pathToFileURL(text.endsWith('/') ? text : `${text}/`);
}

function readManifest(url: URL): EngineManifest {
  try {
    return JSON.parse(read(url).toString('utf8')) as EngineManifest;
  } catch (error) {
    if (error instanceof EngineLoadError) throw error;
    throw new EngineLoadError(`the engine's manifest is damaged: ${fileURLToPath(url)}`);
  }
}

function read(url: URL): Buffer {
  try {
    return readFileSync(url);
  } catch (error) {
    throw new EngineLoadError(`cannot read the engine: ${(error as Error).message}`);
  }
}
