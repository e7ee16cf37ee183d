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
  error('definition/throws', 'a definition or a custom check throws an error'),
  error('definition/invalid', 'an invalid option or name in a definition'),
  error('definition/no-bundle', 'a folder of definitions without bundle.ts'),
  error('definition/ends-process', 'a definition ends the process that it runs in'),
  error('definition/too-long', 'the definitions run longer than the time limit'),
  error('routing/refused', 'a routing whose configuration Alertmanager rejects'),
  error('scenario/unknown-alert', 'a scenario for an alert that the bundle does not have'),
  error('scenario/expects-nothing', 'a scenario without an expectation'),
  error('scenario/no-routing', 'a scenario that expects notifications of a bundle without routing'),
  error(
    'scenario/unknown-receiver',
    'a scenario that expects a receiver which the routing of the bundle does not have',
  ),
  error('scenario/unknown-metric', 'a scenario with samples of a metric that the bundle does not have'),
  error('scenario/duplicate-series', 'a scenario that defines the same series twice'),
  error('scenario/unused-series', 'a scenario with samples that none of its rules reads'),
  error('scenario/cannot-fail', 'an expectation that cannot fail'),
  error('scenario/no-control', 'an alert that fires in no scenario'),
  error('scenario/impossible', 'a scenario with contradictory times, labels or samples'),
  error('scenario/refused', 'a scenario that Prometheus cannot evaluate'),
  error('scenario/fails', 'a scenario whose expectation is not met'),
];

function error(id: string, summary: string): KnownFinding {
  return { id, level: 'error', summary };
}
