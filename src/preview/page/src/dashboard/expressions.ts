import { annotationQueries } from './annotation-queries.js';
import type { DashboardJson } from './json.js';
import { panelsOfDashboard } from './old-rows.js';

/** All expressions that panels, variables and annotations read. */
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
  const annotations = annotationQueries(json).map(({ expr }) => expr);
  return [...texts, ...queries, ...annotations].filter(
    (text): text is string => text !== undefined && text !== '',
  );
}
