import type { Engine, Expression, ParsedExpression, RuleGroup, SampleSeries } from '../engine/index.js';
import { type AlertHistory, firingsOf, firingTime } from './firings.js';
import { type HistoryApi, readHistory } from './history.js';
import { intervalOf, leadOfRecordingRules, leadOfRules } from './lead-time.js';
import { evaluateOverTime } from './levels.js';
import { ruleLimits } from './limits.js';
import { type EvaluatedExpression, readsOf } from './selectors.js';
import { type Suggestion, suggestionsOf } from './suggest.js';

/** Rules to try. */
export interface TriedRules {
  /** Rule groups with the alerts to try, and with the recording rules that they read. */
  readonly groups: readonly RuleGroup[];
  /** Also try other thresholds and times. @default false */
  readonly suggest?: boolean;
}

export interface HistoryOptions {
  /** First and last evaluation, unix milliseconds. */
  readonly start: number;
  readonly end: number;
  /** Interval of groups without one. @default 1m, as Prometheus has it */
  readonly intervalMs?: number;
  readonly mostSamples: number;
  readonly progress: (text: string) => void;
}

export interface Backtest {
  readonly start: number;
  readonly end: number;
  readonly alerts: readonly AlertHistory[];
  /** What was read of the server. */
  readonly series: number;
  readonly samples: number;
  readonly history: readonly SampleSeries[];
  /** How far recording rules look back, in milliseconds. */
  readonly reach: number;
  /** Syntax trees of the expressions of all rules, by their text. */
  readonly trees: ReadonlyMap<string, Expression>;
  /** With `suggest`: what other thresholds would have given, by the alert's position in `alerts`. */
  readonly suggestions: ReadonlyMap<number, Suggestion>;
}

type BacktestEngine = Pick<Engine, 'loadSeries' | 'parse'>;

/**
 * What alerts would have done on the history of a Prometheus, for several versions of rules, in their order: the rules,
 * and the recording rules they read, are evaluated over it by Prometheus' own code. What they read is read once for all.
 *
 * @throws SampleLimitError for more samples than allowed
 */
export async function backtests(
  engine: BacktestEngine,
  api: HistoryApi,
  tried: readonly TriedRules[],
  options: HistoryOptions,
): Promise<Backtest[]> {
  const { start, end, intervalMs = 60_000, mostSamples, progress } = options;
  const versions = tried.map((one) => prepared(engine, one, intervalMs));
  const lead = Math.max(0, ...versions.map((one) => leadOfRules(one.groups, one.trees, intervalMs)));
  const reads = readsOf(
    versions.flatMap(({ expressions }) => expressions),
    intervalMs,
  ).filter(({ name }) => !versions.every(({ recorded }) => recorded.has(name)));
  const history = await readHistory(
    api,
    reads.map((read) => ({ ...read, reachMs: read.reachMs + lead })),
    {
      start,
      end,
      mostSamples,
      progress: (done, all) => progress(`history: ${done} of ${all} questions answered`),
    },
  );
  return versions.map((version) => {
    // What one version records, another may read from the server.
    const own = history.filter(({ labels }) => !version.recorded.has(labels.__name__ ?? ''));
    return outcome(engine, version, own, { ...options, intervalMs, lead });
  });
}

/** Rules with what is known of them before there is a history. */
interface Prepared extends TriedRules {
  readonly trees: ReadonlyMap<string, Expression>;
  readonly expressions: readonly EvaluatedExpression[];
  /** Names that recording rules record. */
  readonly recorded: ReadonlySet<string>;
}

function prepared(engine: BacktestEngine, tried: TriedRules, intervalMs: number): Prepared {
  const trees = new Map<string, Expression>();
  const rules = tried.groups.flatMap((group) =>
    group.rules.map((rule) => ({ rule, intervalMs: intervalOf(group, intervalMs) })),
  );
  engine.parse(rules.map(({ rule }) => rule.expr)).forEach((parsed: ParsedExpression, index) => {
    if (parsed.ok) trees.set(rules[index]?.rule.expr ?? '', parsed.ast);
  });
  const expressions = rules.flatMap((one) => {
    const tree = trees.get(one.rule.expr);
    return tree ? [{ tree, intervalMs: one.intervalMs }] : [];
  });
  const recorded = new Set(rules.flatMap(({ rule }) => ('record' in rule ? [rule.record] : [])));
  return { ...tried, trees, expressions, recorded };
}

function outcome(
  engine: BacktestEngine,
  { groups, trees, suggest }: Prepared,
  history: readonly SampleSeries[],
  options: HistoryOptions & { readonly intervalMs: number; readonly lead: number },
): Backtest {
  const { start, end, intervalMs, lead, progress } = options;
  progress('evaluating');
  const loaded = engine.loadSeries(history);
  try {
    // Recorded series need their own history before the first evaluation of an alert.
    const run = evaluateOverTime(loaded, groups, trees, {
      start: start - lead,
      end,
      intervalMs,
      ...ruleLimits,
    });
    const judged = ({ to = end }: { readonly to?: number | undefined }): boolean => to > start;
    const alerts = groups.flatMap((group) =>
      group.rules.flatMap((rule, index): AlertHistory[] => {
        if (!('alert' in rule)) return [];
        const own = run.alerts.filter((line) => line.group === group.name && line.rule === index);
        const found = firingsOf(own);
        const firings = found.firings.filter(judged);
        const problems = run.errors
          .filter((error) => error.group === group.name && error.rule === index)
          .map(({ message, count }) => `${count} evaluations failed: ${message}`);
        return [
          {
            alert: rule.alert,
            severity: rule.labels?.severity ?? '',
            firings,
            pendings: found.pendings.filter(judged),
            firingMs: firingTime(firings, start, end),
            withoutData: !hasData(rule.expr, groups, trees, history),
            problems,
          },
        ];
      }),
    );
    const samples = history.reduce((sum, one) => sum + one.samples.length, 0);
    if (suggest) progress('trying other thresholds');
    const suggestions: ReadonlyMap<number, Suggestion> = suggest
      ? suggestionsOf(loaded, groups, {
          start,
          end,
          reach: lead,
          intervalMs,
          trees,
          hasData: (position) => !alerts[position]?.withoutData,
        })
      : new Map();
    const reach = leadOfRecordingRules(groups, trees);
    return { start, end, alerts, series: history.length, samples, history, reach, trees, suggestions };
  } finally {
    loaded.dispose();
  }
}

/** Whether any series that an expression reads, also through recording rules, has a sample. */
function hasData(
  expr: string,
  groups: readonly RuleGroup[],
  trees: ReadonlyMap<string, Expression>,
  history: readonly SampleSeries[],
): boolean {
  const names = new Set(
    history.filter(({ samples }) => samples.length > 0).map(({ labels }) => labels.__name__ ?? ''),
  );
  const rules = groups.flatMap((group) => group.rules);
  const seen = new Set<string>();
  const open = [expr];
  for (const text of open) {
    if (seen.has(text)) continue;
    seen.add(text);
    const tree = trees.get(text);
    for (const { name } of tree ? readsOf([{ tree, intervalMs: 0 }]) : []) {
      if (name === '' ? history.length > 0 : names.has(name)) return true;
      open.push(...rules.flatMap((rule) => ('record' in rule && rule.record === name ? [rule.expr] : [])));
    }
  }
  return false;
}
