import type { SiteBundle } from '../preview/index.js';

export type Theme = 'dark' | 'light';

/** Something of the preview to take a picture of. */
export interface View {
  /** Path of the picture without theme and ending: `shop/overview`, `shop/incidents/queue-grows`. */
  readonly name: string;
  readonly title: string;
  readonly bundle: string;
  /** What stands after `#` in the address, without the theme. */
  readonly address: string;
  /** Selects what is on the page when it is this view. */
  readonly marker: string;
}

/**
 * All dashboards of a bundle, and for each alert the first scenario about it, at its climax. Alerts that share a
 * scenario share the picture.
 */
export function viewsOf({ name, title, dashboards, alerts, scenarios }: SiteBundle): View[] {
  const path = (...parts: string[]): string => `/${[name, ...parts].map(encodeURIComponent).join('/')}`;
  const shown = new Set(alerts.flatMap(({ scenarios: own }) => own.slice(0, 1)));
  return [
    ...dashboards.map((dashboard) => ({
      name: `${name}/${fileName(dashboard.uid)}`,
      title: `${title}: ${dashboard.title}`,
      bundle: name,
      address: `${path('d', dashboard.uid)}?kiosk=&refresh=`,
      marker: `[data-dashboard=${JSON.stringify(dashboard.uid)}]`,
    })),
    ...scenarios
      .filter(({ id }) => shown.has(id))
      .map((scenario) => ({
        name: `${name}/incidents/${fileName(scenario.id)}`,
        title: `${title}: ${scenario.name}`,
        bundle: name,
        address: `${path('incident', scenario.id)}?climax=`,
        marker: `[data-incident=${JSON.stringify(scenario.id)}] [data-dashboard]`,
      })),
  ];
}

/** Ids may have characters that folders do not take. */
function fileName(id: string): string {
  return id.replace(/[^\p{L}\p{N}._-]/gu, '_');
}
