import { type Metric, metricsIn } from '../catalog/index.js';
import type { AnyAlert } from '../define/alerting/alert.js';
import { alertNameOf } from '../define/alerting/keys.js';
import type { Bundle } from '../define/bundle.js';
import type { Dashboard } from '../define/dashboards/dashboard.js';
import { panelsIn } from '../define/dashboards/sections.js';
import type { AnySignal } from '../define/signal.js';
import { panelTypes } from '../grafana/index.js';
import { type AlertsBySignal, resolveDashboard } from './dashboards.js';
import { place } from './layout.js';
import { labelFinder } from './narrowing.js';
import { once } from './once.js';
import type { ResolvedBundle, ResolvedDashboard, ResolvedPanel } from './resolved.js';
import { type PanelLink, resolveAlerts, resolveRecordingRules } from './rules.js';
import { signalsOn } from './shown.js';

export interface ResolveOptions {
  /**
   * Keeps the panels after first use. False if each dashboard is visited only once: then a thousand dashboards are not
   * in memory at the same time, which would take a third of the time of a large build.
   * @default true
   */
  readonly keep?: boolean;
  /** Notification templates by file name without `.tmpl`, as found in the bundle's `templates/` folder. */
  readonly templates?: Readonly<Record<string, string>>;
}

/**
 * Resolves everything that depends on the bundle as a whole: panel ids and positions, thresholds drawn on panels, links
 * from alerts to panels, expressions as text for rules and for dashboards.
 *
 * @param runbooks Markdown by slug, as found in the bundle's `runbooks/` folder.
 */
export function resolveBundle(
  bundle: Bundle,
  runbooks: Readonly<Record<string, string>> = {},
  { keep = true, templates = {} }: ResolveOptions = {},
): ResolvedBundle {
  const { options, name } = bundle;
  const folder = options.folder ?? options.title;
  const alerts = alertsBySignal(bundle);
  const surroundings = {
    folder,
    defaults: options.defaults,
    source: options.source,
    name,
    alertNames: [...new Set(Object.entries(bundle.alerts).map(([key, alert]) => alertNameOf(key, alert)))],
    severities: options.severities,
    alerts,
    hasLabel: labelFinder(bundle),
    keep,
  };
  const recordingGroups = once(() => resolveRecordingRules(bundle));
  const alertGroups = once(() => resolveAlerts(bundle, panelFinder(bundle.dashboards, alerts)));
  return {
    name,
    title: options.title,
    description: options.description,
    version: options.version,
    appVersion: options.appVersion,
    folder,
    urls: options.urls ?? {},
    metrics: metricsOf(bundle),
    dashboards: bundle.dashboards.map((dashboard) => resolveDashboard(dashboard, surroundings)),
    get recordingGroups() {
      return recordingGroups();
    },
    get alertGroups() {
      return alertGroups();
    },
    runbooks: { ...broughtRunbooks(bundle), ...runbooks },
    templates,
    source: bundle,
  };
}

/** Runbooks whose text an alert has itself. A file of the same name replaces it. */
function broughtRunbooks({ alerts }: Bundle): Record<string, string> {
  return Object.fromEntries(
    Object.values(alerts).flatMap(({ runbook }) =>
      runbook?.text === undefined ? [] : [[runbook.slug, runbook.text]],
    ),
  );
}

/** The distinct metrics of all catalogs. */
function metricsOf(bundle: Bundle): Metric[] {
  return [...new Map(metricsIn(bundle.options.metrics).map((metric) => [metric.name, metric])).values()];
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
 * Finds the panel that shows one of an alert's signals, in the order of the alert: the first graph, because readers
 * want to see when it started, otherwise the first panel of any type.
 */
function panelFinder(
  dashboards: readonly Dashboard[],
  alerts: AlertsBySignal,
): (alert: AnyAlert) => PanelLink | undefined {
  const graphs = new Map<AnySignal, PanelLink>();
  const panels = new Map<AnySignal, PanelLink>();
  const hasAlert = (signal: AnySignal) => alerts.has(signal);
  for (const { uid, options } of dashboards) {
    // The layout assigns panel ids; dashboards without a signal of an alert need none.
    if (!panelsIn(options.rows).some((panel) => signalsOn(panel).some(hasAlert))) continue;
    for (const item of place(options.rows)) {
      for (const { panel, id } of 'row' in item ? item.panels : [item]) {
        for (const signal of signalsOn(panel)) {
          if (!panels.has(signal)) panels.set(signal, { dashboard: uid, id });
          if (panel.type !== 'raw' && panelTypes[panel.type].showsHistory && !graphs.has(signal))
            graphs.set(signal, { dashboard: uid, id });
        }
      }
    }
  }
  return (alert) => {
    for (const signal of alert.condition.signals) {
      const panel = graphs.get(signal) ?? panels.get(signal);
      if (panel) return panel;
    }
    return undefined;
  };
}

/** All panels of a dashboard, including those in collapsed rows. */
export function panelsOf({ items }: Pick<ResolvedDashboard, 'items'>): readonly ResolvedPanel[] {
  const panels: ResolvedPanel[] = [];
  for (const item of items) {
    if (item.type === 'row') panels.push(...item.panels);
    else panels.push(item);
  }
  return panels;
}
