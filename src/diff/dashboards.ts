import { isDeepStrictEqual } from 'node:util';
import { recordOf, recordsOf } from '../plain.js';
import { added, type Change, changed, removed } from './change.js';
import { fieldDifferences } from './thresholds.js';
import { type Data, difference, leafDifferences, matched } from './values.js';

/** What has become of a panel, with its JSON before and now where it exists. */
export interface PanelComparison {
  /** Uid of its dashboard. */
  readonly dashboard: string;
  readonly change: Change;
  readonly before?: Data | undefined;
  readonly after?: Data | undefined;
}

/** Differences of dashboards and of their panels. */
export function compareDashboards(
  before: ReadonlyMap<string, Data>,
  after: ReadonlyMap<string, Data>,
): Change[] {
  const { removed: gone, added: fresh, common } = matched(before, after);
  const renamedTo = new Set<string>();
  const changes = gone.map(([uid, dashboard]): Change => {
    const [next] =
      fresh.find(([other, { title }]) => !renamedTo.has(other) && title === dashboard.title) ?? [];
    if (next === undefined) return removed('dashboard', uid, 'breaking');
    renamedTo.add(next);
    return { level: 'breaking', action: 'renamed', kind: 'dashboard', name: uid, details: [`now ${next}`] };
  });
  for (const [uid, { title }] of fresh) {
    if (!renamedTo.has(uid)) changes.push(added('dashboard', uid, 'minor', `title ${title}`));
  }
  for (const [uid, from, to] of common) {
    changes.push(
      ...changed('dashboard', uid, dashboardDetails(from, to)),
      ...comparePanels(uid, from, to).map(({ change }) => change),
    );
  }
  return changes;
}

/** Differences of the dashboard itself, without those of its panels and variables. */
function dashboardDetails(from: Data, to: Data): string[] {
  const named = new Set(['panels', 'title', 'templating', 'version']);
  const others = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((key) => !named.has(key));
  return [
    ...difference('title', from.title, to.title),
    ...variableDifferences(from, to),
    ...others.flatMap((key) => leafDifferences(key, from[key], to[key])),
  ];
}

function variableDifferences(from: Data, to: Data): string[] {
  const variables = ({ templating }: Data) =>
    new Map(recordsOf(recordOf(templating).list).map((variable) => [String(variable.name), variable]));
  const { removed: gone, added: fresh, common } = matched(variables(from), variables(to));
  return [
    ...gone.map(([name]) => `variable ${name} removed`),
    ...fresh.map(([name]) => `variable ${name} added`),
    ...common.flatMap(([name, former, current]) =>
      isDeepStrictEqual(former, current) ? [] : [`variable ${name} changed`],
    ),
  ];
}

/** Panels of a dashboard that are not the same as before: removed and renamed ones, added ones, changed ones. */
export function comparePanels(dashboard: string, before: Data, after: Data): PanelComparison[] {
  const { removed: gone, added: fresh, common } = matched(panelsOf(before), panelsOf(after));
  const nameOf = (title: string) => `${dashboard}: ${title}`;
  const renamedTo = new Set<string>();
  const found = gone.map(([title, panel]): PanelComparison => {
    const sameQueries = ([other, to]: [string, Data]) =>
      !renamedTo.has(other) &&
      recordsOf(panel.targets).length > 0 &&
      isDeepStrictEqual(panel.targets, to.targets);
    const [next, to] = fresh.find(sameQueries) ?? [];
    if (next === undefined)
      return { dashboard, change: removed('panel', nameOf(title), 'patch'), before: panel };
    renamedTo.add(next);
    const details = [`now ${next}`];
    const change: Change = { level: 'patch', action: 'renamed', kind: 'panel', name: nameOf(title), details };
    return { dashboard, change, before: panel, after: to };
  });
  for (const [title, panel] of fresh)
    if (!renamedTo.has(title))
      found.push({ dashboard, change: added('panel', nameOf(title), 'patch'), after: panel });
  for (const [title, from, to] of common)
    for (const change of changed('panel', nameOf(title), panelDetails(from, to)))
      found.push({ dashboard, change, before: from, after: to });
  return found;
}

/** Panels by title, including those in collapsed rows; repeated titles are numbered. */
function panelsOf(dashboard: Data): ReadonlyMap<string, Data> {
  const found = new Map<string, Data>();
  for (const item of recordsOf(dashboard.panels)) {
    for (const panel of [item, ...recordsOf(item.panels)]) {
      if (panel.type === 'row') continue;
      const title = String(panel.title ?? `panel ${panel.id}`);
      let unique = title;
      for (let count = 2; found.has(unique); count += 1) unique = `${title} (${count})`;
      found.set(unique, panel);
    }
  }
  return found;
}

function panelDetails(from: Data, to: Data): string[] {
  // Another id or place changes nothing of what a panel shows.
  const compared = new Set(['type', 'targets', 'gridPos', 'id', 'title', 'fieldConfig']);
  const others = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((key) => !compared.has(key));
  const details = [
    ...difference('type', from.type, to.type),
    ...queryDifferences(recordsOf(from.targets), recordsOf(to.targets)),
    ...fieldDifferences(from.fieldConfig, to.fieldConfig),
    ...others.flatMap((key) => leafDifferences(key, from[key], to[key])),
  ];
  const size = (panel: Data) => {
    const { w, h } = recordOf(panel.gridPos);
    return `${w} × ${h}`;
  };
  return [...details, ...difference('size', size(from), size(to))];
}

function queryDifferences(before: readonly Data[], after: readonly Data[]): string[] {
  const byId = (targets: readonly Data[]) => new Map(targets.map((target) => [String(target.refId), target]));
  const { removed: gone, added: fresh, common } = matched(byId(before), byId(after));
  return [
    ...gone.map(([id]) => `query ${id} removed`),
    ...fresh.map(([id]) => `query ${id} added`),
    ...common.flatMap(([id, from, to]) => {
      const expression = difference(`query ${id}`, from.expr ?? from.query, to.expr ?? to.query);
      return expression.length > 0 || isDeepStrictEqual(from, to)
        ? expression
        : [`query ${id}: options changed`];
    }),
  ];
}
