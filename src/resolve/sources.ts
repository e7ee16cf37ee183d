import { type DataSource, standardSourceOf } from '../define/dashboards/datasource.js';
import { type Language, languages, mayRead } from '../grafana/index.js';

export type Sources = Readonly<Record<Language, DataSource>>;

/** The data sources of a dashboard that says nothing. */
const standard: Sources = {
  promql: standardSourceOf('promql'),
  logql: standardSourceOf('logql'),
  traceql: standardSourceOf('traceql'),
};

/** Where queries in each language ask: the first of the given data sources that takes them, or what was there before. */
export function sourcesOf(
  given: DataSource | readonly DataSource[] | undefined,
  before: Sources = standard,
): Sources {
  if (given === undefined) return before;
  const all = isList(given) ? given : [given];
  const chosen: Record<Language, DataSource> = { ...before };
  for (const language of languages)
    chosen[language] = all.find(({ plugin }) => mayRead(plugin, language)) ?? before[language];
  return chosen;
}

function isList(given: DataSource | readonly DataSource[]): given is readonly DataSource[] {
  return Array.isArray(given);
}
