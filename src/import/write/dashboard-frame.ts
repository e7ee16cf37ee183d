import type { Engine } from '../../engine/index.js';
import type { Layout, Lost } from '../grafana/layout.js';
import type { SeriesFinder } from '../promql/write.js';
import { listOf, type Plain, plain } from '../read/plain.js';
import type { Definitions } from './definition.js';
import type { ReadPanels } from './panels.js';
import type { QueryContext } from './queries.js';
import type { Signals } from './signals.js';
import type { Sources } from './sources.js';

/** A dashboard of the input, migrated, and how it is written. */
export interface PreparedDashboard {
  readonly file: string;
  readonly at: string;
  readonly uid: string;
  readonly folder?: string | undefined;
  /** As Grafana has it once it is loaded, panels at the places that its grid gives them. */
  readonly target: Plain;
  /** Where the panels of a dashboard of version v2 are; `target` has them as a classic one would. */
  readonly layout?: Layout | undefined;
  /** What no bundle can say. */
  readonly lost: readonly Lost[];
}

/** What dashboards are written with. */
export interface DashboardWriting {
  readonly definitions: Definitions;
  readonly engine: Engine;
  readonly signals: Signals;
  readonly sources: Sources;
  readonly find: SeriesFinder;
  readonly count: QueryContext['count'];
  /** A file of signals for each dashboard. */
  readonly many: boolean;
}

/** A dashboard that is being written. */
export interface Frame {
  readonly target: Plain;
  readonly layout: Layout | undefined;
  readonly uid: string;
  readonly folder: string | undefined;
  readonly context: QueryContext;
  readonly writing: DashboardWriting;
  readonly read: ReadPanels;
  /** Panels that are written as Grafana's JSON, by their numbers. */
  readonly raw: ReadonlySet<number>;
}

/** Annotations without the one that every dashboard has. */
export function shownAnnotations(target: Plain): Plain[] {
  return listOf(plain(target.annotations).list)
    .map(plain)
    .filter((one) => !(one.builtIn === 1 && one.enable !== false));
}
