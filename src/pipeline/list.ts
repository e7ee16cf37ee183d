import { loadDefinitions, UsageError } from '../load/index.js';
import { panelsOf, resolveBundle } from '../resolve/index.js';

/** What a bundle holds, for people and scripts. */
export interface ListedBundle {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly metrics: number;
  readonly dashboards: readonly { readonly uid: string; readonly title: string; readonly panels: number }[];
  readonly alerts: readonly { readonly name: string; readonly severity: string }[];
  readonly recordingRules: readonly string[];
}

export async function listBundles(definitions: string, names: readonly string[]): Promise<ListedBundle[]> {
  const { bundles, findings } = await loadDefinitions(definitions, { names });
  const broken = findings[0];
  if (broken) throw new UsageError(`${broken.path}: ${broken.message} (dashwright check tells more)`);
  return bundles.map(({ bundle, runbooks }) => {
    const { name, title, version, metrics, dashboards, alertGroups, recordingGroups } = resolveBundle(
      bundle,
      runbooks,
    );
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
        rules.map(({ alert, source }) => ({ name: alert, severity: source.severity })),
      ),
      recordingRules: recordingGroups.flatMap(({ rules }) => rules.map(({ record }) => record)),
    };
  });
}

export function listText(bundles: readonly ListedBundle[]): string {
  return bundles.map(bundleText).join('\n');
}

function bundleText(bundle: ListedBundle): string {
  const lines = [`${bundle.name} ${bundle.version}  ${bundle.title}`, `  ${bundle.metrics} metrics`];
  for (const { uid, title, panels } of bundle.dashboards)
    lines.push(`  dashboard  ${uid}  ${title} (${panels} panels)`);
  for (const record of bundle.recordingRules) lines.push(`  record     ${record}`);
  for (const { name, severity } of bundle.alerts) lines.push(`  alert      ${name} (${severity})`);
  return `${lines.join('\n')}\n`;
}
