import type { Engine } from '../../engine/index.js';
import type { Input } from '../model.js';
import { withoutImpossibleAlerts } from '../objectives/impossible-alerts.js';
import { readOpenSlo } from '../objectives/openslo.js';
import { readSloth } from '../objectives/sloth.js';
import type { Problem } from '../problems.js';
import { isRouting, partsOfValues } from './chart-values.js';
import { dashboardsWithin, inputDashboard } from './dashboards.js';
import { type Document, readDocuments } from './documents.js';
import { sortGrafanaAlerting, sortGrafanaList } from './grafana-alerting.js';
import { grafanaRouting } from './grafana-notifications.js';
import { objectKind, sortObject } from './kubernetes-objects.js';
import { libraryElements } from './library-panels.js';
import { Origin } from './origin.js';
import { isPlain, listOf, type Plain, plain, stringOf } from './plain.js';
import { type Found, ignoreDocument, type Sorting, sortingOf, takeObjectives, takeRules } from './sorting.js';

/** Sorts documents by what they are, rules and dashboards; objects of Kubernetes are opened. */
export function readInput(
  documents: readonly Document[],
  engine: Engine,
): { input: Input; problems: Problem[] } {
  const found: Found = {
    groups: [],
    dashboards: [],
    libraryPanels: [],
    folders: new Map(),
    routings: [],
    objectives: [],
    openSlo: [],
    notifications: { contactPoints: [], policies: [], policyRoutes: [], muteTimes: [], templates: [] },
    notes: [],
    ignored: [],
    problems: [],
  };
  for (const document of documents) sort(document, found, engine);
  const { openSlo, notifications, ...input } = found;
  const routing = grafanaRouting(notifications, found.ignored);
  if (routing) found.routings.push(routing);
  const { read, problems } = readOpenSlo(openSlo);
  const all = [...found.objectives, read];
  const objectives = withoutImpossibleAlerts({
    objectives: all.flatMap((one) => one.objectives),
    notes: all.flatMap((one) => one.notes),
    lost: all.flatMap((one) => one.lost),
  });
  return { input: { ...input, objectives }, problems: [...found.problems, ...problems] };
}

function sort(document: Document, found: Found, engine: Engine): void {
  const { file, at, content, text, inner } = document;
  if (Array.isArray(content)) {
    if (sortGrafanaList(content, new Origin(file, at, text ?? inner), found, engine)) return;
    content.forEach((item, index) => {
      sort({ file, at: `${at}[${index}]`, content: item }, found, engine);
    });
    return;
  }
  if (!isPlain(content)) {
    ignoreDocument(document, found, 'is a single value');
    return;
  }
  const sorting = sortingOf(document, content, found, engine, {
    sortPart: (place, part) => sort({ file, at: sorting.within(place), content: part }, found, engine),
    sortText: (place, inside) => sortText(inside, file, sorting.within(place), found, engine),
  });
  if (sortGrafanaAlerting(content, sorting.origin(), found, engine)) return;
  const kind = objectKind(sorting);
  if (kind) sortObject(kind, sorting);
  else if (!(sortFile(sorting) || sortDashboards(sorting) || sortParts(sorting))) {
    const isTest = listOf(content.tests).some((one) => 'input_series' in plain(one));
    sorting.ignore(
      isTest
        ? 'is a promtool test file, which has no rules'
        : 'is neither a dashboard nor rules, routes or objectives',
    );
  }
}

/** A file of rules, of Alertmanager or of Sloth. */
function sortFile(sorting: Sorting): boolean {
  const { content, found, text } = sorting;
  if (Array.isArray(content.groups)) takeRules(content.groups, ['groups'], sorting, text);
  else if (isRouting(content)) found.routings.push({ origin: sorting.origin(), config: content });
  else if (stringOf(content.version)?.startsWith('prometheus/v') && Array.isArray(content.slos))
    takeObjectives(readSloth(content, sorting.origin(), 'file'), sorting);
  else return false;
  return true;
}

/** A dashboard, as Grafana's API answers it or by itself, or library panels. */
function sortDashboards({ file, content, found, within }: Sorting): boolean {
  const folder = stringOf(plain(content.meta).folderTitle);
  const dashboard =
    inputDashboard(plain(content.dashboard), { file, at: within('dashboard'), folder }) ??
    inputDashboard(content, { file, at: within() });
  if (dashboard) {
    found.dashboards.push(dashboard);
    return true;
  }
  const libraryPanels = libraryElements(content);
  found.libraryPanels.push(...libraryPanels);
  return libraryPanels.length > 0;
}

/** What other data, such as values of a chart or the backup of a server, have within them. */
function sortParts(sorting: Sorting): boolean {
  const { content, found, origin, sortPart } = sorting;
  const values = partsOfValues(content);
  for (const path of values) {
    const part = path.reduce(plainAt, content);
    if (isRouting(part)) found.routings.push({ origin: origin(path), config: part });
    else takeRules(listOf(part.groups), [...path, 'groups'], sorting);
  }
  const dashboards = dashboardsWithin(content);
  for (const { at, json } of dashboards) sortPart(at, json);
  return dashboards.length + values.length > 0;
}

function plainAt(value: Plain, key: string): Plain {
  return plain(value[key]);
}

/** Sorts the documents of a text that stands in an object. */
function sortText(text: string, file: string, place: string, found: Found, engine: Engine): void {
  const { documents, problems } = readDocuments(file, text);
  found.problems.push(
    ...problems.map(({ line, ...problem }) => ({
      ...problem,
      at: line === undefined ? place : `${place}, line ${line}`,
    })),
  );
  for (const document of documents)
    sort({ ...document, at: place, text: undefined, inner: document.text }, found, engine);
}
