import type { TimeRange } from '@grafana/data';
import type { QuerySource } from '../data/source.js';
import type { Annotation } from './annotations.js';
import type { VariableValues } from './interpolate.js';

/** What all panels of a dashboard are shown with. */
export interface PanelContext {
  readonly source: QuerySource;
  readonly dataset: string;
  readonly timeRange: TimeRange;
  readonly timeZone: string;
  readonly variables: VariableValues;
  /** Those of the dashboard. */
  readonly annotations: readonly Annotation[];
  /** What comes after this time is not yet known: the present of an incident. */
  readonly until?: number | undefined;
  readonly onZoom: (range: { readonly from: number; readonly to: number }) => void;
}
