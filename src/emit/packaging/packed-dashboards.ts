import { toCompactJson } from '../../output/serialise.js';

export interface PackedDashboard {
  readonly uid: string;
  readonly title: string;
  readonly folder: string;
  readonly json: object;
}

/** Packed dashboards by path. */
export function dashboardFiles(dashboards: readonly PackedDashboard[]): Record<string, string> {
  return Object.fromEntries(
    dashboards.map(({ uid, json }) => [`dashboards/${uid}.json`, `${toCompactJson(json)}\n`]),
  );
}
