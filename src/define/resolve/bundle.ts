import type { AnyCatalog, Metric } from '../../catalog/index.js';
import type { AnyAlert } from '../alert.js';
import type { Bundle } from '../bundle.js';
import type { AnySignal } from '../signal.js';
import { type AlertsBySignal, resolveDashboard } from './dashboards.js';
import type { ResolvedBundle, ResolvedDashboard, ResolvedPanel } from './resolved.js';
import { type PanelLink, resolveAlerts, resolveRecordingRules } from './rules.js';

/**
 * Settles everything that depends on the bundle as a whole: panel ids and positions, thresholds drawn on panels,
 * links from alerts to panels, expressions as text in both renderings.
 *
 * @param runbooks Markdown by slug, as found in the bundle's `runbooks/` folder.
 */
export function resolveBundle(
  bundle: Bundle,
  runbooks: Readonly<Record<string, string>> = {},
): ResolvedBundle {
  const { options, name } = bundle;
  const folder = options.folder ?? options.title;
  const alerts = alertsBySignal(bundle);
  const alertNames = Object.keys(bundle.alerts);
  const dashboards = bundle.dashboards.map((dashboard) =>
    resolveDashboard(dashboard, { folder, name, alertNames }, alerts),
  );
  return {
    name,
    title: options.title,
    description: options.description,
    version: options.version,
    appVersion: options.appVersion,
    folder,
    urls: options.urls,
    metrics: metricsOf(bundle),
    dashboards,
    recordingGroups: resolveRecordingRules(bundle),
    alertGroups: resolveAlerts(bundle, panelFinder(dashboards)),
    runbooks,
    source: bundle,
  };
}

/** The metrics of all catalogs, each once. */
function metricsOf(bundle: Bundle): Metric[] {
  const { metrics } = bundle.options;
  const catalogs = Array.isArray(metrics) ? (metrics as readonly AnyCatalog[]) : [metrics as AnyCatalog];
  const found = new Map<string, Metric>();
  for (const handle of catalogs.flatMap((catalog) => Object.values(catalog))) {
    if (handle.metric) found.set(handle.metric.name, handle.metric);
  }
  return [...found.values()];
}

function alertsBySignal(bundle: Bundle): AlertsBySignal {
  const found = new Map<AnySignal, { name: string; alert: AnyAlert }[]>();
  for (const [name, alert] of Object.entries(bundle.alerts)) {
    for (const signal of alert.condition.signals) {
      const entry = { name, alert };
      const others = found.get(signal);
      if (others) others.push(entry);
      else found.set(signal, [entry]);
    }
  }
  return found;
}

/**
 * Finds the panel that shows one of an alert's signals, the signals in the alert's own order: the first graph, for
 * whoever follows the link wants to see since when, or else the first panel of any type.
 */
function panelFinder(dashboards: readonly ResolvedDashboard[]): (alert: AnyAlert) => PanelLink | undefined {
  const graphs = new Map<AnySignal, PanelLink>();
  const panels = new Map<AnySignal, PanelLink>();
  for (const dashboard of dashboards) {
    for (const { id, source, targets } of panelsOf(dashboard)) {
      const link = { dashboard: dashboard.uid, id };
      for (const { signal } of targets) {
        if (!signal) continue;
        if (!panels.has(signal)) panels.set(signal, link);
        if (source.type === 'timeseries' && !graphs.has(signal)) graphs.set(signal, link);
      }
    }
  }
  return (alert) =>
    alert.condition.signals
      .map((signal) => graphs.get(signal) ?? panels.get(signal))
      .find((panel) => panel !== undefined);
}

/** All panels of a dashboard, those in collapsed rows too. */
export function panelsOf(dashboard: ResolvedDashboard): readonly ResolvedPanel[] {
  return dashboard.items.flatMap((item) => (item.type === 'row' ? item.panels : [item]));
}
