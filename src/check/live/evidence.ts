import { selectorText } from '../../catalog/selector-text.js';
import type { FamilyMetadata, ObservedSeries, ServerRule } from '../../observed/index.js';

/** What is known of the system that the definitions are about, from a server or from pages of metrics. */
export interface Evidence {
  /** Where it is from, as a message names it: `Prometheus at localhost:9090`, `page.txt`. */
  readonly who: string;
  readonly type: 'server' | 'page';
  /** Names of all series that there are or recently were. */
  readonly names: ReadonlySet<string>;
  /** How far back series count as recent, in seconds. @default an hour */
  readonly recent?: number | undefined;
  /** The series of names that the definitions read. */
  readonly series: ReadonlyMap<string, ObservedSeries>;
  /** How many series a name has now. Of a page, as many as it has lines. */
  readonly current: ReadonlyMap<string, number>;
  /** How many series a selector selects, of names whose series are too many to be read: by `selectorKey`. */
  readonly selected: ReadonlyMap<string, number>;
  /** Type, help and unit, by the name of the family; undefined if there are none. */
  readonly metadata: ReadonlyMap<string, readonly FamilyMetadata[]> | undefined;
  /** Names of metrics to judge. @default all of a server; of a page, those that begin like one on it */
  readonly judged?: ((name: string) => boolean) | undefined;
  /** Targets by `job` and `instance`, and whether their last scrape succeeded; undefined if this is not known. */
  readonly targets?: ReadonlyMap<string, boolean> | undefined;
  /** Labels that the scrapes of the server attach. */
  readonly targetLabels?: ReadonlySet<string> | undefined;
  /** Undefined for another program than Prometheus, and where the server does not say. */
  readonly version?: string | undefined;
  /** Values of `--enable-feature`; undefined if the server does not say. */
  readonly features?: ReadonlySet<string> | undefined;
  /** Samples that a query may load; undefined if the server does not say. */
  readonly mostSamples?: number | undefined;
  /** The rules that run; undefined if the server does not say. */
  readonly rules?: readonly RunningRule[] | undefined;
  /** What runs in Grafana; undefined where it was not asked. */
  readonly grafana?: RunningGrafana | undefined;
}

/** A rule as the server evaluates it. */
export type RunningRule = ServerRule;

/** Dashboards of a Grafana. */
export interface RunningGrafana {
  readonly who: string;
  /** Dashboards of the definitions by uid: what differs, or that they are not there. */
  readonly dashboards: ReadonlyMap<string, RunningDashboard>;
  /** Expressions of all dashboards there, as texts; undefined where they were not read. */
  readonly expressions: readonly string[] | undefined;
}

export type RunningDashboard =
  | { readonly there: false }
  | {
      readonly there: true;
      /** What differs from what is built, a sentence each. */
      readonly changes: readonly string[];
      readonly by: string | undefined;
      readonly at: string | undefined;
    };

/** A matcher of a selector whose value is known. */
export interface KnownMatcher {
  readonly name: string;
  readonly op: string;
  readonly value: string;
}

/** A selector as PromQL text: what a server is asked for, and how its answer is found again. */
export function selectorKey(name: string, matchers: readonly KnownMatcher[]): string {
  return selectorText([{ name: '__name__', op: '=', value: name }, ...matchers]);
}
