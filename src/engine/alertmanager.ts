import type { Program } from './start.js';

/** Numbers of the operations; `alertmanager/main.go` has the same list. */
const operation = { dispatch: 0, check: 1 } as const;

type Labels = Readonly<Record<string, string>>;

/** An alert, and when Prometheus sends it to Alertmanager as firing. Times are unix milliseconds. */
export interface AlertTimes {
  readonly labels: Labels;
  /** From when until when, in ascending order; without an end it fires until the end of the story. */
  readonly firing: readonly (readonly [from: number, until?: number])[];
}

export interface DispatchRequest {
  /** A configuration of Alertmanager, YAML or JSON. Of receivers only webhooks count, and whether they send resolved alerts. */
  readonly config: string;
  readonly alerts: readonly AlertTimes[];
  /** Nothing is sent after this time. */
  readonly end: number;
  /** Times at which the state of every alert that fires is asked for. @default none */
  readonly moments?: readonly number[];
}

/** What happened. Alerts and routes are numbers: of the alerts in the request, and of `routes`. */
export interface DispatchOutcome {
  /** The routes in the order in which Alertmanager numbers them: children before their parents. */
  readonly routes: readonly RouteInForce[];
  /** For each alert, the routes that it takes. */
  readonly matched: readonly (readonly number[])[];
  readonly notifications: readonly Notification[];
  /** Firing alerts that were left out whenever a group was due. */
  readonly suppressions: readonly Suppression[];
  readonly moments: readonly StoryMoment[];
}
/** A route with what it inherits. Durations in milliseconds. */
export interface RouteInForce {
  /** Positions among the routes of the parent, from the root down; the root has none. */
  readonly path: readonly number[];
  readonly receiver: string;
  /** As Alertmanager writes them: `{severity="critical"}`. */
  readonly matchers: string;
  readonly groupBy: readonly string[];
  readonly groupByAll: boolean;
  readonly groupWait: number;
  readonly groupInterval: number;
  readonly repeatInterval: number;
}
export interface Notification {
  readonly at: number;
  readonly route: number;
  readonly receiver: string;
  /** The labels by which its alerts are grouped. */
  readonly group: Labels;
  readonly firing: readonly number[];
  readonly resolved: readonly number[];
  /** Alertmanager's reason: `first notification`, `repeat interval elapsed` and so on. */
  readonly reason: string;
}
export interface Suppression extends Silence {
  readonly at: number;
  readonly route: number;
  readonly alert: number;
  readonly inhibited?: readonly Inhibitor[];
}
/** An alert that inhibits another, and the number of the inhibition rule. */
export interface Inhibitor {
  readonly rule: number;
  readonly source: number;
}
/** Why a route sends nothing at a time: names of time intervals. */
interface Silence {
  readonly muted?: readonly string[];
  /** It is outside all of them, and the route is active only within. */
  readonly inactive?: readonly string[];
}
export interface StoryMoment {
  readonly at: number;
  /** The alerts that fire. */
  readonly alerts: readonly {
    readonly alert: number;
    readonly inhibited?: readonly Inhibitor[];
    readonly routes: readonly (Silence & { readonly route: number })[];
  }[];
}

/**
 * Alertmanager 0.34's own configuration, route tree, inhibition, time intervals and decision whether to notify again. All
 * methods are synchronous. They throw `EngineError` for what Alertmanager refuses and `EngineCrashError` when its program
 * has ended.
 */
export class Alertmanager {
  readonly #program: Program;

  constructor(program: Program) {
    this.#program = program;
  }

  /** False once the program has ended: get a new one from `loadAlertmanager()`. */
  get alive(): boolean {
    return this.#program.alive;
  }

  /**
   * What is sent, to whom and when, while alerts start and stop firing. Of two events at the same time, what Prometheus sends
   * comes first.
   * @throws EngineError for a configuration that Alertmanager refuses
   */
  dispatch({ moments = [], ...request }: DispatchRequest): DispatchOutcome {
    return this.#call(operation.dispatch, { ...request, moments }) as DispatchOutcome;
  }

  /** Why Alertmanager refuses a configuration; undefined for a valid one. */
  check(config: string): string | undefined {
    const refusal = this.#call(operation.check, config) as string;
    return refusal === '' ? undefined : refusal;
  }

  #call(number: number, asked: unknown): unknown {
    const text = JSON.stringify(asked);
    return this.#program.call(
      number,
      (request) => request.string(text),
      (response) => JSON.parse(response.string()) as unknown,
    );
  }
}
