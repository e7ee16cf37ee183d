// On thirty days with three known incidents, `dashwright backtest` finds these and no other, and says of each alert of two
// bundles, at every evaluation, what promtool's rule tests say of it and what a Prometheus answers that has the same series.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../../src/cli/main.js';
import type { AlertRule, RecordRule, RuleGroup } from '../../src/engine/index.js';
import { removeFolder, repository, temporaryFolder } from './support/folders.js';
import { closeScrape, type Incident, incidents, month, monthLength, notation } from './support/month.js';
import { fillStorage, type RunningPrometheus, startPrometheus } from './support/prometheus.js';
import { run, tool } from './support/tools.js';

const folder = temporaryFolder('backtest-month');
const begin = '2026-03-01T00:00:00.000Z';
const epoch = Date.parse(begin) / 1000;
const end = new Date((epoch + monthLength) * 1000).toISOString();
const history = month();
const samples = history.reduce((sum, one) => sum + one.samples.length, 0);
const patience = 900_000;

const say = (text: string): void => console.info(`backtest over 30 days: ${text}`);
const since = (began: number): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;

/** Groups of the rule files of a bundle, as they are shipped: recording rules first. */
function groupsOf(bundle: string): RuleGroup[] {
  return ['recording_rules.yml', 'alert_rules.yml'].flatMap((name) => {
    const text = readFileSync(join(repository, 'dist/prometheus', bundle, name), 'utf8');
    return (load(text) as { readonly groups: RuleGroup[] }).groups;
  });
}
const groups = ['agui', 'multi_agent'].flatMap(groupsOf);
const rules = groups.flatMap((group) =>
  group.rules.map((rule) => ({ rule, interval: group.interval ?? '1m' })),
);
const alerts = rules.flatMap(({ rule, interval }) => ('alert' in rule ? [{ rule, interval }] : []));
const records = rules.flatMap(({ rule }) => ('record' in rule ? [rule] : []));

interface Span {
  readonly labels: Readonly<Record<string, string>>;
  readonly from: string;
  readonly to: string | null;
}
interface Report {
  readonly series: number;
  readonly samples: number;
  readonly alerts: readonly {
    readonly alert: string;
    readonly withoutData: boolean;
    readonly firings: readonly (Span & { readonly pending: string })[];
    readonly pendingOnly: readonly Span[];
    readonly problems: readonly string[];
  }[];
}

let prometheus: RunningPrometheus;
let report: Report;

beforeAll(async () => {
  writeFileSync(join(folder, 'prometheus.yml'), 'global: {}\n');
  mkdirSync(join(folder, 'data'));
  const writing = performance.now();
  await fillStorage(folder, history, epoch);
  const megabytes = (statSync(join(folder, 'series.txt')).size / 1e6).toFixed(0);
  say(
    `${history.length} series, ${samples} samples (${megabytes} MB of OpenMetrics) stored in ${since(writing)}`,
  );
  prometheus = await startPrometheus(folder, ['--storage.tsdb.retention.time=50y']);
  const trying = performance.now();
  let text = '';
  let errors = '';
  const code = await main(
    [
      'backtest',
      ...alerts.map(({ rule }) => rule.alert),
      ...['--prometheus', prometheus.url, '--since', '30d', '--end', end, '--no-cache', '--format', 'json'],
      ...['--definitions', join(repository, 'definitions')],
    ],
    {
      out: (part) => {
        text += part;
      },
      error: (part) => {
        errors += part;
      },
      progress: () => {},
      color: false,
    },
  );
  expect(code, errors).toBe(0);
  report = JSON.parse(text) as Report;
  say(
    `backtest of ${alerts.length} alerts in ${since(trying)}, ${report.samples} samples of ${report.series} series`,
  );
}, patience);
afterAll(async () => {
  await prometheus?.stop();
  removeFolder(folder);
});

/** Seconds from the beginning; of what is not over, the end. */
const secondsOf = (time: string | null): number => Date.parse(time ?? end) / 1000 - epoch;

test('finds the three incidents, with the alerts that belong to each, and nothing else', () => {
  expect(report.alerts.map(({ alert }) => alert).sort()).toEqual(alerts.map(({ rule }) => rule.alert).sort());
  expect(report.alerts.filter(({ withoutData, problems }) => withoutData || problems.length > 0)).toEqual([]);
  const found = report.alerts.flatMap(({ alert, firings }) =>
    firings.map(({ from }) => ({ alert, at: secondsOf(from) })),
  );
  // Budgets are said to burn some hours later.
  const belongs = ({ from, to }: Incident, at: number): boolean => at >= from && at <= to + 3 * 3600;
  const of = (incident: Incident): string[] =>
    [...new Set(found.filter(({ at }) => belongs(incident, at)).map(({ alert }) => alert))].sort();
  const all = Object.values(incidents);
  expect(found.filter(({ at }) => !all.some((incident) => belongs(incident, at)))).toEqual([]);
  expect(Object.fromEntries(all.map((incident) => [incident.name, of(incident)]))).toMatchInlineSnapshot(`
    {
      "models are slow": [
        "AguiGenAiLatencyBudgetBurnPageFast",
        "AguiGenAiLatencyBudgetBurnPageSlow",
        "AguiGenAiLatencyBudgetBurnTicketFast",
        "AguiGenAiLatencyBudgetBurnTicketSlow",
        "ClassificationSlow",
        "GenAiLatencyHigh",
        "LlmRequestsFailing",
        "MultiAgentRouterAvailabilityBudgetBurnPageFast",
        "MultiAgentRouterAvailabilityBudgetBurnPageSlow",
        "MultiAgentRouterAvailabilityBudgetBurnTicketFast",
        "MultiAgentRouterAvailabilityBudgetBurnTicketSlow",
        "RouterErrorRatioHigh",
        "SdbProcessingSlow",
      ],
      "nothing runs": [
        "AgentTargetDown",
        "AguiNoScrape",
        "GenAiMetricsMissing",
        "RouterAgentDown",
        "SdbAgentDown",
      ],
      "requests fail": [
        "GenAiErrorRatioHigh",
        "GenAiLatencyHigh",
        "HttpErrorRatioHigh",
        "LlmRequestsFailing",
        "MultiAgentRouterAvailabilityBudgetBurnPageFast",
        "PullRequestCreationFailing",
        "PullRequestFailed",
        "RouterErrorRatioHigh",
      ],
    }
  `);
  const pendings = report.alerts.reduce((sum, { pendingOnly }) => sum + pendingOnly.length, 0);
  say(`${found.length} firings in ${all.length} incidents; ${pendings} times pending only`);
  expect(pendings).toBeGreaterThan(100);
});

/** Alerts of a state at times in seconds from the beginning, as series of `ALERTS`. */
function statesOf(names: ReadonlySet<string>): (at: number) => string[] {
  const spans = report.alerts
    .filter(({ alert }) => names.has(alert))
    .flatMap(({ firings, pendingOnly }) => [
      ...firings.flatMap(({ labels, pending, from, to }) => [
        { labels, state: 'pending', from: secondsOf(pending), to: secondsOf(from) },
        { labels, state: 'firing', from: secondsOf(from), to: to === null ? Infinity : secondsOf(to) },
      ]),
      ...pendingOnly.map(({ labels, from, to }) => ({
        labels,
        state: 'pending',
        from: secondsOf(from),
        to: to === null ? Infinity : secondsOf(to),
      })),
    ])
    .map(({ labels, state, from, to }) => {
      const pairs = Object.entries({ ...labels, alertstate: state });
      const text = pairs.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(', ');
      return { series: `ALERTS{${text}}`, from, to };
    });
  return (at) => spans.filter(({ from, to }) => at >= from && at < to).map(({ series }) => series);
}

/** Names of the records that alerts read, also through others. */
function readBy(expressions: readonly string[]): Set<string> {
  const names = new Set<string>();
  const open = [...expressions];
  for (const expression of open) {
    for (const { record, expr } of records) {
      if (!expression.includes(record) || names.has(record)) continue;
      names.add(record);
      open.push(expr);
    }
  }
  return names;
}

/** A part of the history for promtool, in seconds from the beginning; states are compared from `from` on. */
interface Part {
  readonly begin: number;
  readonly from: number;
  readonly end: number;
}

const hour = 3600;
const day = 24 * hour;

/**
 * promtool takes some minutes for the rules of a month. It gets the parts around incidents, and quiet days before them: states
 * are the same as over the whole history as soon as all that rules look back at, and the time that they wait, is in the part.
 */
function partsFor(lookBack: number, after: number): Part[] {
  return Object.values(incidents).map(({ from, to }) => {
    // At a scrape of the time between incidents.
    const begin = Math.floor((from - lookBack - 6 * hour) / 1800) * 1800;
    return { begin, from: begin + lookBack, end: Math.min(to + after, monthLength) };
  });
}

const isBudget = ({ expr }: { readonly expr: string }): boolean => expr.includes('slo:sli_error');

// promtool evaluates all groups at one interval. Budgets look back for three days and wait for three hours, others look back
// for two hours at most.
test.each([
  { what: 'of budgets', interval: '1m', budgets: true, parts: partsFor(3 * day + 4 * hour, 8 * hour) },
  { what: 'of 1m', interval: '1m', budgets: false, parts: partsFor(3 * hour, day) },
  { what: 'of 30s', interval: '30s', budgets: false, parts: partsFor(3 * hour, 12 * hour) },
])(
  'agrees with promtool on every alert $what at every evaluation around incidents',
  async ({ what, interval, budgets, parts }) => {
    const own = alerts
      .filter((one) => one.interval === interval && isBudget(one.rule) === budgets)
      .map(({ rule }) => rule);
    const names = new Set(own.map(({ alert }) => alert));
    const read = readBy(own.map(({ expr }) => expr));
    const isRead = (rule: AlertRule | RecordRule): boolean =>
      'record' in rule ? read.has(rule.record) : names.has(rule.alert);
    const chosen = groups
      .map((group) => ({ ...group, rules: group.rules.filter(isRead) }))
      .filter((group) => group.rules.length > 0);
    const name = what.replace(' ', '-');
    writeFileSync(join(folder, `rules-${name}.yml`), JSON.stringify({ groups: chosen }));
    const step = interval === '1m' ? 60 : 30;
    const states = statesOf(names);
    const expressions = chosen.flatMap((group) => group.rules.map(({ expr }) => expr)).join(' ');
    const needed = history.filter(({ labels }) => expressions.includes(labels.__name__ ?? ''));
    let active = 0;
    let evaluations = 0;
    const began = performance.now();
    const files = parts.map(({ begin: first, from, end: last }, index) => {
      const expected = Array.from({ length: (last - from) / step + 1 }, (_, at) => {
        const found = states(from + at * step);
        active += found.length;
        evaluations += 1;
        return {
          expr: 'ALERTS',
          eval_time: `${from + at * step - first}s`,
          exp_samples: found.map((labels) => ({ labels, value: 1 })),
        };
      });
      const file = join(folder, `test-${name}-${index}.yml`);
      const tests = {
        interval: `${closeScrape}s`,
        start_timestamp: new Date((epoch + first) * 1000).toISOString(),
        input_series: needed.map((one) => ({
          series: seriesText(one.labels),
          values: notation(one, first, last),
        })),
        promql_expr_test: expected,
      };
      const head = { rule_files: [`rules-${name}.yml`], evaluation_interval: interval };
      writeFileSync(
        file,
        JSON.stringify({ ...head, group_eval_order: chosen.map((group) => group.name), tests: [tests] }),
      );
      return file;
    });
    const ran = await Promise.all(
      files.map((file) => run(tool('promtool'), ['test', 'rules', file], { timeout: patience })),
    );
    for (const one of ran) expect(one.code, (one.stdout + one.stderr).slice(0, 5000)).toBe(0);
    say(
      `promtool agrees on ${own.length} alerts ${what} at ${evaluations} evaluations (${active} times pending or firing) in ${since(began)}`,
    );
    expect(active).toBeGreaterThan(100);
  },
  patience,
);

function seriesText({ __name__: name, ...labels }: Readonly<Record<string, string>>): string {
  return `${name}{${Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(',')}}`;
}

/** An expression with the records it reads replaced by what they record; undefined where that cannot be written. */
function overRaw(expr: string): string | undefined {
  let text = expr;
  for (let depth = 0; depth < 5; depth += 1) {
    for (const { record, expr: recorded, labels = {} } of records) {
      text = text.replaceAll(new RegExp(`${record}\\{([^}]*)\\}`, 'g'), (whole, matchers: string) => {
        const own = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
        const all = matchers.split(',');
        // Of another objective, or chosen by labels that only the recorded series have.
        return all.every((matcher) => own.includes(matcher)) ? `(${recorded})` : whole;
      });
    }
  }
  return records.some(({ record }) => text.includes(record)) ? undefined : text;
}

const partOf = ({ labels }: Span): string => {
  const { alertname: _, severity: __, bundle: ___, team: ____, ...own } = labels;
  return JSON.stringify(
    Object.entries(own)
      .filter(([label]) => !/^sloth_|_window$/.test(label))
      .sort(),
  );
};

// The values of the expressions of all alerts at every evaluation, as a Prometheus has them that has the same series: by these,
// an alert is active or not. What it waits for is counted here.
test(
  'agrees with Prometheus on every evaluation of thirty days',
  async () => {
    const began = performance.now();
    let evaluations = 0;
    let tried = 0;
    for (const { rule, interval } of alerts) {
      const expr = overRaw(rule.expr);
      if (expr === undefined) {
        say(`${rule.alert} reads records by labels of theirs: promtool judges it alone`);
        continue;
      }
      tried += 1;
      const step = interval === '1m' ? 60 : 30;
      const activeAt = new Map<string, Set<number>>();
      const points = 10_000;
      for (let from = 0; from <= monthLength; from += points * step) {
        const to = Math.min(from + (points - 1) * step, monthLength);
        evaluations += (to - from) / step + 1;
        const body = new URLSearchParams({
          query: expr,
          start: String(epoch + from),
          end: String(epoch + to),
          step: String(step),
        });
        const answer = (await (
          await fetch(`${prometheus.url}/api/v1/query_range`, { method: 'POST', body })
        ).json()) as {
          data: { result: { metric: Record<string, string>; values: [number, string][] }[] };
        };
        for (const { metric, values } of answer.data.result) {
          const { __name__: _, ...labels } = metric;
          const key = JSON.stringify(
            Object.entries(labels)
              .filter(([label]) => label in metric && label !== 'sloth_window')
              .sort(),
          );
          const known = activeAt.get(key) ?? new Set();
          activeAt.set(key, known);
          for (const [at] of values) known.add(at - epoch);
        }
      }
      const wait = secondsIn(rule.for ?? '0s');
      const expected = [...activeAt].flatMap(([key, times]) =>
        livesOf(
          [...times].sort((a, b) => a - b),
          step,
          wait,
          key,
        ),
      );
      const found = report.alerts.find(({ alert }) => alert === rule.alert);
      const own = [
        ...(found?.firings ?? []).map((one) => [
          partOf(one),
          secondsOf(one.pending),
          secondsOf(one.from),
          secondsOf(one.to),
        ]),
        ...(found?.pendingOnly ?? []).map((one) => [
          partOf(one),
          secondsOf(one.from),
          undefined,
          secondsOf(one.to),
        ]),
      ];
      const order = (a: readonly unknown[], b: readonly unknown[]): number =>
        String(a) < String(b) ? -1 : 1;
      expect(own.sort(order), rule.alert).toEqual(expected.sort(order));
    }
    say(
      `Prometheus agrees on ${tried} of ${alerts.length} alerts at ${evaluations} evaluations in ${since(began)}`,
    );
    expect(tried).toBeGreaterThanOrEqual(alerts.length - 1);
  },
  patience,
);

function secondsIn(text: string): number {
  const [, count = '0', unit = 's'] = /^(\d+)([smh])$/.exec(text) ?? [];
  return Number(count) * ({ s: 1, m: 60, h: 3600 }[unit] ?? 1);
}

/** Label sets, when they became active, from when they fired, and when they were over. */
function livesOf(times: readonly number[], step: number, wait: number, key: string) {
  const found: [string, number, number | undefined, number][] = [];
  times.forEach((at, index) => {
    const last = found.at(-1);
    const next = times[index + 1] === at + step ? at + step : undefined;
    const life = last && times[index - 1] === at - step ? last : undefined;
    const current: [string, number, number | undefined, number] = life ?? [key, at, undefined, at];
    if (!life) found.push(current);
    if (at - current[1] >= wait) current[2] ??= at;
    current[3] = next === undefined ? Math.min(at + step, monthLength) : at;
  });
  return found;
}
