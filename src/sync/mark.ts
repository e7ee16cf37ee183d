import { createHash } from 'node:crypto';
import { byCodeUnit } from '../compare.js';
import type { DashboardVersion } from '../grafana-api/index.js';
import { jsonCopy } from '../plain.js';

/**
 * What a push leaves in the history of a dashboard, as the message of the version that it writes: so every machine knows
 * which version was the last one pushed, people see it in Grafana, and the dashboard itself stays as it is built.
 */
export interface Mark {
  readonly bundle: string;
  /** Of the dashboard as it was built. */
  readonly digest: string;
  /** The version of the dashboard that has it. */
  readonly version: number;
  readonly created: string;
}

const form = /^dashwright push: (\S+) \S+ sha256:([0-9a-f]{64})$/;

/** Grafana: at most 500 characters. */
export function markMessage(bundle: string, version: string, digest: string): string {
  return `dashwright push: ${bundle} ${version.slice(0, 100)} sha256:${digest}`;
}

/** The newest version that was pushed. */
export function lastMark(versions: readonly DashboardVersion[]): Mark | undefined {
  for (const { version, created, message } of versions) {
    const [, bundle, digest] = form.exec(message) ?? [];
    if (bundle !== undefined && digest !== undefined) return { bundle, digest, version, created };
  }
  return undefined;
}

/** SHA-256 of a dashboard, whatever the order of its keys. */
export function digestOf(json: unknown, folderUid: string): string {
  return createHash('sha256')
    .update(JSON.stringify([sorted(jsonCopy(json)), folderUid]))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([key, part]) => [key, sorted(part)]),
  );
}
