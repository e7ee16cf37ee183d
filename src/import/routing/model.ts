import type { Matcher } from '../../catalog/index.js';
import type { Origin, Path } from '../read/origin.js';
import type { Plain } from '../read/plain.js';

/** A configuration of Alertmanager as it is read from a file, or in the form of one. */
export interface InputRouting {
  readonly origin: Origin;
  readonly config: Plain;
  /** Notification templates that stand beside it, by the names of their files. */
  readonly templates?: Readonly<Record<string, string>> | undefined;
  /** What it is: a file, or an object whose routes the operator adds to those of its Alertmanager. */
  readonly object?: { readonly name: string; readonly namespace: string | undefined } | undefined;
  /** Whether an object has fields by the names of Alertmanager's file: a VMAlertmanagerConfig. */
  readonly fileNames?: boolean | undefined;
}

/** What stands at a place of an input. */
export interface Placed {
  readonly origin: Origin;
  readonly path: Path;
}

/** A configuration in one form: matchers as data, receivers in the options of definitions, secrets as files. */
export interface ReadRouting {
  readonly origin: Origin;
  readonly route: ReadRoute;
  readonly receivers: readonly ReadReceiver[];
  readonly inhibitRules: readonly ReadInhibition[];
  readonly timeIntervals: readonly ReadTimes[];
  readonly templates: readonly string[];
  /** The sections `global`, `tracing` and `event_recorder`, in the options of definitions. */
  readonly settings: Readonly<Record<'global' | 'tracing' | 'eventRecorder', Plain | undefined>>;
}

/** A route; what it leaves out comes from its parent. */
export interface ReadRoute extends Placed {
  readonly receiver?: string | undefined;
  readonly matchers: readonly Matcher[];
  readonly continue: boolean;
  readonly groupBy?: readonly string[] | undefined;
  readonly groupWait?: string | undefined;
  readonly groupInterval?: string | undefined;
  readonly repeatInterval?: string | undefined;
  readonly muteTimeIntervals: readonly string[];
  readonly activeTimeIntervals: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly routes: readonly ReadRoute[];
}

export interface ReadReceiver extends Placed {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The integrations, in the order of the file. */
  readonly integrations: readonly { readonly integration: string; readonly options: Plain }[];
}

export interface ReadInhibition extends Placed {
  readonly name?: string | undefined;
  readonly source: readonly Matcher[];
  readonly target: readonly Matcher[];
  readonly equal: readonly string[];
}

export interface ReadTimes extends Placed {
  readonly name: string;
  /** As options of `timeInterval()`. */
  readonly intervals: readonly Plain[];
}
