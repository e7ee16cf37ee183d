import manifest from './engine.json' with { type: 'json' };

/**
 * Version of Prometheus in the engine, `major.minor`. Its Go module encodes both in one number:
 * `v0.316.0` is 3.16, and before 3.0 `v0.55.0` was 2.55.
 */
export const engineVersion = versionOf(manifest.prometheus);

/** Digest of the engine's code: one that gives other results has another. */
export const engineDigest = manifest.raw.sha256;

/** @throws Error for a module version of another form */
export function versionOf(module: string): string {
  const minor = Number(/^v0\.(\d+)\./.exec(module)?.[1] ?? Number.NaN);
  if (!Number.isInteger(minor))
    throw new Error(`engine.json: "${module}" is not a version of Prometheus' module`);
  return minor < 300 ? `2.${minor}` : `${Math.floor(minor / 100)}.${minor % 100}`;
}
