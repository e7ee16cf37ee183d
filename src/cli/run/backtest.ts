import { load } from 'js-yaml';
import {
  backtestJson,
  backtestMarkdown,
  backtests,
  backtestText,
  cachedHistory,
  HistogramError,
  SampleLimitError,
  TooMuchError,
} from '../../backtest/index.js';
import { revisionFiles } from '../../diff/index.js';
import type { RuleGroup } from '../../engine/index.js';
import { type LoadedDefinitions, UsageError } from '../../load/index.js';
import { startEngine } from '../../pipeline/engine.js';
import { bundleRules, engineGroups } from '../../prove/index.js';
import { type ResolvedRule, resolveBundle } from '../../resolve/index.js';
import type { DefinitionOptions } from '../options/definitions.js';
import { serverUrl } from '../prometheus/client.js';
import { credentialHeaders } from '../prometheus/credentials.js';
import { historyApi } from '../prometheus/history.js';
import { historyStore } from '../prometheus/history-store.js';
import type { Console } from '../terminal/console.js';
import { writeIncident } from './backtest-scenario.js';
import { loadOrFail } from './load-or-fail.js';
import { untilStopped } from './stop.js';

export interface BacktestOptions extends DefinitionOptions {
  readonly prometheus: string;
  readonly headerFile?: string;
  /** Milliseconds, like the other lengths. */
  readonly since: number;
  readonly end?: number;
  readonly interval: number;
  readonly timeout: number;
  readonly maxSamples: number;
  readonly suggest?: boolean;
  /** Keep answers of the server for the next run. */
  readonly cache: boolean;
  readonly against?: string;
  /** File for a scenario of a firing. */
  readonly toScenario?: string;
  readonly firing?: number;
  readonly out: string;
  readonly format: 'text' | 'markdown' | 'json';
}

const formats = { text: backtestText, markdown: backtestMarkdown, json: backtestJson };

/**
 * Tries alerts on the history of a Prometheus.
 *
 * @param names of alerts; none for all
 * @throws UsageError for an unknown alert, a server that does not answer, and too many samples
 */
export async function runBacktest(
  names: readonly string[],
  options: BacktestOptions,
  console: Console,
): Promise<void> {
  const url = serverUrl(options.prometheus);
  const headers = credentialHeaders(options.headerFile, process.env);
  const starting = startEngine();
  const definitions = await loadOrFail(options.definitions, {
    names: [],
    places: options.toScenario !== undefined,
  });
  const groups = groupsOf(names, definitions);
  const old =
    options.against === undefined ? undefined : groupsAt(options.out, options.against, names, groups);
  const engine = await starting;
  const stop = untilStopped();
  const warnings: string[] = [];
  const direct = historyApi({ url, headers, timeout: options.timeout, signal: stop.signal }, (warning) =>
    warnings.push(warning),
  );
  const store = options.cache ? historyStore(options.definitions, { url, headers }, Date.now()) : undefined;
  const api = store ? cachedHistory(direct, store, Date.now()) : direct;
  // Whole intervals, so that two runs of one day evaluate at the same times.
  const end = Math.floor((options.end ?? Date.now()) / options.interval) * options.interval;
  const start = end - Math.ceil(options.since / options.interval) * options.interval;
  try {
    const versions = [{ groups, suggest: options.suggest === true }, ...(old ? [{ groups: old }] : [])];
    const [now, before] = await backtests(engine, api, versions, {
      start,
      end,
      intervalMs: options.interval,
      mostSamples: options.maxSamples,
      progress: console.progress,
    });
    if (!now) throw new Error('no rules were tried');
    console.progress('');
    console.out(formats[options.format]({ now, before, warnings }));
    if (options.toScenario !== undefined) {
      const { toScenario: file, firing, interval: intervalMs } = options;
      const { definitions: folder } = options;
      console.error(
        writeIncident(engine, definitions, groups, now, { definitions: folder, file, firing, intervalMs }),
      );
    }
  } catch (error) {
    if (error instanceof TooMuchError) {
      throw new UsageError(
        `the response for a single minute is too large: ${error.message}. Name fewer alerts, or narrow what they select`,
      );
    }
    if (error instanceof HistogramError) throw new UsageError(error.message);
    if (!(error instanceof SampleLimitError)) throw error;
    throw new UsageError(
      `${error.message}, which ${readersOf(error.selector, groups)} read: shorten --since, name fewer alerts, or raise --max-samples`,
    );
  } finally {
    console.progress('');
    stop.release();
  }
}

/** Rule groups with the chosen alerts of all bundles and the recording rules that they read. */
function groupsOf(names: readonly string[], { bundles }: LoadedDefinitions): readonly RuleGroup[] {
  const known = new Set<string>();
  const groups = bundles.flatMap(({ bundle, runbooks }) => {
    const resolved = resolveBundle(bundle, runbooks);
    const rules = bundleRules(resolved);
    const alerts = [...rules.alerts.values()].filter(
      ({ alert }) => names.length === 0 || names.includes(alert),
    );
    for (const { alert } of rules.alerts.values()) known.add(alert);
    const used = rules.recordsUsedBy(alerts.map(({ expr }) => expr));
    const keep = (rule: ResolvedRule): boolean =>
      rule.type === 'alert' ? alerts.includes(rule) : used.has(rule.record);
    return engineGroups(resolved, keep).map((group) => ({
      ...group,
      name: `${resolved.name}/${group.name}`,
    }));
  });
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new UsageError(
      `there ${unknown.length === 1 ? 'is no alert' : 'are no alerts'} ${unknown.join(', ')}; see dashwright list`,
    );
  if (groups.length === 0) throw new UsageError('there are no alerts to evaluate');
  return groups;
}

/** The same alerts as the rule files of another revision have them. */
function groupsAt(
  folder: string,
  revision: string,
  names: readonly string[],
  now: readonly RuleGroup[],
): readonly RuleGroup[] {
  const wanted = new Set(
    now.flatMap(({ rules }) => rules.flatMap((rule) => ('alert' in rule ? [rule.alert] : []))),
  );
  const all = [...revisionFiles(folder, revision)]
    .filter(([path]) => /^prometheus\/[^/]+\/(alert|recording)_rules(_\w+)?\.yml$/.test(path))
    .flatMap(([path, text]) => {
      const file = load(text) as { readonly groups?: readonly RuleGroup[] } | undefined;
      return (file?.groups ?? []).map((group) => ({ ...group, name: `${path.split('/')[1]}/${group.name}` }));
    });
  const chosen = (rule: RuleGroup['rules'][number]): boolean =>
    !('alert' in rule) || names.length === 0 || wanted.has(rule.alert);
  const groups = all
    .map((group) => ({ ...group, rules: group.rules.filter(chosen) }))
    .filter(({ rules }) => rules.length > 0);
  if (groups.length === 0) throw new UsageError(`${revision} has no rule files in ${folder}`);
  return named(groups);
}

/** A group of recording rules and one of alerts may have one name. */
function named(groups: readonly RuleGroup[]): RuleGroup[] {
  const seen = new Set<string>();
  return groups.map((group) => {
    const name = seen.has(group.name) ? `${group.name} (${seen.size})` : group.name;
    seen.add(name);
    return { ...group, name };
  });
}

function readersOf(selector: string, groups: readonly RuleGroup[]): string {
  const name = /__name__="([^"]+)"/.exec(selector)?.[1] ?? selector;
  const rules = groups.flatMap(({ rules: own }) => own).filter(({ expr }) => expr.includes(name));
  return rules.map((rule) => ('alert' in rule ? rule.alert : rule.record)).join(', ') || 'the rules';
}
