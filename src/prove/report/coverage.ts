import type { ResolvedBundle } from '../../resolve/index.js';
import { type RoutingCoverage, routingCoverage } from '../routing/coverage.js';
import type { Proof } from '../run/runner.js';
import { secondsOf } from '../scenario/time.js';

/** The states that an alert had in any scenario; undefined for a state that it cannot have. */
export interface AlertCoverage {
  readonly alert: string;
  readonly quiet: boolean;
  readonly pending: boolean | undefined;
  readonly firing: boolean;
  readonly resolved: boolean;
  readonly noData: boolean;
}
export interface RecordCoverage {
  readonly record: string;
  readonly recorded: boolean;
  readonly expected: boolean;
  readonly noData: boolean;
}

export interface Coverage {
  readonly bundle: string;
  readonly alerts: readonly AlertCoverage[];
  readonly records: readonly RecordCoverage[];
  /** Parts of the routing: every route, inhibition and time interval. */
  readonly routing: readonly RoutingCoverage[];
  /** Ratio of covered states to all states of all rules and parts of the routing, 0 to 1; undefined if there are none. */
  readonly ratio: number | undefined;
}

/** How much of a bundle's rules and routing its scenarios cover. */
export function coverageOf({ bundle, results }: Proof): Coverage {
  const seen = results.flatMap((result) => result.alerts);
  const alerts = alertsOf(bundle).map(({ key: alert, for: wait }): AlertCoverage => {
    const mine = seen.filter((one) => one.alert === alert);
    return {
      alert,
      quiet: mine.some(({ quiet }) => quiet),
      pending: secondsOf(wait) === 0 ? undefined : mine.some(({ pending }) => pending),
      firing: mine.some(({ firing }) => firing),
      resolved: mine.some(({ resolved }) => resolved),
      noData: mine.some(({ noData }) => noData),
    };
  });
  const seenRecords = results.flatMap((result) => result.records);
  const records = bundle.recordingGroups
    .flatMap(({ rules }) => rules)
    .map(({ record }): RecordCoverage => {
      const mine = seenRecords.filter((one) => one.record === record);
      return {
        record,
        recorded: mine.some(({ recorded }) => recorded),
        expected: mine.some(({ expected }) => expected),
        noData: mine.some(({ noData }) => noData),
      };
    });
  const routing = routingCoverage(
    bundle,
    results.flatMap(({ dispatch }) => dispatch ?? []),
  );
  return {
    bundle: bundle.name,
    alerts,
    records,
    routing,
    ratio: ratioOf([...alerts, ...records, ...routing]),
  };
}

function alertsOf(bundle: ResolvedBundle): ResolvedBundle['alertGroups'][number]['rules'] {
  return bundle.alertGroups.flatMap(({ rules }) => rules);
}

function ratioOf(rules: readonly object[]): number | undefined {
  const states = rules.flatMap((rule) => Object.values(rule)).filter((state) => typeof state === 'boolean');
  return states.length === 0 ? undefined : states.filter(Boolean).length / states.length;
}

const alertStates = ['quiet', 'pending', 'firing', 'resolved', 'noData'] as const;
const recordStates = ['recorded', 'expected', 'noData'] as const;

/** One line per rule, and the coverage in percent. */
export function coverageText({ bundle, alerts, records, routing, ratio }: Coverage): string {
  const rows = [
    ...alerts.map((rule) => [rule.alert, ...alertStates.map((state) => mark(rule[state], state))]),
    ...records.map((rule) => [rule.record, ...recordStates.map((state) => mark(rule[state], state))]),
  ];
  const widest = Math.max(...rows.map(([name = '']) => name.length), 0);
  const lines = rows.map(([name = '', ...states]) => `  ${name.padEnd(widest)}  ${states.join('  ')}`);
  lines.push(...routing.map(({ part, reached }) => `  ${mark(reached, 'reached')}  ${part}`));
  const last =
    ratio === undefined ? 'no rules and no routing to cover' : `coverage ${Math.floor(ratio * 1000) / 10}%`;
  return `${[bundle, ...lines, last].join('\n')}\n`;
}

function mark(seen: boolean | undefined, state: string): string {
  const name = state === 'noData' ? 'no data' : state;
  const sign = seen === undefined ? '–' : seen ? '✓' : '✗';
  return `${sign} ${name}`;
}
