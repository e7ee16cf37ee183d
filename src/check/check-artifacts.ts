import type { Artifact } from '../emit/artifact.js';
import type { Details } from './check.js';
import type { Finding } from './finding.js';
import { compareFindings } from './raised.js';
import { checks } from './registry.js';
import { type CheckOptions, settingsOf } from './settings.js';

/** Runs the checks that need the emitted files: sizes, and what slipped through builders into the JSON. */
export function checkArtifacts(artifacts: readonly Artifact[], options: CheckOptions = {}): Finding[] {
  const { levels } = settingsOf(options);
  const findings: Finding[] = [];
  for (const check of checks) {
    const set = levels[check.id];
    if (set === 'off') continue;
    check.artifacts?.(artifacts, (path: string, message: string, details?: Details) => {
      const { expected, suggestion } = details ?? {};
      const level = set ?? details?.level ?? check.level;
      findings.push({ check: check.id, level, path, message, expected, suggestion });
    });
  }
  return findings.sort(compareFindings);
}
