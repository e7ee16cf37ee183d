import { DefinitionError, type Duration, type Place } from '../../catalog/index.js';
import {
  choice,
  chosenBy,
  duration,
  list,
  matching,
  name,
  options,
  required,
  text,
} from '../../catalog/shape/index.js';
import { isList } from '../../plain.js';
import { refuseSecrets, type SecretFile, secretShape } from '../secret.js';
import { seriesLabels } from '../shapes.js';

/** Targets that Prometheus scrapes with the same settings. */
export interface ScrapeJob {
  /** Value of the label `job`. */
  readonly job: string;
  /** Targets, as `host:port`. */
  readonly targets: readonly `${string}:${number}`[];
  /** Path of the metrics. @default /metrics */
  readonly path?: `/${string}`;
  /** Scrape interval. @default that of the stack */
  readonly interval?: Duration;
  /** Scrape timeout. @default that of Prometheus */
  readonly timeout?: Duration;
  /** Scheme. @default http */
  readonly scheme?: 'http' | 'https';
  /** Labels to add to all series of these targets. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Token, sent as `Authorization: Bearer …`. @default none */
  readonly bearer?: SecretFile;
}

/** The options of a job; `checkJobs` validates its targets. */
export const jobShape = options<ScrapeJob>({
  job: required(name),
  targets: required(list(name)),
  path: matching(/^\//, 'a path that begins with /'),
  interval: duration,
  timeout: duration,
  scheme: choice('http', 'https'),
  labels: seriesLabels,
  bearer: chosenBy((value) => (typeof value === 'string' ? text : secretShape)),
});

/**
 * Called first, as a message about another option could repeat a secret.
 *
 * @throws DefinitionError for a secret
 */
export function refuseJobSecrets(jobs: readonly ScrapeJob[], place: Place): void {
  if (!isList(jobs)) return;
  for (const job of jobs) refuseSecrets(job, `scrape job ${job?.job}`, place);
}

/** @throws DefinitionError for two jobs with the same name, or a job without targets */
export function checkJobs(jobs: readonly ScrapeJob[], place: Place): void {
  const names = new Set<string>();
  for (const job of jobs) {
    if (names.has(job.job)) throw new DefinitionError(`two scrape jobs are named ${job.job}`, place);
    names.add(job.job);
    if (job.targets.length === 0)
      throw new DefinitionError(`the scrape job ${job.job} has no targets`, place);
    const bad = job.targets.find((target) => !/^[^\s/:]+:\d+$|^\[[0-9a-f:]+\]:\d+$/i.test(target));
    if (bad !== undefined) {
      throw new DefinitionError(
        `the scrape job ${job.job} has the target '${bad}': Prometheus requires host:port here, and the rest as path and scheme`,
        place,
      );
    }
  }
}
