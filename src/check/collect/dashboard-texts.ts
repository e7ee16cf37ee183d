import { eachPanelText, eachTextIn } from '../../define/dashboards/panel-texts.js';
import { isLabelValues } from '../../define/dashboards/variable.js';
import { mayUseVariables } from '../../define/dashboards/variable-use.js';
import type { DashboardLink, Variable } from '../../define/index.js';
import type { DefinedDashboard, DefinedPanel } from './definitions.js';
import { variableExpression } from './variables.js';

/**
 * What a text is: queries, which the parser has looked at; addresses of links, and titles, in which Grafana replaces
 * nothing but variables; or any other text, in which a dollar may be one.
 */
export type DashboardTextKind = 'query' | 'address' | 'title' | 'other';

/** A text of a dashboard in which Grafana puts variables. */
export interface DashboardText {
  readonly text: string;
  readonly kind: DashboardTextKind;
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
  const plain = (text: string | undefined, kind: DashboardTextKind = 'other') => {
    if (namesVariables(text)) see({ text, kind });
  };
  plain(dashboard.title);
  plain(options.description);
  for (const link of options.links ?? []) linkTexts(link, plain);
  plain(JSON.stringify(options.json));
  for (const item of items) {
    if (item.type !== 'row') continue;
    plain(item.title, 'title');
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
      if (namesVariables(one)) see({ text: one, kind: 'query', variable });
  }
  for (const { expr, source } of dashboard.annotations) {
    if (namesVariables(expr)) see({ text: expr, kind: 'query' });
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
  const plain = (text: string | undefined, kind: DashboardTextKind = 'other') => {
    if (namesVariables(text)) see({ text, kind, panel: defined });
  };
  for (const { language, expr, legend, model, json } of panel.targets) {
    // Formulas name queries, and what other data sources read as variables is theirs.
    const code = language === 'promql' || language === 'logql' || language === 'traceql';
    if (namesVariables(expr)) see({ text: expr, kind: code ? 'query' : 'other', panel: defined });
    plain(legend);
    for (const part of [model, json]) if (part) plain(JSON.stringify(part));
  }
  if (source.type === 'raw') {
    plain(source.options.title, 'title');
    plain(source.options.description);
    const { targets, ...json } = source.json;
    plain(JSON.stringify(targets));
    if (namesVariables(JSON.stringify(json))) eachTextIn(json, '', seeOption);
    return;
  }
  eachPanelText(source, seeOption);

  function seeOption(text: string, option: string): void {
    plain(text, kinds[option]);
  }
}

/** Kinds of texts by the options that hold them, of panels as of their JSON. */
const kinds: Readonly<Record<string, DashboardTextKind | undefined>> = { url: 'address', title: 'title' };

function linkTexts(
  link: DashboardLink,
  plain: (text: string | undefined, kind?: DashboardTextKind) => void,
): void {
  plain(link.title, 'title');
  plain(link.tooltip);
  plain(JSON.stringify(link.json));
  if ('url' in link) plain(link.url, 'address');
}

function namesVariables(text: string | undefined): text is string {
  return text !== undefined && mayUseVariables(text);
}
