import type { DashboardLink, Variable } from '../define/index.js';
import { panelsOf, type ResolvedDashboard, type ResolvedPanel } from '../define/resolve/index.js';
import { variableExpression } from './collect/variables.js';

/** A text of a dashboard in which Grafana puts variables; `code` for queries, which the parser has looked at. */
export interface DashboardText {
  readonly text: string;
  readonly code: boolean;
  readonly panel?: ResolvedPanel | undefined;
  /** The variable whose own query it is. */
  readonly variable?: Variable | undefined;
}

/** All texts of a dashboard that may name variables. */
export function* textsOf(dashboard: ResolvedDashboard): Generator<DashboardText> {
  const { options } = dashboard.source;
  yield plain(dashboard.title);
  if (options.description) yield plain(options.description);
  for (const link of options.links ?? []) yield plain(linkText(link));
  for (const item of dashboard.items) if (item.type === 'row') yield plain(item.title);
  for (const variable of dashboard.variables) {
    if (variable.type !== 'query') continue;
    const text =
      variableExpression(variable)?.text ?? (typeof variable.query === 'string' ? variable.query : '');
    yield { text: `${text} ${variable.regex ?? ''}`, code: true, variable };
  }
  for (const { expr, source } of dashboard.annotations) {
    yield { text: expr, code: true };
    if (source.type === 'query') yield plain(`${source.title ?? ''} ${source.text ?? ''}`);
  }
  for (const panel of panelsOf(dashboard)) yield* panelTexts(panel);
}

function* panelTexts(panel: ResolvedPanel): Generator<DashboardText> {
  const { source } = panel;
  const { title, description } = source.options;
  yield { ...plain(title), panel };
  if (description) yield { ...plain(description), panel };
  for (const { expr, legend } of panel.targets) {
    yield { text: expr, code: true, panel };
    if (legend) yield { ...plain(legend), panel };
  }
  if (source.type === 'raw') {
    yield { ...plain(JSON.stringify(source.json)), panel };
    return;
  }
  const { links, dataLinks, markdown, transformations, overrides, interval, timeFrom, timeShift } =
    source.options;
  for (const link of [...(links ?? []), ...(dataLinks ?? [])]) yield { ...plain(linkText(link)), panel };
  for (const text of [markdown, interval, timeFrom, timeShift]) if (text) yield { ...plain(text), panel };
  for (const more of [transformations, overrides]) if (more) yield { ...plain(JSON.stringify(more)), panel };
}

function plain(text: string | undefined): DashboardText {
  return { text: text ?? '', code: false };
}

function linkText(link: DashboardLink): string {
  return 'url' in link ? `${link.title} ${link.url} ${link.tooltip ?? ''}` : link.title;
}

const variableUse = /\$(\w+)|\$\{(\w+)(?:\.[^:}]+)?(?::[^}]+)?\}|\[\[(\w+?)(?::\w+)?\]\]/g;

/** Names of the variables that a text uses. */
export function variablesIn(text: string): string[] {
  if (!text.includes('$') && !text.includes('[[')) return [];
  return [...text.matchAll(variableUse)].map(
    ([, plainName, braced, bracketed]) => plainName ?? braced ?? bracketed ?? '',
  );
}
