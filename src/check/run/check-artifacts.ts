import type { Artifact } from '../../emit/artifact.js';
import type { Details } from '../check.js';
import type { Finding } from '../finding.js';
import { checks } from '../registry.js';
import { type CheckOptions, settingsOf } from '../settings.js';
import { compareFindings } from './located-finding.js';

/** Checks of the emitted files, one file at a time, so that not all of them are in memory. */
export interface ArtifactChecks {
  visit(artifact: Artifact): void;
  /** Returns the findings, including those about all files together, such as the size of a Helm release. */
  finish(): Finding[];
}

export function startArtifactChecks(options: CheckOptions = {}): ArtifactChecks {
  const { levels } = settingsOf(options);
  const findings: Finding[] = [];
  const running = checks.flatMap((check) => {
    const set = levels[check.id];
    if (!check.artifacts || set === 'off') return [];
    const report = (path: string, message: string, details?: Details) => {
      const { expected, suggestion } = details ?? {};
      const level = set ?? details?.level ?? check.level;
      findings.push({ check: check.id, level, path, message, expected, suggestion });
    };
    return [check.artifacts(report)];
  });
  return {
    visit: (artifact) => {
      for (const { visit } of running) visit(artifact);
    },
    finish: () => {
      for (const { finish } of running) finish?.();
      return findings.sort(compareFindings);
    },
  };
}

/** Runs the checks of emitted files: sizes, and what builders put into the JSON. */
export function checkArtifacts(artifacts: Iterable<Artifact>, options: CheckOptions = {}): Finding[] {
  const running = startArtifactChecks(options);
  for (const artifact of artifacts) running.visit(artifact);
  return running.finish();
}
