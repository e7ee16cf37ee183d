import { exampleValues } from '../../catalog/index.js';
import { alertLabels } from '../../define/alerting/identity.js';
import type { LogRule, LokiAlert } from '../../define/index.js';
import type { AnyScenario } from '../../prove/index.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import type { Artifact } from '../artifact.js';
import { generatedFrom } from '../packaging/header.js';
import { renderTemplate } from '../templates.js';
import { alertFile, pageOfAlert } from './alert-file.js';
import { alertPage, alertTexts, type PagedAlert, thresholdText } from './alert-page.js';
import { notifications } from './inhibition.js';
import { linksFrom } from './links.js';
import { anchor, codeBlock } from './markdown.js';
import { dashboardSection, sketchOf } from './panels.js';
import { type ReadTemplate, readableText } from './readable.js';
import { dashboardSketch } from './sketch.js';
import { sloSection } from './slos.js';

/**
 * `docs/<bundle>/`: a page per alert, pages on dashboards, metrics, recording rules and objectives, and copies of the
 * runbooks, so that the folder contains everything that an alert links to.
 *
 * @param scenarios those of the bundle, to list the ones that test an alert
 * @param read Go's template parser
 */
export function emitDocs(
  bundle: ResolvedBundle,
  scenarios: readonly AnyScenario[],
  read: ReadTemplate,
): Artifact[] {
  const link = linksFrom(bundle, '');
  const alerts = bundle.alertGroups.flatMap(({ rules }) => rules);
  const records = bundle.recordingGroups.flatMap(({ name, rules }) =>
    rules.map((rule) => ({ group: name, rule })),
  );
  const logRules = bundle.source.logRules;
  const logAlerts = logRules.filter((rule) => rule.type === 'lokiAlert');
  const common = { bundle, generated: generatedFrom(bundle), index: link('README.md') };
  const pages: Record<string, string> = {
    'README.md': renderTemplate('docs/README.md', {
      ...common,
      alerts: [
        ...alerts.map((rule) => ({
          name: rule.key,
          page: link(pageOfAlert(bundle, rule.key)),
          severity: rule.source.severity ?? '–',
          threshold: thresholdText(rule),
          summary: alertTexts(rule, read).summary,
        })),
        ...logAlerts.map(({ name, severity, summary }) => ({
          name,
          page: link(alertFile(name)),
          severity: severity ?? '–',
          threshold: 'in the query of log lines',
          summary: readableText(summary ?? [], 'the threshold', read),
        })),
      ],
      routing: notifications(bundle),
      dashboards: bundle.dashboards.map(({ uid, title, source }) => ({
        title,
        page: link(`dashboards.md#${anchor(uid)}`),
        description: source.options.description ?? '',
      })),
      metrics: { count: bundle.metrics.length, page: link('metrics.md') },
      records: { count: records.length, page: link('recording-rules.md') },
      slos: { count: bundle.source.slos.length, page: link('slos.md') },
      runbooks: Object.entries(bundle.runbooks).map(([slug, text]) => ({
        title: /^#\s+(.+)$/m.exec(text)?.[1] ?? slug,
        page: link(`runbooks/${slug}.md`),
      })),
    }),
    'dashboards.md': renderTemplate('docs/dashboards.md', {
      ...common,
      dashboards: bundle.dashboards.map((dashboard) => dashboardSection(dashboard, bundle, link)),
    }),
    'metrics.md': renderTemplate('docs/metrics.md', { ...common, metrics: bundle.metrics.map(metricRow) }),
    'recording-rules.md': renderTemplate('docs/recording-rules.md', {
      ...common,
      records: [
        ...records.map(({ group, rule }) => recordSection(rule, group, rule.source.help, 'promql')),
        ...logRules.flatMap((rule) => logRecord(rule, bundle)),
      ],
    }),
  };
  if (bundle.source.slos.length > 0) {
    pages['slos.md'] = renderTemplate('docs/slos.md', {
      ...common,
      slos: bundle.source.slos.map((slo) => sloSection(slo, bundle, link)),
    });
  }
  // A list, not an object by name: of two pages with the same name, one would be lost silently.
  const named = [
    ...alertPages(bundle, scenarios, read),
    ...logAlerts.map((alert) => [alertFile(alert.name), logAlertPage(alert, bundle, read)] as const),
    ...Object.entries(bundle.runbooks).map(([slug, text]) => [`runbooks/${slug}.md`, text] as const),
    ...bundle.dashboards.map((dashboard) => [sketchOf(dashboard), dashboardSketch(dashboard)] as const),
  ];
  return [...Object.entries(pages), ...named].map(([path, content]) => ({
    path: `docs/${bundle.name}/${path}`,
    content,
  }));
}

/** A page for each definition of an alert: its levels are on one page. */
function alertPages(
  bundle: ResolvedBundle,
  scenarios: readonly AnyScenario[],
  read: ReadTemplate,
): (readonly [string, string])[] {
  const pages = new Map<string, PagedAlert[]>();
  for (const { name: group, rules } of bundle.alertGroups) {
    for (const rule of rules) {
      const file = pageOfAlert(bundle, rule.key);
      pages.set(file, [...(pages.get(file) ?? []), { rule, group }]);
    }
  }
  return [...pages].map(([file, alerts]) => [file, alertPage(alerts, bundle, scenarios, read)] as const);
}

function metricRow({ name, kind, help, unit, labels }: ResolvedBundle['metrics'][number]): object {
  const named = Object.entries(labels).map(
    ([label, values]) => `${label} (${exampleValues(values).slice(0, 3).join(', ')})`,
  );
  return { name, kind, help, unit: unit ?? '', labels: named.join('; ') };
}

interface Recorded {
  readonly record: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
}

function recordSection(
  { record, expr, labels }: Recorded,
  group: string,
  help = '',
  language = 'promql',
): object {
  return {
    record,
    help,
    group,
    labels: Object.entries(labels).map(([label, value]) => `${label}=${value}`),
    expression: codeBlock(expr, language),
  };
}

function logRecord(rule: LogRule, bundle: ResolvedBundle): object[] {
  if (rule.type !== 'lokiRecord') return [];
  return [recordSection(rule, rule.group ?? `${bundle.name}-logs`, rule.help, 'logql')];
}

function logAlertPage(alert: LokiAlert, bundle: ResolvedBundle, read: ReadTemplate): string {
  const link = linksFrom(bundle, 'alerts');
  const slug = alert.runbook?.slug;
  return renderTemplate('docs/log-alert.md', {
    name: alert.name,
    severity: alert.severity ?? '',
    summary: readableText(alert.summary ?? [], 'the threshold', read),
    description: readableText(alert.description ?? [], 'the threshold', read),
    wait: /^0[a-z]+$/.test(alert.for) ? 'at once' : alert.for,
    expression: codeBlock(alert.expr, 'logql'),
    labels: Object.entries(alertLabels(bundle.source.options, alert)).map(([label, value]) => ({
      label,
      value,
    })),
    runbook:
      slug === undefined ? undefined : { title: `runbooks/${slug}.md`, path: link(`runbooks/${slug}.md`) },
    index: link('README.md'),
  });
}
