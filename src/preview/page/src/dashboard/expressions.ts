import type { DashboardJson } from './json.js';
import { panelsOfDashboard } from './old-rows.js';

/** All expressions that panels and variables read. */
export function expressionsOf(json: DashboardJson): string[] {
  const { templating } = json;
  const targets = panelsOfDashboard(json)
    .flatMap((panel) => [panel, ...(panel.panels ?? [])])
    .flatMap((panel) => panel.targets ?? []);
  const texts = targets.map(({ expr }) => expr);
  const queries = (templating?.list ?? []).map(({ query, definition }) =>
    typeof query === 'object' && query !== null && 'query' in query
      ? String(query.query)
      : String(query ?? definition ?? ''),
  );
  return [...texts, ...queries].filter((text): text is string => text !== undefined && text !== '');
}
