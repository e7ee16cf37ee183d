import type { DashboardLink as GrafanaLink } from '@grafana/grafana-foundation-sdk/dashboard';
import type { DashboardLink, Link } from '../../define/index.js';
import { linksConfig } from '../../grafana/index.js';
import { built } from './panel-modules.js';

/** Links of panels. */
export function panelLinks(links: readonly Link[]): { build(): GrafanaLink }[] {
  return linksConfig(links).map((link) => built(link as GrafanaLink));
}

/** Links in the bar of a dashboard. */
export function dashboardLinks(links: readonly DashboardLink[]): { build(): GrafanaLink }[] {
  return links.map((link) => {
    const common = {
      title: link.title,
      icon: 'external link',
      tooltip: '',
      keepTime: true,
      includeVars: true,
    };
    if ('tags' in link) {
      return built({
        ...common,
        type: 'dashboards',
        icon: 'dashboard',
        url: '',
        tags: [...link.tags],
        asDropdown: link.menu ?? false,
        targetBlank: false,
      } as GrafanaLink);
    }
    return built({
      ...common,
      type: 'link',
      url: link.url,
      tooltip: link.tooltip ?? '',
      tags: [],
      asDropdown: false,
      targetBlank: link.newTab ?? false,
      keepTime: link.keepTime ?? !link.url.includes('__url_time_range'),
      includeVars: link.keepVariables ?? !link.url.includes('__all_variables'),
    } as GrafanaLink);
  });
}
