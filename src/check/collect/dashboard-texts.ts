import { eachPanelText } from '../../define/dashboards/panel-texts.js';
import { isLabelValues } from '../../define/dashboards/variable.js';
import { mayUseVariables } from '../../define/dashboards/variable-use.js';
import type { DashboardLink, Variable } from '../../define/index.js';
import type { DefinedDashboard, DefinedPanel } from './definitions.js';
import { variableExpression } from './variables.js';

/** A text of a dashboard in which Grafana puts variables; `code` for queries, which the parser has looked at. */
export interface DashboardText {
  readonly text: string;
  readonly code: boolean;
  readonly panel?: DefinedPanel | undefined;
  /** The variable whose own query it is. */
  readonly variable?: Variable | undefined;
}

/** Hands over all texts of a dashboard that name variables. */
export function eachText(
  { dashboard, items, panels }: DefinedDashboard,
  see: (text: DashboardText) => void,
): void {
  const { options } = dashboard.source;
  const plain = (text: string | undefined) => {
    if (namesVariables(text)) see({ text, code: false });
  };
  plain(dashboard.title);
  plain(options.description);
  for (const link of options.links ?? []) linkTexts(link, plain);
  plain(JSON.stringify(options.json));
  for (const item of items) {
    if (item.type !== 'row') continue;
    plain(item.title);
    plain(JSON.stringify([item.source.showWhen, item.tab?.showWhen]));
    plain(JSON.stringify(item.source.json));
  }
  for (const variable of dashboard.variables) {
    plain(JSON.stringify(variable.json));
    if (variable.type === 'custom') plain(Object.values(variable.values).join('\n'));
    if (variable.type !== 'query') continue;
    const { query } = variable;
    const text =
      variableExpression(variable, dashboard.sources)?.text ??
      (typeof query === 'string' ? query : isLabelValues(query) ? '' : JSON.stringify(query));
    for (const one of [text, variable.regex])
      if (namesVariables(one)) see({ text: one, code: true, variable });
  }
  for (const { expr, source } of dashboard.annotations) {
    if (namesVariables(expr)) see({ text: expr, code: true });
    plain(JSON.stringify(source.json));
    if (source.type !== 'query' && source.type !== 'logs') continue;
    plain(source.title);
    plain(source.text);
  }
  for (const panel of panels) eachTextOfPanel(panel, see);
}

function eachTextOfPanel(defined: DefinedPanel, see: (text: DashboardText) => void): void {
  const { panel } = defined;
  const { source } = panel;
  const plain = (text: string | undefined) => {
    if (namesVariables(text)) see({ text, code: false, panel: defined });
  };
  for (const { language, expr, legend, model, json } of panel.targets) {
    // Formulas name queries, and what other data sources read as variables is theirs.
    const code = language === 'promql' || language === 'logql' || language === 'traceql';
    if (namesVariables(expr)) see({ text: expr, code, panel: defined });
    plain(legend);
    for (const part of [model, json]) if (part) plain(JSON.stringify(part));
  }
  if (source.type === 'raw') {
    plain(source.options.title);
    plain(source.options.description);
    plain(JSON.stringify(source.json));
    return;
  }
  eachPanelText(source, plain);
}

function linkTexts(link: DashboardLink, plain: (text: string | undefined) => void): void {
  plain(link.title);
  plain(link.tooltip);
  plain(JSON.stringify(link.json));
  if ('url' in link) plain(link.url);
}

function namesVariables(text: string | undefined): text is string {
  return text !== undefined && mayUseVariables(text);
}
