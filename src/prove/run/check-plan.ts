import type { Place } from '../../catalog/index.js';
import { checkAlert } from '../expect/alert.js';
import { checkSample } from '../expect/sample.js';
import type { Expectation } from '../scenario/expectation.js';
import { durationText } from '../scenario/time.js';
import type { Plan } from './plan.js';
import type { RuleResult, Timeline } from './session.js';

/** An expectation of a scenario that is not met. */
export interface Failure {
  readonly message: string;
  /** Undefined for a requirement that applies to every scenario. */
  readonly expectation?: Expectation | undefined;
  /** Name of the alert. */
  readonly alert?: string | undefined;
  readonly place: Place;
}

/** Compares a result with the scenario's expectations; with `first`, stops at the first failure. */
export function checkPlan(
  plan: Plan,
  result: RuleResult,
  end: number,
  options: { readonly first?: boolean } = {},
): Failure[] {
  const failures: Failure[] = [];
  const { scenario } = plan;
  for (const { name, message, at } of result.errors) {
    failures.push({
      message: `the rule ${name} cannot be evaluated at ${durationText(Math.max(0, at / 1000 - epochOf(plan)))}: ${message}`,
      place: scenario.place,
    });
  }
  let sample = 0;
  for (const expectation of scenario.expectations) {
    if (options.first && failures.length > 0) return failures;
    // What Alertmanager decides is checked apart from the rules.
    if (expectation.type === 'routing') continue;
    if (expectation.type === 'sample') {
      const message = checkSample(expectation, result.samples[sample]);
      sample += 1;
      if (message) failures.push({ message, expectation, place: expectation.place });
      continue;
    }
    for (const { key: alert, source } of plan.alerts) {
      if (!expectation.alerts.includes(source)) continue;
      const lines = result.timelines.filter((line) => line.alert === alert);
      const message = checkAlert(expectation, alert, lines, end);
      if (message) failures.push({ message, expectation, alert, place: expectation.place });
    }
  }
  for (const line of result.timelines) {
    const message = brokenText(line) ?? droppedLabel(line, plan);
    if (message) failures.push({ message, alert: line.alert, place: scenario.place });
  }
  return failures;
}

function epochOf({ scenario }: Plan): number {
  return Date.parse(scenario.start) / 1000;
}

/** What Prometheus writes for a missing value and for a failed template. */
const broken = /<no value>|<error expanding template:[^>]*>?/;

/** A label or annotation of a firing alert whose template failed. Applies to every scenario. */
function brokenText({ alert, moments, labels }: Timeline): string | undefined {
  const firing = moments.filter(({ state }) => state === 'firing');
  for (const { at, annotations } of firing) {
    for (const [name, text] of Object.entries(annotations)) {
      if (broken.test(text)) {
        return `the annotation ${name} of ${alert} at ${durationText(at)} does not render: "${text}"`;
      }
    }
  }
  const label = Object.entries(labels).find(([, text]) => broken.test(text));
  return label && `the label ${label[0]} of ${alert} does not render: "${label[1]}"`;
}

/** An annotation with a label that the firing alert does not have: Prometheus replaces it with an empty string. */
function droppedLabel({ alert, labels, moments }: Timeline, plan: Plan): string | undefined {
  if (!moments.some(({ state }) => state === 'firing')) return undefined;
  const rule = plan.alerts.find(({ key }) => key === alert);
  for (const [name, text] of Object.entries(rule?.annotations ?? {})) {
    for (const [, label = ''] of text.matchAll(/\$labels\.(\w+)/g)) {
      if (labels[label] === undefined) {
        return `the annotation ${name} of ${alert} uses $labels.${label}, but the alert has no such label: its expression drops it`;
      }
    }
  }
  return undefined;
}
