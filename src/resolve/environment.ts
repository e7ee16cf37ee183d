import type { AnyAlert } from '../define/alerting/alert.js';
import type { Bundle } from '../define/bundle.js';
import { type AlertOverride, type AnyEnvironment, overridesByKey } from '../define/deployment/environment.js';
import type { Node } from '../query/index.js';

/** The bundle with the changes of an environment applied. */
export function inEnvironment(bundle: Bundle, environment: AnyEnvironment): Bundle {
  const { options } = bundle;
  const { labels, selectors, folder, urls } = environment;
  const overrides = overridesByKey(environment);
  const alerts = Object.entries(bundle.alerts)
    .filter(([name]) => overrides[name]?.enabled !== false)
    .map(([name, alert]) => [name, overridden(alert, overrides[name] ?? {})]);
  return {
    ...bundle,
    alerts: Object.fromEntries(alerts),
    options: {
      ...options,
      labels: { ...labels, ...options.labels },
      selectors: { ...options.selectors, ...selectors },
      urls: { ...options.urls, ...urls },
      ...(folder !== undefined && { folder }),
    },
  };
}

function overridden(alert: AnyAlert, override: AlertOverride): AnyAlert {
  const { threshold, severity = alert.severity } = override;
  return {
    ...alert,
    ...(threshold !== undefined && { condition: withThreshold(alert.condition, threshold) }),
    for: override.for ?? alert.for,
    keepFiringFor: override.keepFiringFor ?? alert.keepFiringFor,
    severity,
    labels: { ...alert.labels, ...override.labels },
  };
}

function withThreshold(condition: AnyAlert['condition'], bound: number): AnyAlert['condition'] {
  const { threshold } = condition;
  return {
    ...condition,
    node: replaceThreshold(condition.node, bound),
    ...(threshold && { threshold: { ...threshold, bound } }),
  };
}

/** Thresholds occur only in comparisons, and these in set operators. */
export function replaceThreshold(node: Node, value: number): Node {
  if (node.type === 'number') return node.threshold ? { ...node, value } : node;
  if (node.type !== 'binary') return node;
  return { ...node, left: replaceThreshold(node.left, value), right: replaceThreshold(node.right, value) };
}
