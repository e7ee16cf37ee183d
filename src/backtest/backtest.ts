import type {
  AlertTimeline,
  Engine,
  Expression,
  ParsedExpression,
  RuleGroup,
  SampleSeries,
} from '../engine/index.js';
import { type AlertHistory, firingsOf, firingTime } from './firings.js';
import { type HistoryApi, readHistory } from './history.js';
import { reachOfRecords } from './reach.js';
import { type Read, readsOf } from './selectors.js';
import { type Suggestion, suggestionOf } from './suggest.js';

export interface BacktestOptions {
  /** Rule groups with the alerts to try, and with the recording rules that they read. */
  readonly groups: readonly RuleGroup[];
  /** First and last evaluation, unix milliseconds. */
  readonly start: number;
  readonly end: number;
  /** Interval of groups without one. @default 1m, as Prometheus has it */
  readonly intervalMs?: number;
  readonly mostSamples: number;
  /** Also try other thresholds and times. @default false */
  readonly suggest?: boolean;
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
 * What alerts would have done on the history of a Prometheus: their rules, and the recording rules they read, are
 * evaluated over it by Prometheus' own code.
 *
 * @throws SampleLimitError for more samples than allowed
 */
export async function backtest(
  engine: BacktestEngine,
  api: HistoryApi,
  options: BacktestOptions,
): Promise<Backtest> {
  const { groups, start, end, intervalMs = 60_000, mostSamples, progress } = options;
  const trees = new Map<string, Expression>();
  const expressions = groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
  engine.parse(expressions).forEach((parsed: ParsedExpression, index) => {
    if (parsed.ok) trees.set(expressions[index] ?? '', parsed.ast);
  });
  const recorded = new Set(
    groups.flatMap(({ rules }) => rules.flatMap((rule) => ('record' in rule ? [rule.record] : []))),
  );
  const reads = readsOf([...trees.values()]).filter(({ name }) => !recorded.has(name));
  const reach = reachOfRecords(groups, trees);
  const history = await readHistory(
    api,
    reads.map((read) => ({ ...read, reachMs: read.reachMs + reach })),
    {
      start,
      end,
      stepMs: intervalMs,
      mostSamples,
      progress: (done, all) => progress(`history: ${done} of ${all} questions answered`),
    },
  );
  progress('evaluating');
  const loaded = engine.loadSeries(history);
  try {
    // Recorded series need their own history before the first evaluation of an alert.
    const run = loaded.evaluateRules({
      groups,
      start: start - reach,
      end,
      intervalMs,
      timeoutMs: 600_000,
      maxSamples: 50_000_000,
      maxSteps: 1_000_000,
    });
    const after = (line: AlertTimeline): boolean => line.moments.some(({ at }) => at >= start);
    const alerts = groups.flatMap((group) =>
      group.rules.flatMap((rule, index): AlertHistory[] => {
        if (!('alert' in rule)) return [];
        const own = run.alerts.filter(
          (line) => line.group === group.name && line.rule === index && after(line),
        );
        const found = firingsOf(own);
        const firings = found.firings.filter(({ to = end }) => to > start);
        const problems = run.errors
          .filter((error) => error.group === group.name && error.rule === index)
          .map(({ message, count }) => `${count} evaluations failed: ${message}`);
        return [
          {
            alert: rule.alert,
            severity: rule.labels?.severity ?? '',
            firings,
            pendings: found.pendings,
            firingMs: firingTime(firings, end),
            withoutData: !hasData(rule.expr, groups, trees, history),
            problems,
          },
        ];
      }),
    );
    const samples = history.reduce((sum, one) => sum + one.samples.length, 0);
    const suggestions = new Map<number, Suggestion>();
    if (options.suggest) {
      progress('trying other thresholds');
      const records = groups.flatMap((group) => group.rules.filter((rule) => 'record' in rule));
      const list = groups.flatMap((group) =>
        group.rules.flatMap((rule) => ('alert' in rule ? [{ rule, interval: group.interval }] : [])),
      );
      list.forEach(({ rule, interval }, index) => {
        if (alerts[index]?.withoutData) return;
        const found = suggestionOf(loaded, rule, trees.get(rule.expr), {
          start,
          end,
          reach,
          intervalMs,
          interval,
          records,
        });
        if (found) suggestions.set(index, found);
      });
    }
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
    for (const { name } of tree ? readsOf([tree]) : ([] as Read[])) {
      if (name === '' ? history.length > 0 : names.has(name)) return true;
      open.push(...rules.flatMap((rule) => ('record' in rule && rule.record === name ? [rule.expr] : [])));
    }
  }
  return false;
}
