import { gunzipSync } from 'node:zlib';
import { isV2, readV2 } from '../grafana/v2/dashboard.js';
import type { InputDashboard } from '../model.js';
import type { Problem } from '../problems.js';
import { readDocuments } from './documents.js';
import { isPlain, type Plain, pathText, stringOf } from './plain.js';

/** A dashboard of any schema: with panels, or rows of some. */
function isClassic(json: Plain): boolean {
  const hasPanels = Array.isArray(json.panels) || Array.isArray(json.rows);
  return hasPanels && (typeof json.title === 'string' || typeof json.schemaVersion === 'number');
}

/** A dashboard of any version, as it is imported; undefined for what is none. */
export function inputDashboard(
  json: Plain,
  where: Pick<InputDashboard, 'file' | 'at' | 'name' | 'folder'>,
): InputDashboard | undefined {
  if (isV2(json)) return { ...where, ...readV2(json) };
  return isClassic(json) ? { ...where, json } : undefined;
}

/** How deep in other data dashboards are looked for. */
const deepest = 6;

/** Dashboards somewhere in other data, as in the backup of a server. */
export function dashboardsWithin(content: Plain): { readonly at: string; readonly json: Plain }[] {
  const found: { at: string; json: Plain }[] = [];
  const walk = (value: unknown, path: readonly string[]): void => {
    if (typeof value !== 'object' || value === null || path.length > deepest) return;
    if (isPlain(value) && (isClassic(value) || isV2(value))) {
      found.push({ at: pathText(path), json: value });
      return;
    }
    for (const [key, part] of Object.entries(value)) walk(part, [...path, key]);
  };
  walk(content, []);
  return found;
}

/** Bytes of a dashboard at most that an object has in a packed form. */
const mostUnpacked = 20 * 1024 * 1024;

/** What the object of Grafana's operator has in it. */
export function readGrafanaDashboard(
  { json, gzipJson, folder }: Plain,
  file: string,
  at: string,
): { dashboards: InputDashboard[]; problems: Problem[]; elsewhere?: string } {
  const problems: Problem[] = [];
  const packed = typeof json === 'string' ? undefined : unpacked(gzipJson);
  if (typeof json !== 'string' && packed === undefined)
    return {
      dashboards: [],
      problems,
      elsewhere:
        typeof gzipJson === 'string'
          ? 'is a GrafanaDashboard whose spec.gzipJson is not gzip in base64'
          : 'is a GrafanaDashboard without spec.json: its dashboard is stored elsewhere',
    };
  const place = typeof json === 'string' ? `${at}.json` : `${at}.gzipJson`;
  const read = readDocuments(file, typeof json === 'string' ? json : (packed ?? ''));
  problems.push(...read.problems.map((problem) => ({ ...problem, line: undefined, at: place })));
  const dashboards = read.documents.flatMap(({ content }): InputDashboard[] => {
    const one = isPlain(content)
      ? inputDashboard(content, { file, at: place, folder: stringOf(folder) })
      : undefined;
    if (!one) problems.push({ file, at: place, message: 'is not a dashboard' });
    return one ? [one] : [];
  });
  return { dashboards, problems };
}

function unpacked(packed: unknown): string | undefined {
  if (typeof packed !== 'string') return undefined;
  try {
    return gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength: mostUnpacked }).toString('utf8');
  } catch {
    return undefined;
  }
}
