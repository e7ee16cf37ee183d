import type { AlertState, IncidentTimeline, SiteBundle } from '../../../model.js';
import type { PanelJson } from '../dashboard/json.js';
import { Badge } from '../views/parts.js';
import { stateAt } from './timeline.js';

/** The worst state of the alerts that a panel shows. */
export function PanelState({
  bundle,
  dashboard,
  panel,
  timelines,
  now,
}: {
  readonly bundle: SiteBundle;
  readonly dashboard: string;
  readonly panel: PanelJson;
  readonly timelines: readonly IncidentTimeline[];
  readonly now: number;
}) {
  const names = bundle.alerts
    .filter((alert) => alert.panel?.dashboard === dashboard && alert.panel.id === panel.id)
    .map(({ name }) => name);
  const states: AlertState[] = timelines
    .filter(({ alert }) => names.includes(alert))
    .map((line) => stateAt(line, now));
  const worst = states.includes('firing') ? 'firing' : states.includes('pending') ? 'pending' : undefined;
  return worst ? <Badge text={worst} title={names.join(', ')} /> : null;
}
