import { longestDuration, parseDuration } from '../catalog/duration.js';
import { DefinitionError } from '../catalog/index.js';
import { usualSeverities } from '../define/alerting/severity.js';
import type { ResolvedBundle } from '../resolve/index.js';
import type { Flag } from './analysis/prometheus-features.js';
import type { Finding, Level } from './finding.js';

/** A check of a team's own: a pure function of a bundle. */
export type TeamCheck = (bundle: ResolvedBundle) => readonly Finding[];

/** Where the bundles are to run. Limits of a backend are checked when it is named. */
export type Backend = 'prometheus' | 'thanos' | 'mimir' | 'loki' | 'azure';

/** Settings of the checks: what the definitions do not say about the environment. */
export interface CheckOptions {
  /** The current day, `YYYY-MM-DD`: suppressions that end before it have expired. @default none expires */
  readonly today?: string;
  /** Level by check id; `off` disables the check. */
  readonly levels?: Readonly<Record<string, Level | 'off'>>;
  /** Checks of a team's own. */
  readonly checks?: readonly TeamCheck[];
  /** Scrape interval. @default 30s */
  readonly scrapeInterval?: string;
  /** Retention time of samples. @default 15d, as in Prometheus */
  readonly retention?: string;
  /** Feature flags of the Prometheus that evaluates the rules. @default none */
  readonly features?: readonly Flag[];
  /** Version of that Prometheus, `major.minor`, for bundles that name none. @default the engine's own */
  readonly prometheusVersion?: string;
  readonly backends?: readonly Backend[];
  /** Names of its external labels, where they are known. */
  readonly externalLabels?: readonly string[];
  /** Allow metric and label names beyond letters, digits, `_` and `:`. @default false */
  readonly utf8Names?: boolean;
  /** Severities that alerts may have, for bundles that name none. @default critical, warning, info */
  readonly severities?: readonly string[];
  /** Annotations that every alert needs. @default summary, description, runbook_url */
  readonly annotations?: readonly string[];
}

/** The same with all defaults, durations in milliseconds. */
export interface Settings {
  readonly today: string | undefined;
  readonly levels: Readonly<Record<string, Level | 'off'>>;
  readonly checks: readonly TeamCheck[];
  readonly scrapeMs: number;
  readonly retentionMs: number;
  readonly features: ReadonlySet<string>;
  readonly prometheusVersion: string | undefined;
  readonly backends: ReadonlySet<Backend>;
  readonly externalLabels: ReadonlySet<string> | undefined;
  readonly utf8Names: boolean;
  readonly severities: readonly string[];
  readonly annotations: readonly string[];
}

/** @throws DefinitionError for an invalid duration */
export function settingsOf(options: CheckOptions): Settings {
  return {
    today: options.today,
    levels: options.levels ?? {},
    checks: options.checks ?? [],
    scrapeMs: duration('scrapeInterval', options.scrapeInterval ?? '30s'),
    retentionMs: duration('retention', options.retention ?? '15d'),
    features: new Set(options.features),
    prometheusVersion: options.prometheusVersion,
    backends: new Set(options.backends),
    externalLabels: options.externalLabels && new Set(options.externalLabels),
    utf8Names: options.utf8Names ?? false,
    severities: options.severities ?? usualSeverities,
    annotations: options.annotations ?? ['summary', 'description', 'runbook_url'],
  };
}

/** The settings for one bundle: what it says of its Prometheus goes before what is said for all. */
export function settingsFor({ source }: ResolvedBundle, settings: Settings): Settings {
  const { prometheus, severities } = source.options;
  return {
    ...settings,
    ...(prometheus !== undefined && { prometheusVersion: prometheus }),
    ...(severities && { severities }),
  };
}

function duration(option: string, text: string): number {
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined || milliseconds === 0 || milliseconds >= longestDuration) {
    throw new DefinitionError(`${option}: "${text}" is not a duration such as 30s or 15d`);
  }
  return milliseconds;
}
