import { longestDuration, parseDuration } from '../catalog/duration.js';
import { DefinitionError } from '../catalog/index.js';
import { usualSeverities } from '../define/alerting/severity.js';
import type { ResolvedBundle } from '../resolve/index.js';
import type { Flag } from './analysis/prometheus-features.js';
import type { Finding, Level } from './finding.js';

/** A check of your own: a pure function of a bundle. */
export type CustomCheck = (bundle: ResolvedBundle) => readonly Finding[];

/** Backends that run the rules; their limits are checked. */
export type Backend = 'prometheus' | 'thanos' | 'mimir' | 'loki' | 'azure';

/** Options of the checks, the default export of `definitions/checks.ts`. */
export interface CheckOptions {
  /** Current day, `YYYY-MM-DD`: suppressions that end before it have expired. @default none: no suppression expires */
  readonly today?: string;
  /** Level by check id; `off` disables the check. @default the level of the check */
  readonly levels?: Readonly<Record<string, Level | 'off'>>;
  /** Checks of your own. @default none */
  readonly checks?: readonly CustomCheck[];
  /** Scrape interval of Prometheus, as a duration. @default 30s */
  readonly scrapeInterval?: string;
  /** Retention time of Prometheus, as a duration. @default 15d */
  readonly retention?: string;
  /** Feature flags of the Prometheus server that evaluates the rules. @default none */
  readonly features?: readonly Flag[];
  /** Version of that server, `major.minor`, for bundles without `prometheus`. @default the version of the engine */
  readonly prometheusVersion?: string;
  /** Backends that run the rules; their limits are checked. @default none */
  readonly backends?: readonly Backend[];
  /** Names of its external labels. @default not known */
  readonly externalLabels?: readonly string[];
  /** Allows UTF-8 characters in metric and label names, besides letters, digits, `_` and `:`. @default false */
  readonly utf8Names?: boolean;
  /** Severities that alerts may have, for bundles without `severities`. @default critical, warning, info */
  readonly severities?: readonly string[];
  /** Annotations that every alert must have. @default summary, description, runbook_url */
  readonly annotations?: readonly string[];
}

/** The same with all defaults, durations in milliseconds. */
export interface Settings {
  readonly today: string | undefined;
  readonly levels: Readonly<Record<string, Level | 'off'>>;
  readonly checks: readonly CustomCheck[];
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

/** The settings for one bundle; its own options take precedence. */
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
