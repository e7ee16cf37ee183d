import type { Level } from './finding.js';

/** A kind of finding: what reports and `explain` know of it. */
export interface KnownFinding {
  readonly id: string;
  readonly level: Level;
  readonly summary: string;
}

/**
 * Findings of loading, compiling and proving definitions, which are no checks. Each has a page like those
 * of checks. None can be suppressed or given another level: what they are about cannot be built or proven.
 */
export const otherFindings: readonly KnownFinding[] = [
  error('definition/syntax', 'a file of the definitions does not compile'),
  error(
    'definition/type',
    'the TypeScript compiler reports an error in a definition; only with check --types',
  ),
  error('definition/throws', 'a definition or a check of the team fails while it runs'),
  error('definition/invalid', 'a constructor was given something that it cannot mean'),
  error('definition/no-bundle', 'a folder has definitions but no bundle.ts'),
  error('definition/ends-process', 'a definition ends the process that it runs in'),
  error('definition/too-long', 'the definitions run longer than the limit'),
  error('scenario/unknown-alert', 'a scenario is about an alert that the bundle does not have'),
  error('scenario/expects-nothing', 'a scenario has no expectation'),
  error('scenario/no-routing', 'a scenario asks who is notified, but the bundle has no routing'),
  error('scenario/unknown-receiver', 'a scenario expects a receiver that the routing does not have'),
  error('scenario/unknown-metric', 'a scenario gives samples of a metric that the bundle does not have'),
  error('scenario/duplicate-series', 'a scenario gives one series twice'),
  error('scenario/unused-series', 'a scenario gives samples that no rule of it reads'),
  error('scenario/cannot-fail', 'an expectation of a scenario cannot fail'),
  error('scenario/no-control', 'an alert fires in no scenario, so that its being quiet proves nothing'),
  error('scenario/impossible', 'a scenario cannot be set up as it is written'),
  error('scenario/refused', 'Prometheus refuses to run a scenario'),
  error('scenario/fails', 'an expectation of a scenario is not met'),
];

function error(id: string, summary: string): KnownFinding {
  return { id, level: 'error', summary };
}
