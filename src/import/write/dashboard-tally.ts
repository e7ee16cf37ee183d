import { allPanels } from '../grafana/all-panels.js';
import { normalPanel, normalTarget } from '../grafana/normal-panel.js';
import { isPlain, listOf, plain, textOf } from '../read/plain.js';
import type { Frame } from './dashboard-frame.js';
import type { Remainders } from './remainders.js';

/** How much of a dashboard options say. */
export interface DashboardTally {
  readonly uid: string;
  readonly title: string;
  readonly panels: number;
  /** Panels that stand as Grafana's JSON. */
  readonly raw: number;
  /** Values of panels and queries that options say, and those that stand in `json`. */
  readonly typedValues: number;
  readonly jsonValues: number;
}

export function tallyOf({ target, uid, read, raw }: Frame, rest: Remainders): DashboardTally {
  const panels = allPanels(target).filter(({ type }) => type !== 'row');
  let typed = 0;
  let json = 0;
  for (const panel of panels) {
    const id = Number(panel.id);
    const found = raw.has(id) ? undefined : read(panel);
    const targets = listOf(panel.targets).map((one) => values(normalTarget(plain(one), panel.datasource)));
    const asked = targets.reduce((sum, one) => sum + one, 0);
    if (!found) {
      json += values(normalPanel(panel));
      continue;
    }
    const left = (rest.panels.get(id) ?? []).reduce((sum, one) => sum + values(one), 0);
    typed += found.settings.options + Math.max(0, asked - left);
    json += found.settings.json + left;
  }
  return {
    uid,
    title: textOf(target.title),
    panels: panels.length,
    raw: raw.size,
    typedValues: typed,
    jsonValues: json,
  };
}

/** Single values in plain data. */
function values(data_: unknown): number {
  if (Array.isArray(data_)) return data_.reduce((sum: number, one) => sum + values(one), 0);
  if (isPlain(data_)) return Object.values(data_).reduce((sum: number, one) => sum + values(one), 0);
  return data_ === undefined ? 0 : 1;
}
