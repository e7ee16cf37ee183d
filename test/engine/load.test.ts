import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EngineCrashError, EngineLoadError, loadEngine, startEngine } from '../../src/engine/index.js';
import { type EngineManifest, readEngine } from '../../src/engine/load-node.js';

const committed = fileURLToPath(new URL('../../src/engine/', import.meta.url));
const wasm = () => new Uint8Array(brotliDecompressSync(readFileSync(join(committed, 'engine.wasm.br'))));

describe('the engine file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'engine-'));
    for (const name of ['engine.wasm.br', 'engine.json'])
      copyFileSync(join(committed, name), join(folder, name));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is read from a path or a file URL', async () => {
    const size = (JSON.parse(readFileSync(join(folder, 'engine.json'), 'utf8')) as EngineManifest).raw.bytes;
    expect(await readEngine('engine', folder)).toHaveLength(size);
    expect(await readEngine('engine', pathToFileURL(folder))).toHaveLength(size);
    expect(await readEngine('engine', pathToFileURL(folder).href)).toHaveLength(size);
  });

  test('is rejected if a single bit differs', async () => {
    const path = join(folder, 'engine.wasm.br');
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await expect(readEngine('engine', folder)).rejects.toThrow(EngineLoadError);
    await expect(readEngine('engine', folder)).rejects.toThrow('the engine file is damaged');
  });

  test('is rejected if it is truncated or missing', async () => {
    const path = join(folder, 'engine.wasm.br');
    writeFileSync(path, readFileSync(path).subarray(0, 1000));
    await expect(readEngine('engine', folder)).rejects.toThrow('the engine file is damaged');
    rmSync(path);
    await expect(readEngine('engine', folder)).rejects.toThrow(EngineLoadError);
  });

  test('is rejected with a damaged manifest', async () => {
    writeFileSync(join(folder, 'engine.json'), '{');
    await expect(readEngine('engine', folder)).rejects.toThrow('manifest is damaged');
  });

  test('is at most 2.5 MB', () => {
    expect(readFileSync(join(committed, 'engine.wasm.br')).length).toBeLessThan(2.5e6);
  });

  test('is loaded again after a load that failed', async () => {
    writeFileSync(join(folder, 'engine.wasm.br'), 'no');
    vi.resetModules();
    const fresh = await import('../../src/engine/index.js');
    await expect(fresh.loadEngine({ folder })).rejects.toThrow('damaged');
    const engine = await fresh.loadEngine({ folder: committed });
    expect(engine.parse(['up'])[0]?.ok).toBe(true);
  });
});

describe('loadEngine', () => {
  test('returns the same engine to all callers', async () => {
    const [one, two] = await Promise.all([loadEngine(), loadEngine()]);
    expect(one).toBe(two);
    expect(await loadEngine()).toBe(one);
  });

  test('does not change the global object', async () => {
    await loadEngine();
    for (const name of ['Go', 'fs', 'path']) expect(globalThis).not.toHaveProperty(name);
  });
});

describe('startEngine', () => {
  test('needs only the bytes', async () => {
    const engine = await startEngine(wasm());
    expect(engine.parse(['up'])[0]?.ok).toBe(true);
  });

  test('rejects bytes of another program', async () => {
    await expect(startEngine(new Uint8Array([1, 2, 3]))).rejects.toThrow(EngineLoadError);
    const empty = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    await expect(startEngine(empty)).rejects.toThrow('not the Dashwright engine');
  });
});

describe('a crash', () => {
  const bomb = `${'('.repeat(200_000)}1${')'.repeat(200_000)}`;

  test('stops the engine, and the next load starts a new one', async () => {
    const engine = await loadEngine();
    const series = engine.loadSeries([{ series: 'x', values: '1', intervalMs: 1 }]);
    expect(() => engine.parse([bomb])).toThrow(EngineCrashError);
    expect(engine.alive).toBe(false);
    expect(() => engine.parse(['up'])).toThrow('the engine stopped: stack overflow');
    expect(() => series.instantQuery({ expr: 'x', at: 0 })).toThrow(EngineCrashError);
    expect(() => series.dispose()).not.toThrow();

    const next = await loadEngine();
    expect(next).not.toBe(engine);
    expect(next.alive).toBe(true);
    expect(next.parse(['up'])[0]?.ok).toBe(true);
  });

  test('differs from an ordinary error', async () => {
    const engine = await loadEngine();
    expect(() => engine.instantQuery({ series: [], expr: 'sum(', at: 0 })).toThrow('parse error');
    expect(engine.alive).toBe(true);
    expect(await loadEngine()).toBe(engine);
  });
});
