// Alerts with runbook and scenarios, for any threshold and duration.
import {
  type Alert,
  type AnyAlert,
  type AnySignal,
  above,
  alert,
  below,
  type Duration,
  type MessageText,
  missing,
  type Row,
  type Runbook,
  runbook,
  type Severity,
  type Signal,
} from 'dashwright';
import { type AnyScenario, approx, type Scenario, scenario } from 'dashwright/testing';
import { appearing, type Course, episode, secondsIn, steady } from './course.js';

/** Overrides of an alert of the library. */
export interface AlertChange {
  /** Threshold, in the signal's unit. @default listed on the page of the library */
  readonly threshold?: number;
  /** How long the condition must be true before the alert fires. @default listed on the page of the library */
  readonly for?: Duration;
  /** Value of the label `severity`. @default listed on the page of the library */
  readonly severity?: Severity;
  /** Labels to add, such as a team for routing. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Runbook of the bundle. @default that of the library */
  readonly runbook?: Runbook;
}

/** Options of every mixin. */
export interface MixinOptions<Name extends string, Without extends Name = never> {
  /** Overrides of alerts by name. @default none */
  readonly alerts?: { readonly [Each in Name]?: AlertChange };
  /** Alerts to leave out, with their scenarios. @default none */
  readonly without?: readonly Without[];
}

/** Signals, alerts, scenarios and panels for a subject, using the metrics of a bundle. */
export interface Mixin<Signals, Alerts, Without extends string> {
  /** Signals by name. */
  readonly signals: Signals;
  /** Alerts by name: spread them into the `alerts` of a bundle. */
  readonly alerts: Omit<Alerts, Without>;
  /** Scenarios for the alerts, with their thresholds and durations: the default export of a scenario file. */
  readonly scenarios: () => readonly AnyScenario[];
  /** A row for a dashboard. Its panels draw the thresholds, and the alerts link to them. */
  readonly row: Row;
}

/** An alert of the library, and series for which its signal has a given value. */
export interface ReadyAlert<L extends string> {
  readonly signal: Signal<L>;
  readonly side: 'above' | 'below';
  readonly threshold: number;
  readonly for: Duration;
  readonly severity: Severity;
  /** Longest window of the signal. @default 5m, as for rates in rules */
  readonly window?: Duration;
  /** Values just beyond and just within a threshold. @default 2% of the threshold to either side */
  readonly around?: (threshold: number) => { readonly beyond: number; readonly within: number };
  readonly summary: MessageText<L>;
  readonly description: MessageText<L>;
  /** Markdown below the title. */
  readonly runbook: string;
  /** Why the alert is inactive without series; suppresses `alert/no-data-blind`. @default not suppressed */
  readonly blind?: string;
  /** Adds series for which the signal has the values. */
  readonly series: (to: Scenario, course: Course) => Scenario;
}

/** An alert before its name and overrides are known. */
export type Ready<L extends string> = (
  name: string,
  change: AlertChange,
) => { readonly alert: Alert<L>; readonly scenarios: () => readonly AnyScenario[] };

/** An alert whose labels do not matter here. */
export type AnyReady = (
  name: string,
  change: AlertChange,
) => { readonly alert: AnyAlert; readonly scenarios: () => readonly AnyScenario[] };

/** The alerts by name. */
export type AlertsOf<All> = {
  readonly [Name in keyof All]: All[Name] extends Ready<infer L> ? Alert<L> : never;
};

export function ready<L extends string>(one: ReadyAlert<L>): Ready<L> {
  return (name, change) => {
    const threshold = change.threshold ?? one.threshold;
    const lasting = change.for ?? one.for;
    const made = alert<L>({
      when: (one.side === 'above' ? above : below)<L>(one.signal, threshold),
      for: lasting,
      severity: change.severity ?? one.severity,
      summary: one.summary,
      description: one.description,
      runbook: change.runbook ?? runbookOf(name, one.runbook),
      ...(change.labels === undefined ? {} : { labels: change.labels }),
      suppress: one.blind === undefined ? [] : [{ check: 'alert/no-data-blind', reason: one.blind }],
    });
    return { alert: made, scenarios: () => proofs(name, one, made, threshold, lasting) };
  };
}

/** An alert on missing series, without which the other alerts are inactive. */
export interface ReadyMissing<L extends string> {
  readonly signal: Signal<L>;
  readonly for: Duration;
  readonly severity: Severity;
  readonly summary: string;
  readonly description: string;
  /** Markdown below the title. */
  readonly runbook: string;
  /** Adds series for which the signal has a value. */
  readonly series: ReadyAlert<string>['series'];
}

export function readyMissing<L extends string>(one: ReadyMissing<L>): Ready<never> {
  return (name, change) => {
    const lasting = change.for ?? one.for;
    const made = alert({
      when: missing(one.signal),
      for: lasting,
      severity: change.severity ?? one.severity,
      summary: one.summary,
      description: one.description,
      runbook: change.runbook ?? runbookOf(name, one.runbook),
      ...(change.labels === undefined ? {} : { labels: change.labels }),
    });
    const settled = secondsIn(lasting) + 120;
    const about = { alerts: [made] };
    // A rate has no value before the second scrape: an alert that does not wait fires until then.
    const withSeries = (story: Scenario<Alert<never>>) =>
      secondsIn(lasting) > 0 ? story.neverFires() : story.quietAt(`${settled}s`).quietAt(`${settled + 600}s`);
    return {
      alert: made,
      scenarios: () => [
        one
          .series(scenario(`${name} fires without series and resolves`, about), appearing(1, settled + 120))
          .firingAt(`${settled}s`)
          .resolvesBy(`${settled + 240}s`),
        withSeries(
          one.series(
            scenario(`${name} is inactive with series`, { ...about, lasting: `${settled + 600}s` }),
            steady(1),
          ),
        ),
      ],
    };
  };
}

/** `RedisMemoryHigh` has the runbook `redis-memory-high`. */
function runbookOf(name: string, text: string): Runbook {
  const slug = name.replaceAll(/(?<=[a-z\d])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  return runbook(slug, { text: `# ${name}\n\n${text.trim()}\n` });
}

/** An alert per name, except for those of `without`. */
export function mixin<
  Signals extends Readonly<Record<string, AnySignal>>,
  const All extends Readonly<Record<string, AnyReady>>,
  Without extends keyof All & string,
>(
  { alerts: changes = {}, without = [] }: MixinOptions<keyof All & string, Without>,
  { signals, alerts, row }: { readonly signals: Signals; readonly alerts: All; readonly row: Row },
): Mixin<Signals, AlertsOf<All>, Without> {
  const left: readonly string[] = without;
  const made = Object.entries(alerts)
    .filter(([name]) => !left.includes(name))
    .map(([name, one]) => [name, one(name, changes[name] ?? {})] as const);
  return {
    signals,
    alerts: Object.fromEntries(made.map(([name, one]) => [name, one.alert])) as unknown as Omit<
      AlertsOf<All>,
      Without
    >,
    scenarios: () => made.flatMap(([, one]) => one.scenarios()),
    row,
  };
}

/**
 * Scenarios: the alert fires and resolves, fires just beyond the threshold, and is inactive just within it and without
 * series.
 */
function proofs<L extends string>(
  name: string,
  one: ReadyAlert<L>,
  made: Alert<L>,
  threshold: number,
  lasting: Duration,
): readonly AnyScenario[] {
  const { beyond, within } = (one.around ?? twoPercent(one.side))(threshold);
  const settled = secondsIn(one.window ?? '5m') + secondsIn(lasting) + 120;
  const about = { alerts: [made], step: settled > 1200 ? '1m' : '30s' } as const;
  const start = 600;
  const end = start + settled + 300;
  return [
    one
      .series(scenario(`${name} fires and resolves`, about), episode(within, beyond, start, end))
      .quietUntil(`${start}s`)
      .firingAt(`${end - 60}s`)
      .resolvesBy(`${end + settled}s`),
    one
      .series(scenario(`${name} fires at ${shown(beyond)}`, about), steady(beyond))
      .firingAt(`${settled}s`, { value: approx(beyond, Math.max(Math.abs(beyond) * 1e-6, 1e-9)) }),
    one
      .series(
        scenario(`${name} is inactive at ${shown(within)}`, { ...about, lasting: `${settled + 600}s` }),
        steady(within),
      )
      .staysQuiet(),
    scenario(`${name} is inactive without series`, { ...about, lasting: '30m' }).staysQuiet(),
  ];
}

/** For measured values; counted values set their own. */
function twoPercent(side: 'above' | 'below') {
  const outwards = side === 'above' ? 1 : -1;
  return (threshold: number) => ({
    beyond: threshold * (1 + outwards * 0.02),
    within: threshold * (1 - outwards * 0.02),
  });
}

/** For counted values: the next integer is beyond the threshold. Rates are exact to less than a half. */
export function wholeNumbers(side: 'above' | 'below') {
  const outwards = side === 'above' ? 1 : -1;
  return (threshold: number) => ({
    beyond: threshold + outwards,
    within: threshold === 0 ? 0 : threshold - outwards / 2,
  });
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}
