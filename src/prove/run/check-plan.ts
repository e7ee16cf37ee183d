import type { Place } from '../../catalog/index.js';
import { checkAlert } from '../expect/alert.js';
import { checkSample } from '../expect/sample.js';
import type { Expectation } from '../scenario/expectation.js';
import { durationText } from '../scenario/time.js';
import { evaluatePlan } from './evaluate-plan.js';
import type { Plan } from './plan.js';
import type { RuleResult, Stage, Timeline } from './session.js';

/** One thing that a scenario found to be otherwise than it says. */
export interface Failure {
  readonly message: string;
  /** As written in the scenario: `firingAt('20m')`; undefined for what every scenario demands. */
  readonly expectation?: Expectation | undefined;
  /** Name of the alert that is meant. */
  readonly alert?: string | undefined;
  readonly place: Place;
}

/** Compares a run with what the scenario expects; stops at the first failure when asked to. */
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
    if (expectation.type === 'sample') {
      const message = checkSample(expectation, result.samples[sample]);
      sample += 1;
      if (message) failures.push({ message, expectation, place: expectation.place });
      continue;
    }
    for (const { alert, source } of plan.alerts) {
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

/** What Prometheus writes where a label is not there, and where a template fails. */
const broken = /<no value>|<error expanding template:[^>]*>?/;

/** A text of a firing alert that did not render, demanded of every scenario. */
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

/** A text that names a label which the firing alert does not have: Prometheus prints nothing in its place. */
function droppedLabel({ alert, labels, moments }: Timeline, plan: Plan): string | undefined {
  if (!moments.some(({ state }) => state === 'firing')) return undefined;
  const rule = plan.alerts.find((candidate) => candidate.alert === alert);
  for (const [name, text] of Object.entries(rule?.annotations ?? {})) {
    for (const [, label = ''] of text.matchAll(/\$labels\.(\w+)/g)) {
      if (labels[label] === undefined) {
        return `the annotation ${name} of ${alert} says $labels.${label}, but the alert has no such label: its expression drops it`;
      }
    }
  }
  return undefined;
}

/** Runs a plan on a stage and checks it. */
export function runPlan(
  plan: Plan,
  stage: Stage,
): { readonly result: RuleResult; readonly failures: readonly Failure[] } {
  const result = evaluatePlan(plan, stage, plan.samples);
  return { result, failures: checkPlan(plan, result, stage.compiled.clock.end) };
}
