import { type RoutedBundle, routeOfAll } from '../../resolve/index.js';
import { type Labels, receiversFor } from './evaluate.js';

/** Labels of an alert, and the receivers that must be notified: one `amtool config routes test` each. */
export interface RouteTest {
  readonly alert: string;
  readonly labels: Labels;
  readonly receivers: readonly string[];
}

/** A test for each alert of the bundles, and one for an alert of other origin. */
export function routeTests(routed: readonly RoutedBundle[]): RouteTest[] {
  const root = routeOfAll(routed.map(({ routing }) => routing));
  const unknown = {
    alert: 'an alert of somebody else',
    labels: { severity: 'critical', alertname: 'SomebodyElses' },
  };
  return [...routed.flatMap(({ examples }) => examples), unknown].map(({ alert, labels }) => ({
    alert,
    labels,
    receivers: receiversFor(root, labels),
  }));
}
