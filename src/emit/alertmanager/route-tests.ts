import { exampleValues } from '../../catalog/index.js';
import { keptLabels } from '../../query/index.js';
import {
  type ResolvedAlert,
  type ResolvedBundle,
  type RoutedBundle,
  routeOfAll,
} from '../../resolve/index.js';
import { type Labels, receiversFor } from './evaluate.js';

/** Labels of an alert, and who must be told of it: one `amtool config routes test` each. */
export interface RouteTest {
  readonly alert: string;
  readonly labels: Labels;
  readonly receivers: readonly string[];
}

/** A test for each alert of the bundles, and one for an alert that is none of theirs. */
export function routeTests(routed: readonly RoutedBundle[]): RouteTest[] {
  const root = routeOfAll(routed.map(({ routing }) => routing));
  const unknown = {
    alert: 'an alert of somebody else',
    labels: { severity: 'critical', alertname: 'SomebodyElses' },
  };
  return [...routed.flatMap(({ bundle }) => alertsOf(bundle)), unknown].map(({ alert, labels }) => ({
    alert,
    labels,
    receivers: receiversFor(root, labels),
  }));
}

function alertsOf(bundle: ResolvedBundle): Omit<RouteTest, 'receivers'>[] {
  const examples = labelExamples(bundle);
  return bundle.alertGroups.flatMap((group) =>
    group.rules.map((rule) => ({
      alert: rule.alert,
      labels: {
        ...seriesLabels(rule, examples),
        ...plainLabels(group.labels ?? {}),
        ...plainLabels(rule.labels),
        alertname: rule.alert,
      },
    })),
  );
}

/** The labels that an alert takes over from its series, with the values that the catalogs give as examples. */
function seriesLabels({ source }: ResolvedAlert, examples: Labels): Labels {
  const kept = keptLabels(source.condition.node) ?? [];
  return Object.fromEntries(
    kept.flatMap((label) => {
      const example = examples[label];
      return example === undefined ? [] : [[label, example]];
    }),
  );
}

function labelExamples(bundle: ResolvedBundle): Labels {
  const found: Record<string, string> = {};
  for (const { labels } of bundle.metrics) {
    for (const [label, values] of Object.entries(labels)) {
      const [first] = exampleValues(values);
      if (first !== undefined) found[label] ??= first;
    }
  }
  return found;
}

/** Labels that are templates have a value only when the alert fires. */
function plainLabels(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => !value.includes('{{')));
}
