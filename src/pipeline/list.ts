import { panelsOf } from '../resolve/index.js';
import { hasErrors, loadAndResolve } from './load.js';
import type { CheckResult } from './options.js';

/** What a bundle holds, for people and scripts. */
export interface ListedBundle {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly metrics: number;
  readonly dashboards: readonly { readonly uid: string; readonly title: string; readonly panels: number }[];
  readonly alerts: readonly { readonly name: string; readonly severity?: string }[];
  readonly recordingRules: readonly string[];
}

/** Bundles, or what keeps them from being loaded. */
export type ListResult =
  | { readonly listed: readonly ListedBundle[] }
  | Pick<CheckResult, 'findings' | 'locate'>;

export async function listBundles(definitions: string, names: readonly string[]): Promise<ListResult> {
  const loaded = await loadAndResolve(
    { definitions, names },
    { places: true, scenarios: false, keep: false },
  );
  const { all, findings, locate } = loaded;
  if (hasErrors(findings)) return { findings, locate };
  const listed = all.map(({ resolved }) => {
    const { name, title, version, metrics, dashboards, alertGroups, recordingGroups } = resolved;
    return {
      name,
      title,
      version,
      metrics: metrics.length,
      dashboards: dashboards.map((dashboard) => ({
        uid: dashboard.uid,
        title: dashboard.title,
        panels: panelsOf(dashboard).length,
      })),
      alerts: alertGroups.flatMap(({ rules }) =>
        rules.map(({ key, source: { severity } }) => ({
          name: key,
          ...(severity !== undefined && { severity }),
        })),
      ),
      recordingRules: recordingGroups.flatMap(({ rules }) => rules.map(({ record }) => record)),
    };
  });
  return { listed };
}

export function listText(bundles: readonly ListedBundle[]): string {
  return bundles.map(bundleText).join('\n');
}

function bundleText(bundle: ListedBundle): string {
  const lines = [`${bundle.name} ${bundle.version}  ${bundle.title}`, `  ${bundle.metrics} metrics`];
  for (const { uid, title, panels } of bundle.dashboards)
    lines.push(`  dashboard  ${uid}  ${title} (${panels} panels)`);
  for (const record of bundle.recordingRules) lines.push(`  record     ${record}`);
  for (const { name, severity } of bundle.alerts)
    lines.push(`  alert      ${name}${severity === undefined ? '' : ` (${severity})`}`);
  return `${lines.join('\n')}\n`;
}
