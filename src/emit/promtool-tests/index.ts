import { byCodeUnit } from '../../compare.js';
import { toYaml } from '../../output/serialise.js';
import type { ExportedCase } from '../../prove/export/cases.js';
import { seriesText } from '../../prove/notation/series.js';
import { valuesText } from '../../prove/notation/values-text.js';
import { durationText } from '../../prove/scenario/time.js';
import { oncePer, type ResolvedBundle, ruleGroups } from '../../resolve/index.js';
import type { Artifact } from '../artifact.js';

/** Step of the scenarios in the file with only the bundle's name, in seconds. */
const usualStep = 15;

/**
 * `prometheus/<bundle>/tests/<bundle>_test.yml`: the bundle's scenarios for `promtool test rules`, beside the rule
 * files that they test. promtool has one evaluation interval per file, so scenarios with a step other than 15 s are in
 * separate files, `<bundle>_1m_test.yml`.
 *
 * The text of annotations is known only after Prometheus has rendered them, so the cases come from running the
 * scenarios, which takes seconds: `dashwright build` does it only if something that decides them has changed.
 */
export function emitPromtoolTests(bundle: ResolvedBundle, cases: readonly ExportedCase[]): Artifact[] {
  const tests = cases.map((one) => ({ step: one.compiled.clock.step, test: promtoolTest(one) }));
  return promtoolFiles(bundle, tests).map(({ path, content }) => ({ path, content: toYaml(content) }));
}

/** The files of tests whose scenarios have this step, in seconds, as data. */
export function promtoolFiles(
  bundle: ResolvedBundle,
  tests: readonly { readonly step: number; readonly test: object }[],
): { readonly path: string; readonly content: object }[] {
  const steps = [...new Set(tests.map(({ step }) => step))].sort((a, b) => a - b);
  return steps.map((step) => {
    const suffix = step === usualStep ? '' : `_${durationText(step)}`;
    const own = tests.filter((one) => one.step === step).map(({ test }) => test);
    return {
      path: `prometheus/${bundle.name}/tests/${bundle.name}${suffix}_test.yml`,
      content: fileOf(bundle, step, own),
    };
  });
}

function fileOf(bundle: ResolvedBundle, step: number, tests: readonly object[]): object {
  const groups = ruleGroups(bundle);
  const recordings = groups.filter(({ rules }) => rules.every(({ type }) => type === 'recording'));
  return {
    rule_files: [
      ...(recordings.length > 0 ? ['../recording_rules.yml'] : []),
      ...(groups.length > recordings.length ? ['../alert_rules.yml'] : []),
    ],
    evaluation_interval: durationText(step),
    // Both engines add in the same order, but can compile a multiplication with an addition differently.
    fuzzy_compare: true,
    group_eval_order: [...new Set(groups.map(({ name }) => name))],
    tests,
  };
}

/** One test as data. */
export function promtoolTest({ name, compiled, firing, samples }: ExportedCase): object {
  const { clock, scenario } = compiled;
  const { step } = clock;
  const external = Object.keys(scenario.externalLabels).length > 0;
  return {
    name,
    interval: durationText(step),
    start_timestamp: scenario.start,
    ...(external ? { external_labels: scenario.externalLabels } : {}),
    input_series: inputSeries(compiled),
    ...(firing.length > 0
      ? {
          alert_rule_test: firing.map(({ at, alert, instances }) => ({
            eval_time: durationText(at),
            alertname: alert,
            exp_alerts: instances.map(({ labels, annotations }) => ({
              exp_labels: labels,
              exp_annotations: annotations,
            })),
          })),
        }
      : {}),
    ...(samples.length > 0
      ? {
          promql_expr_test: samples.map(({ at, expr, samples: expected }) => ({
            expr,
            eval_time: durationText(at),
            // The engine returns them in any order.
            exp_samples: expected
              .map(({ labels, value }) => ({ labels: seriesText(labels), value }))
              .sort((a, b) => byCodeUnit(a.labels, b.labels)),
          })),
        }
      : {}),
  };
}

/** Made once per scenario: the digest of what decides a test has it, and then the file. */
const inputSeries = oncePer(({ clock, series }: ExportedCase['compiled']): readonly object[] =>
  series.map(({ labels, samples }) => ({
    series: seriesText(labels),
    values: valuesText(samples, clock.step, clock.end),
  })),
);
