import { listOf, type Plain, plain } from '../read/plain.js';

/** All panels of a dashboard, those in rows too. */
export function allPanels(dashboard: Plain): Plain[] {
  return listOf(dashboard.panels)
    .map(plain)
    .flatMap((panel) => [panel, ...listOf(panel.panels).map(plain)]);
}
