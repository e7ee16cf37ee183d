// Alerts with runbook and scenarios, for any threshold and duration.
import {
  type Alert,
  type AnyAlert,
  type AnySignal,
  above,
  alert,
  below,
  type Duration,
  missing,
  type Row,
  type Runbook,
  runbook,
  type Severity,
} from 'dashwright';
import type { AnyScenario } from 'dashwright/testing';
import { secondsIn } from './course.js';
import type { Where } from './labels.js';
import { missingProofs, proofs } from './proofs.js';
import type { ReadyAlert, ReadyMissing } from './ready-alert.js';

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

/** An alert before its name and overrides are known. */
export type Ready<L extends string> = (
  name: string,
  change: AlertChange,
  where?: Where<string>,
) => { readonly alert: Alert<L>; readonly scenarios: () => readonly AnyScenario[] };

/** An alert whose labels do not matter here. */
export type AnyReady = (
  name: string,
  change: AlertChange,
  where?: Where<string>,
) => { readonly alert: AnyAlert; readonly scenarios: () => readonly AnyScenario[] };

/** The alerts by name. */
export type AlertsOf<All> = {
  readonly [Name in keyof All]: All[Name] extends Ready<infer L> ? Alert<L> : never;
};

export function ready<L extends string>(one: ReadyAlert<L>): Ready<L> {
  return (name, change, where = {}) => {
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
    return {
      alert: made,
      scenarios: () => proofs(name, one, made, { threshold, wait: secondsIn(lasting), where }),
    };
  };
}

export function readyMissing<L extends string>(one: ReadyMissing<L>): Ready<never> {
  return (name, change, where = {}) => {
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
    return { alert: made, scenarios: () => missingProofs(name, one, made, secondsIn(lasting), where) };
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
  options: MixinOptions<keyof All & string, Without> & { readonly where?: Where<string> },
  { signals, alerts, row }: { readonly signals: Signals; readonly alerts: All; readonly row: Row },
): Mixin<Signals, AlertsOf<All>, Without> {
  const { where = {} } = options;
  const changes: Readonly<Record<string, AlertChange | undefined>> = options.alerts ?? {};
  const without: readonly string[] = options.without ?? [];
  const made = Object.entries(alerts)
    .filter(([name]) => !without.includes(name))
    .map(([name, one]) => [name, one(name, changes[name] ?? {}, where)] as const);
  return {
    signals,
    // The compiler does not know the names in a list of entries.
    alerts: Object.fromEntries(made.map(([name, one]) => [name, one.alert])) as unknown as Omit<
      AlertsOf<All>,
      Without
    >,
    scenarios: () => made.flatMap(([, one]) => one.scenarios()),
    row,
  };
}

/** For counted values: the next integer is beyond the threshold. Rates are exact to less than a half. */
export function wholeNumbers(side: 'above' | 'below') {
  const outwards = side === 'above' ? 1 : -1;
  return (threshold: number) => ({
    beyond: threshold + outwards,
    within: threshold === 0 ? 0 : threshold - outwards / 2,
  });
}

/** For gauges that are 1 while all is well and 0 otherwise. */
export const oneOrZero = () => ({ beyond: 0, within: 1 });
