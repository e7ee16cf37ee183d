import type { DataFrame, GrafanaTheme2, ScopedVars, TimeRange } from '@grafana/data';
import type { Annotation } from '../dashboard/annotations.js';
import type { PanelJson } from '../dashboard/json.js';

/** What every panel type is drawn from. */
export interface PanelProps {
  readonly panel: PanelJson;
  readonly frames: DataFrame[];
  readonly width: number;
  readonly height: number;
  readonly timeRange: TimeRange;
  readonly timeZone: string;
  readonly theme: GrafanaTheme2;
  /** Those that the panel marks, up to the present of an incident. */
  readonly annotations: readonly Annotation[];
  readonly replace: (text: string, scoped?: ScopedVars) => string;
  readonly onZoom: (range: { readonly from: number; readonly to: number }) => void;
}
