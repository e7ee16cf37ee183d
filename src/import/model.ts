import type { Layout, Lost } from './grafana/layout.js';
import type { LibraryPanel } from './read/library-panels.js';

/** What is read from files and servers, before anything is made of it. */

import type { Note } from './note.js';
import type { ReadObjectives } from './objectives/model.js';
import type { InputRouting } from './routing/model.js';

export interface InputRule {
  readonly record?: string | undefined;
  readonly alert?: string | undefined;
  readonly expr: string;
  readonly for?: string | undefined;
  readonly keepFiringFor?: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Fields that Prometheus does not have. */
  readonly others: Readonly<Record<string, unknown>>;
  /** Where it stands in its file. */
  readonly at: string;
  /** What comments of the file say of it. */
  readonly comment?: string | undefined;
}

export interface InputGroup {
  readonly file: string;
  readonly at: string;
  readonly name: string;
  readonly language: 'promql' | 'logql';
  readonly interval?: string | undefined;
  readonly limit?: number | undefined;
  readonly queryOffset?: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly rules: readonly InputRule[];
  /** Fields of Thanos, Mimir and Loki. */
  readonly others: Readonly<Record<string, unknown>>;
  readonly comment?: string | undefined;
}

/** A dashboard as its file has it, in any of the forms that Grafana has had. */
export interface InputDashboard {
  readonly file: string;
  readonly at: string;
  readonly json: Readonly<Record<string, unknown>>;
  /** The folder that the object around it names. */
  readonly folder?: string | undefined;
  /** The name of the object around it: the uid of a dashboard that has none. */
  readonly name?: string | undefined;
  /** Where the panels of a dashboard of version v2 are; `json` has the rest of it in the classic form. */
  readonly layout?: Layout | undefined;
  /** What of it no bundle can say. */
  readonly lost?: readonly Lost[] | undefined;
}

/** A document of which nothing is made. */
export interface Ignored {
  readonly file: string;
  readonly what: string;
  /** Whether it says something of monitoring, and is not merely something else. */
  readonly lost: boolean;
}

/** Everything that the input holds. */
export interface Input {
  readonly groups: readonly InputGroup[];
  readonly dashboards: readonly InputDashboard[];
  /** Panels that dashboards share. */
  readonly libraryPanels: readonly LibraryPanel[];
  /** Titles of folders, by the uids that resources name them by. */
  readonly folders: ReadonlyMap<string, string>;
  /** Objectives of Sloth and OpenSLO. */
  readonly objectives: ReadObjectives;
  /** Configurations of Alertmanager. */
  readonly routings: readonly InputRouting[];
  /** What is worth knowing of what was read. */
  readonly notes?: readonly Note[];
  /** Documents that are nothing that can be imported. */
  readonly ignored: readonly Ignored[];
}
