import type { Artifact } from '../../emit/artifact.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import type { Details } from '../check.js';
import { bundleSubject } from '../collect/index.js';
import { type Subject, within } from '../collect/subject.js';
import type { Finding } from '../finding.js';
import { checks } from '../registry.js';
import { type CheckOptions, settingsOf } from '../settings.js';
import type { Carried } from '../suppression/gather-suppressions.js';
import { type Suppressed, usesOf, withoutSuppressed } from '../suppression/suppress.js';
import { allTogether } from './all-together.js';
import type { LocatedFinding } from './located-finding.js';

/** Checks of the emitted files of a bundle, one file at a time, so that not all of them are in memory. */
export interface ArtifactChecks {
  visit(artifact: Artifact): void;
  /** Returns the findings, including those about all files together, such as the size of a Helm release. */
  finish(): Suppressed;
}

/** What the files are made of, for suppressions. */
export interface ArtifactSource {
  /** None for files that belong to no bundle. */
  readonly bundle?: ResolvedBundle | undefined;
  /**
   * Its suppressions, to find those that suppress nothing. None if not the files of all targets are visited: what they
   * suppress may be in another file.
   */
  readonly suppressions: readonly Carried[];
}

export function startArtifactChecks(
  options: CheckOptions = {},
  { bundle, suppressions }: ArtifactSource = { suppressions: [] },
): ArtifactChecks {
  const settings = settingsOf(options);
  const { levels } = settings;
  const found: LocatedFinding[] = [];
  const active = new Set<string>();
  const running = checks.flatMap((check) => {
    const set = levels[check.id];
    if (!check.artifacts || set === 'off') return [];
    active.add(check.id);
    const report = (path: string, message: string, details?: Details) => {
      const { expected, suggestion } = details ?? {};
      const level = set ?? details?.level ?? check.level;
      const finding = { check: check.id, level, path, message, expected, suggestion };
      found.push({ finding, subject: subjectOf(path, bundle) });
    };
    return [check.artifacts(report)];
  });
  return {
    visit: (artifact) => {
      for (const { visit } of running) visit(artifact);
    },
    finish: () => {
      for (const { finish } of running) finish?.();
      const { kept, used } = withoutSuppressed(found, settings);
      const judged = suppressions.filter(({ suppression }) => active.has(suppression.check));
      return { findings: kept, uses: usesOf(judged, used, settings) };
    },
  };
}

/** The dashboard or bundle that a file is made from: `helm/shop`, `grafana/shop/shop-overview.json`. */
function subjectOf(path: string, bundle: ResolvedBundle | undefined): Subject {
  if (!bundle) return { path, owners: [] };
  const parts = path.split('/');
  const subject = bundleSubject(bundle);
  const dashboard = bundle.dashboards.find(({ uid }) => parts.at(-1) === `${uid}.json`);
  return dashboard ? within(subject, dashboard.uid, dashboard.source) : subject;
}

/** Runs the checks of emitted files: sizes, and what builders put into the JSON. */
export function checkArtifacts(artifacts: Iterable<Artifact>, options: CheckOptions = {}): Finding[] {
  const running = startArtifactChecks(options);
  for (const artifact of artifacts) running.visit(artifact);
  return allTogether([running.finish()], options);
}
