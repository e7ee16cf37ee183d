import type { Check } from '../../check.js';
import type { BundleModel } from '../../collect/model.js';
import type { LiveModel } from '../../live/live-model.js';
import type { LocatedFinding } from '../../run/located-finding.js';
import { reporter } from '../../run/reporter.js';
import { expressionRunner } from '../../run/run-expressions.js';
import { featureGate } from '../promql/feature-gate.js';

export const liveFeature: Check = {
  id: 'live/feature',
  level: 'error',
  summary: 'a function, modifier or field that the running Prometheus does not have or has not enabled',
  live(live, report) {
    const { version, features, who } = live.evidence;
    if (version === undefined) return;
    const { model } = live.bundle;
    const settings = {
      ...model.settings,
      prometheusVersion: version,
      // A server that does not return its flags is trusted to have those of the settings.
      features: features ?? model.settings.features,
    };
    // What is wrong for the declared target too is reported by a plain check.
    const known = new Set(gated(live, model).map(({ finding }) => `${finding.path} ${finding.cause}`));
    for (const { finding, subject } of gated(live, { ...model, settings })) {
      if (known.has(`${finding.path} ${finding.cause}`)) continue;
      const message = `${finding.message} (${who})`;
      const { excerpt, cause } = finding;
      report(subject, message, {
        expected: `PromQL and rules that Prometheus ${version} as it runs there supports`,
        excerpt,
        cause,
      });
    }
    nativeHistograms(live, version, features, report);
  },
};

function gated({ bundle }: LiveModel, model: BundleModel): LocatedFinding[] {
  const found: LocatedFinding[] = [];
  const run = expressionRunner(model, [featureGate], found);
  for (const site of bundle.sites) run(site);
  featureGate.bundle?.(model, reporter(featureGate, found));
  return found;
}

/** Before 3.8 a flag decides whether native histograms are scraped at all: CHANGELOG.md of Prometheus, 3.8.0. */
function nativeHistograms(
  live: LiveModel,
  version: string,
  features: ReadonlySet<string> | undefined,
  report: Parameters<NonNullable<Check['live']>>[1],
): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (features === undefined || features.has('native-histograms') || major > 3 || (major === 3 && minor >= 8))
    return;
  for (const metric of live.bundle.model.bundle.metrics) {
    if (metric.kind !== 'native_histogram' || live.seriesOf(metric).length === 0) continue;
    report(
      live.subjectOf(metric),
      `${metric.name} is a native histogram, which ${live.evidence.who} does not scrape: ${version} needs --enable-feature=native-histograms`,
      {
        expected: 'the flag, or Prometheus 3.8 with scrape_native_histograms',
        cause: 'native-histograms',
      },
    );
  }
}
