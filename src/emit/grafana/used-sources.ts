import { type DataSource, standardSourceOf } from '../../define/dashboards/datasource.js';
import { eachPanelText } from '../../define/dashboards/panel-texts.js';
import { mayUseVariables, variablesIn } from '../../define/dashboards/variable-use.js';
import type { DatasourceVariable } from '../../define/index.js';
import { languageOfVariable } from '../../grafana/index.js';
import { panelsOf, type ResolvedDashboard } from '../../resolve/index.js';

/**
 * The data sources that a dashboard needs a variable for, each by its name: those of its queries, its variables and its
 * annotations, and those whose variables it names in data, in texts or in links. The one for metrics is always there,
 * for what people explore from it. With Grafana's own defaults, a text adds nothing, and the one for metrics is there only
 * where something asks it.
 */
export function usedSources(
  { source, sources, variables, annotations, ours }: ResolvedDashboard,
  items: ResolvedDashboard['items'],
): readonly DatasourceVariable[] {
  const used = new Map<string, DatasourceVariable>();
  const use = (one: DataSource | undefined) => {
    if (one?.type === 'datasource' && !used.has(one.name)) used.set(one.name, one);
  };
  const useNamed = (text: string) => {
    if (!mayUseVariables(text)) return;
    for (const name of variablesIn(text)) {
      const language = languageOfVariable(name);
      if (language) use(standardSourceOf(language));
    }
  };
  if (ours) use(sources.promql);
  const panels = panelsOf({ items });
  for (const { targets } of panels) for (const target of targets) use(target.source);
  if (ours) useNamed(jsonOf(source.options.links));
  for (const { source: panel } of panels) {
    if (panel.type === 'raw') useNamed(jsonOf([panel.options, panel.json]));
    else if (ours) eachPanelText(panel, useNamed);
  }
  useNamed(jsonOf(source.options.json));
  for (const variable of variables) {
    if (variable.type === 'query' || variable.type === 'adhoc') use(variable.source);
    useNamed(jsonOf(variable.json));
  }
  for (const { source: own } of annotations) {
    useNamed(jsonOf(own.json));
    if (own.type === 'grafana') continue;
    use(own.source ?? (own.type === 'logs' ? sources.logql : undefined));
  }
  return [...used.values()];
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value) ?? '';
}
