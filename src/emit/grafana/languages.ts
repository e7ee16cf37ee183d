import { panelTexts } from '../../define/dashboards/panel-texts.js';
import { mayUseVariables, variablesIn } from '../../define/dashboards/variable-use.js';
import type { AnyPanel } from '../../define/index.js';
import { panelsOf, type ResolvedDashboard } from '../../resolve/index.js';
import { type Language, languageOfVariable } from './datasources.js';

/**
 * The query languages whose data sources a dashboard needs: those of its queries, and those whose variables it names in
 * panels of raw JSON, in texts or in links. Metrics are always there, for variables and annotations.
 */
export function languagesOf(
  { source }: ResolvedDashboard,
  items: ResolvedDashboard['items'],
): ReadonlySet<Language> {
  const languages = new Set<Language>(['promql']);
  const panels = panelsOf({ items });
  for (const { targets } of panels) for (const { language } of targets) languages.add(language);
  for (const language of namedIn(source.options.links)) languages.add(language);
  for (const panel of panels) for (const language of namedIn(textsOf(panel.source))) languages.add(language);
  return languages;
}

/** What a panel holds besides its queries, where people write texts. */
function textsOf(panel: AnyPanel): unknown {
  if (panel.type === 'raw') return [panel.options, panel.json];
  return [...panelTexts(panel)];
}

function namedIn(part: unknown): readonly Language[] {
  const text = JSON.stringify(part) ?? '';
  return mayUseVariables(text) ? variablesIn(text).flatMap((name) => languageOfVariable(name) ?? []) : [];
}
