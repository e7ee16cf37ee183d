import { recordOf, textOf } from '../plain.js';
import type { ServerApi } from './server.js';

/** What a server says of itself. */
export interface ServerBuild {
  /** Undefined for another program than Prometheus. */
  readonly version: string | undefined;
  /** Values of `--enable-feature`; undefined if it does not return its flags. */
  readonly features: ReadonlySet<string> | undefined;
  /** `--query.max-samples`; undefined if it does not return its flags. */
  readonly mostSamples: number | undefined;
}

/**
 * Version and flags. Mimir names itself in `application`, Thanos has versions below 1, and VictoriaMetrics tells a
 * version of Prometheus without the revision that it was built from: of these nothing is concluded.
 */
export async function serverBuild(api: ServerApi): Promise<ServerBuild> {
  const build = await api.ask('status/buildinfo', {}, 'its version');
  const { version, revision, goVersion, application } = recordOf(build);
  const isPrometheus =
    typeof version === 'string' &&
    /^[1-9]\d*\.\d+/.test(version) &&
    typeof goVersion === 'string' &&
    typeof revision === 'string' &&
    revision !== '' &&
    application === undefined;
  const flags = recordOf(await api.ask('status/flags', {}, 'its flags'));
  const features = flags['enable-feature'];
  const mostSamples = Number(flags['query.max-samples']);
  return {
    version: isPrometheus ? version : undefined,
    features:
      typeof features === 'string' ? new Set(features.split(',').filter((one) => one !== '')) : undefined,
    mostSamples: mostSamples > 0 ? mostSamples : undefined,
  };
}

/** A rule as the server evaluates it. */
export interface ServerRule {
  readonly type: 'alert' | 'recording';
  readonly group: string;
  readonly name: string;
  readonly expr: string;
  /** Seconds. */
  readonly for: number;
  /** Seconds. */
  readonly keepFiringFor: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Why its last evaluation failed. */
  readonly error: string | undefined;
}

/** All rules that the server evaluates; undefined if it does not return them. */
export async function serverRules(api: ServerApi): Promise<ServerRule[] | undefined> {
  const { groups } = recordOf(await api.ask('rules', { exclude_alerts: 'true' }, 'the rules that run'));
  if (!Array.isArray(groups)) return undefined;
  return groups.flatMap((group) => {
    const { name, rules } = recordOf(group);
    if (!Array.isArray(rules)) return [];
    return rules.map((rule): ServerRule => {
      const one = recordOf(rule);
      return {
        type: one.type === 'alerting' ? 'alert' : 'recording',
        group: textOf(name),
        name: textOf(one.name),
        expr: textOf(one.query),
        for: secondsOf(one.duration),
        keepFiringFor: secondsOf(one.keepFiringFor),
        labels: labelsOf(one.labels),
        annotations: labelsOf(one.annotations),
        error: typeof one.lastError === 'string' && one.lastError !== '' ? one.lastError : undefined,
      };
    });
  });
}

function secondsOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function labelsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(recordOf(value)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
