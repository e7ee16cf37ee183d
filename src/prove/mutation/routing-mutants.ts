import type { AlertTimes } from '../../engine/index.js';
import type { LabelledAlert } from '../../resolve/index.js';
import { checkDispatch } from '../routing/check-dispatch.js';
import { type BundleRouting, configurationOf } from '../routing/configuration.js';
import { dispatch, labelKey } from '../routing/dispatch.js';
import type { RoutingEngine } from '../routing/engine.js';
import type { ScenarioResult } from '../run/scenario-result.js';
import { mutateRouting, type RoutingMutant } from './mutate-routing.js';

/** Routing mutants that count, and the scenarios that can detect them. */
export interface RoutingMutation {
  readonly mutants: readonly RoutingMutant[];
  /** The first scenario that fails with the mutant in place of the routing. */
  killer(mutant: RoutingMutant): string | undefined;
}

/**
 * Prepares the mutants of a routing. Those with which every alert takes the same routes and is inhibited by the same
 * alerts are equal to it, and do not count: the alerts are those of the scenarios, the examples of the bundle, and these
 * with other values of the labels that come from series.
 */
export function routingMutation(
  routed: BundleRouting,
  results: readonly ScenarioResult[],
  engine: RoutingEngine,
): RoutingMutation {
  const stories = results
    .filter(({ dispatch: outcome, failures }) => outcome !== undefined && failures.length === 0)
    .flatMap(({ plan, compiled, result }) =>
      plan && compiled && result ? [{ plan, compiled, result }] : [],
    );
  // In an environment all alerts have its labels, which therefore distinguish none.
  const sent = results.flatMap(({ scenario, dispatch: outcome }) =>
    outcome && scenario.environment === undefined ? outcome.alerts : [],
  );
  const everyone = distinct([...sent.map(({ labels }) => labels), ...variants(routed.examples)]);
  const unchanged = selection(routed.config, everyone, engine);
  const known = new Set([routed.config]);
  const mutants = mutateRouting(routed.routing).filter(({ changed, selects }) => {
    const config = configurationOf(changed);
    if (known.has(config)) return false;
    known.add(config);
    return !selects || selection(config, everyone, engine) !== unchanged;
  });
  return {
    mutants,
    killer({ changed }) {
      const other = { ...routed, routing: changed, config: configurationOf(changed) };
      return stories.find(
        ({ plan, compiled, result }) =>
          checkDispatch(plan, dispatch(result, compiled, other, engine), { first: true }).length > 0,
      )?.plan.scenario.name;
    },
  };
}

type Labels = LabelledAlert['labels'];

/** Every example, and with each label that its rule does not fix another value. */
function variants(examples: BundleRouting['examples']): readonly Labels[] {
  return examples.flatMap(({ labels, fixed }) => [
    labels,
    ...Object.keys(labels)
      .filter((name) => !fixed.includes(name))
      .map((name) => ({ ...labels, [name]: `other ${labels[name]}` })),
  ]);
}

function distinct(labels: readonly Labels[]): readonly Labels[] {
  return [...new Map(labels.map((each) => [labelKey(each), each])).values()];
}

/** Which routes the alerts take, and which of them inhibit which when all fire, as text. */
function selection(config: string, alerts: readonly Labels[], engine: RoutingEngine): string {
  const outcome = engine.dispatch({
    config,
    alerts: alerts.map((labels): AlertTimes => ({ labels, firing: [[0]] })),
    end: 0,
    moments: [0],
  });
  const routes = outcome.routes.map(({ path: _, matchers: __, ...route }) => JSON.stringify(route));
  const taken = outcome.matched.map((numbers) => numbers.map((number) => routes[number]).sort());
  const inhibited = outcome.moments[0]?.alerts.map(({ inhibited: by = [] }) =>
    [...new Set(by.map(({ source }) => source))].sort((a, b) => a - b),
  );
  return JSON.stringify([taken, inhibited]);
}
