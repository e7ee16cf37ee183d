import type { DashboardLink as GrafanaLink } from '@grafana/grafana-foundation-sdk/dashboard';
import type { DashboardLink, Link } from '../../define/index.js';
import { linksConfig, merged } from '../../grafana/index.js';
import { built } from './panel-modules.js';

/** Links of panels. */
export function panelLinks(links: readonly Link[]): { build(): GrafanaLink }[] {
  return linksConfig(links).map((link) => built(link as GrafanaLink));
}

/** Links in the bar of a dashboard. */
export function dashboardLinks(links: readonly DashboardLink[]): { build(): GrafanaLink }[] {
  return links.map((link) => {
    const isMenu = 'tags' in link;
    const url = isMenu ? undefined : link.url;
    const made = {
      title: link.title,
      icon: link.icon ?? (isMenu ? 'dashboard' : 'external link'),
      tooltip: link.tooltip ?? '',
      keepTime: link.keepTime ?? !(url ?? '').includes('__url_time_range'),
      includeVars: link.keepVariables ?? !(url ?? '').includes('__all_variables'),
      type: isMenu ? 'dashboards' : 'link',
      url: url ?? '',
      tags: isMenu ? [...link.tags] : [],
      asDropdown: isMenu && link.menu === true,
      targetBlank: link.newTab ?? false,
    };
    return built(merged(made, link.json ?? {}) as object as GrafanaLink);
  });
}
