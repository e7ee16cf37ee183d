import type { DataFrame, GrafanaTheme2, TimeRange } from '@grafana/data';
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
  readonly replace: (text: string) => string;
  readonly onZoom: (range: { readonly from: number; readonly to: number }) => void;
}

/** An option by its path, of a type that the default has. */
export function option<T>(options: PanelJson['options'], path: string, otherwise: T): T {
  let value: unknown = options;
  for (const key of path.split('.'))
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return value === undefined || value === null || (otherwise !== null && typeof value !== typeof otherwise)
    ? otherwise
    : (value as T);
}
