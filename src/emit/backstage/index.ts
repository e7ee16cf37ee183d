import { defined } from '../../catalog/defined.js';
import { type Identity, identityOf } from '../../define/alerting/identity.js';
import { dashboardUrl, runbookUrl } from '../../define/url.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import type { Artifact } from '../artifact.js';
import { generatedFrom } from '../packaging/header.js';
import { yamlFile } from '../packaging/yaml-file.js';

/** Recorded series that the Prometheus plugin draws, at most: each is a query of the page. */
const mostRules = 10;

/**
 * `backstage/<bundle>/catalog-info.yaml`: a Component of Backstage with what its plugins for Grafana and Prometheus read,
 * and links to dashboards and runbooks. A team copies the annotations and links into the component that it has, or
 * registers this file; the owner is `backstage.owner` of the bundle.
 */
export function emitBackstage(bundle: ResolvedBundle): Artifact[] {
  const { options } = bundle.source;
  const {
    owner = 'unknown',
    system,
    lifecycle = 'production',
    type = 'monitoring',
  } = options.backstage ?? {};
  const content = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: `${bundle.name.replaceAll('_', '-')}-monitoring`,
      title: bundle.title,
      ...(options.description !== '' && { description: options.description }),
      annotations: annotationsOf(bundle),
      ...linksOf(bundle),
    },
    spec: { type, lifecycle, owner, ...defined({ system }) },
  };
  return [
    { path: `backstage/${bundle.name}/catalog-info.yaml`, content: yamlFile(generatedFrom(bundle), content) },
  ];
}

function annotationsOf(bundle: ResolvedBundle): Record<string, string> {
  const { options } = bundle.source;
  const alerts = bundle.alertGroups.flatMap(({ rules }) => rules.map(({ alert }) => alert));
  // Series of objectives have the same names in all bundles.
  const records = bundle.recordingGroups.flatMap(({ rules }) =>
    rules.flatMap(({ record, labels }) => (Object.hasOwn(labels, 'sloth_id') ? [] : [record])),
  );
  const selector = labelsText(identityOf(options));
  return {
    ...(bundle.dashboards.length > 0 && {
      'grafana/dashboard-selector': `folderTitle == ${quoted(bundle.folder)}`,
    }),
    ...(alerts.length > 0 && selector !== '' && { 'grafana/alert-label-selector': selector }),
    ...(alerts.length > 0 && { 'prometheus.io/alert': [...new Set(alerts)].sort().join(',') }),
    ...(records.length > 0 && {
      'prometheus.io/rule': [...new Set(records)].sort().slice(0, mostRules).join(','),
    }),
  };
}

function labelsText(identity: Identity): string {
  return Object.entries(identity)
    .map(([label, value]) => `${label}=${value}`)
    .join(',');
}

/** A text in the selector's language, whose escapes are those of JavaScript. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function linksOf({ dashboards, alertGroups, urls }: ResolvedBundle) {
  const shown = dashboards.flatMap(({ uid, title }) => {
    const url = dashboardUrl(urls, uid);
    return url === undefined ? [] : [{ url, title, icon: 'dashboard' }];
  });
  const slugs = new Set(
    alertGroups.flatMap(({ rules }) => rules.flatMap(({ source }) => source.runbook?.slug ?? [])),
  );
  const runbooks = [...slugs].sort().flatMap((slug) => {
    const url = runbookUrl(urls, slug);
    return url === undefined ? [] : [{ url, title: `Runbook: ${slug}`, icon: 'docs' }];
  });
  const links = [...shown, ...runbooks];
  return links.length > 0 ? { links } : {};
}
