import type { Engine } from '../../engine/index.js';
import type { Ignored, Input, InputDashboard, InputGroup } from '../model.js';
import type { Note } from '../note.js';
import { withoutImpossibleAlerts } from '../objectives/impossible-alerts.js';
import type { ReadObjectives } from '../objectives/model.js';
import { type OpenSloObject, readOpenSlo } from '../objectives/openslo.js';
import { readPyrra } from '../objectives/pyrra.js';
import { readSloth } from '../objectives/sloth.js';
import type { Problem } from '../problems.js';
import type { InputRouting } from '../routing/model.js';
import { dashboardsWithin, inputDashboard, readGrafanaDashboard } from './dashboards.js';
import { type Document, readDocuments } from './documents.js';
import { sortGrafanaAlerting, sortGrafanaList } from './grafana-alerting.js';
import { type GrafanaNotifications, grafanaRouting } from './grafana-notifications.js';
import { type LibraryPanel, libraryElements, libraryPanelObject } from './library-panels.js';
import { withoutMetricsQl } from './metricsql.js';
import { Origin, type Path } from './origin.js';
import { isPlain, listOf, type Plain, plain } from './plain.js';
import { readRules } from './rules.js';
import { secretTexts } from './secret-object.js';

interface Found {
  readonly groups: InputGroup[];
  readonly dashboards: InputDashboard[];
  readonly libraryPanels: LibraryPanel[];
  readonly folders: Map<string, string>;
  readonly routings: InputRouting[];
  readonly sloth: ReadObjectives[];
  readonly openSlo: OpenSloObject[];
  readonly notifications: GrafanaNotifications;
  readonly notes: Note[];
  readonly ignored: Ignored[];
  readonly problems: Problem[];
}

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
    sloth: [],
    openSlo: [],
    notifications: { contactPoints: [], policies: [], muteTimes: [], templates: [] },
    notes: [],
    ignored: [],
    problems: [],
  };
  for (const document of documents) sort(document, found, engine);
  const { sloth, openSlo, notifications, ...input } = found;
  const routing = grafanaRouting(notifications, found.ignored);
  if (routing) found.routings.push(routing);
  const { read, problems } = readOpenSlo(openSlo);
  const all = [...sloth, read];
  const objectives = withoutImpossibleAlerts({
    objectives: all.flatMap((one) => one.objectives),
    notes: all.flatMap((one) => one.notes),
    lost: all.flatMap((one) => one.lost),
  });
  return { input: { ...input, objectives }, problems: [...found.problems, ...problems] };
}

function sort({ file, at, content, text, inner: innerText }: Document, found: Found, engine: Engine): void {
  const ignore = (what: string, lost = false): void => {
    found.ignored.push({ file: at === '' ? file : `${file} (${at})`, what, lost });
  };
  if (Array.isArray(content)) {
    if (sortGrafanaList(content, new Origin(file, at, text ?? innerText), found, engine)) return;
    content.forEach((item, index) => {
      sort({ file, at: `${at}[${index}]`, content: item }, found, engine);
    });
    return;
  }
  if (!isPlain(content)) {
    ignore('is a single value');
    return;
  }
  if (sortGrafanaAlerting(content, new Origin(file, at, text ?? innerText), found, engine)) return;
  const { kind, apiVersion } = content;
  const within = (path: string): string => (at === '' ? path : `${at}: ${path}`);
  const rules = (groups: unknown, path: Path, own?: string): void => {
    const origin = new Origin(file, at, text ?? innerText);
    const { groups: read, problems } = readRules(
      listOf(groups),
      { file, at: within(path.join('.')), text: own, origin, path },
      engine,
    );
    found.groups.push(...read);
    found.problems.push(...problems);
  };
  const sloth = ({ read, problems }: ReturnType<typeof readSloth>): void => {
    found.sloth.push(read);
    found.problems.push(...problems);
  };
  const metadata = plain(content.metadata);
  const objectName = typeof metadata.name === 'string' ? metadata.name : undefined;
  if (typeof kind === 'string' && typeof apiVersion === 'string') {
    if (kind.endsWith('List') && Array.isArray(content.items)) {
      content.items.forEach((item, index) => {
        sort({ file, at: within(`items[${index}]`), content: item }, found, engine);
      });
      return;
    }
    if (ruleObjects.has(kind)) {
      const groups = plain(content.spec).groups;
      if (kind !== 'VMRule') rules(groups, ['spec', 'groups']);
      else {
        const origin = new Origin(file, at, text ?? innerText);
        const read = withoutMetricsQl(listOf(groups), origin, ['spec', 'groups'], engine);
        found.ignored.push(...read.ignored);
        rules(read.groups, ['spec', 'groups']);
      }
      return;
    }
    if (kind === 'ConfigMap') {
      configMap(content, file, within('data'), found, engine);
      return;
    }
    if (kind === 'GrafanaManifest' && isPlain(plain(content.spec).template)) {
      sort({ file, at: within('spec.template'), content: plain(content.spec).template }, found, engine);
      return;
    }
    if (kind === 'GrafanaDashboard') {
      const own = readGrafanaDashboard(plain(content.spec), file, within('spec'));
      found.dashboards.push(...own.dashboards);
      found.problems.push(...own.problems);
      if (own.elsewhere !== undefined) ignore(own.elsewhere, true);
      return;
    }
    if (kind === 'LibraryPanel') {
      const library = libraryPanelObject(objectName, plain(content.spec));
      if (library) found.libraryPanels.push(library);
      else ignore('is a LibraryPanel without a type of panel', true);
      return;
    }
    if (kind === 'Folder' && apiVersion.startsWith('folder.grafana.app/')) {
      const title = textOf(plain(content.spec).title);
      if (objectName !== undefined && title !== undefined) found.folders.set(objectName, title);
      return;
    }
    if (kind === 'AlertmanagerConfig' || kind === 'VMAlertmanagerConfig') {
      const namespace = typeof metadata.namespace === 'string' ? metadata.namespace : undefined;
      found.routings.push({
        origin: new Origin(file, at, text ?? innerText, ['spec']),
        config: plain(content.spec),
        object: { name: objectName ?? '', namespace },
        fileNames: kind === 'VMAlertmanagerConfig',
      });
      return;
    }
    if (kind === 'Secret' && secretTexts(content).length > 0) {
      for (const { key, text: configuration, problem } of secretTexts(content)) {
        const place = within(`data[${JSON.stringify(key)}]`);
        if (problem !== undefined) found.problems.push({ file, at: place, message: problem });
        else sortText(configuration, file, place, found, engine);
      }
      return;
    }
    if (kind === 'PrometheusServiceLevel') {
      const origin = new Origin(file, at, text ?? innerText, ['spec']);
      sloth(readSloth(plain(content.spec), origin, 'object'));
      return;
    }
    if (kind === 'ServiceLevelObjective' && apiVersion.startsWith('pyrra.dev/')) {
      const { read, problems } = readPyrra(content, new Origin(file, at, text ?? innerText));
      found.sloth.push(read);
      found.problems.push(...problems);
      return;
    }
    if (apiVersion.startsWith('openslo')) {
      found.openSlo.push({ origin: new Origin(file, at, text ?? innerText), object: content });
      return;
    }
    if (apiVersion.startsWith('dashboard.grafana.app/') && kind === 'Dashboard') {
      const folder = plain(metadata.annotations)['grafana.app/folder'];
      const one = { file, at: within('spec'), name: objectName, folder: textOf(folder) };
      const read = inputDashboard(plain(content.spec), one);
      if (read) found.dashboards.push(read);
      else ignore(`is a dashboard of ${apiVersion} without panels, rows or elements`, true);
      return;
    }
    ignore(`is ${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${kind}`);
    return;
  }
  if (Array.isArray(content.groups)) {
    rules(content.groups, ['groups'], text);
    return;
  }
  if (isRouting(content)) {
    found.routings.push({ origin: new Origin(file, at, text ?? innerText), config: content });
    return;
  }
  if (
    typeof content.version === 'string' &&
    content.version.startsWith('prometheus/v') &&
    Array.isArray(content.slos)
  ) {
    sloth(readSloth(content, new Origin(file, at, text ?? innerText), 'file'));
    return;
  }
  const wrapped = plain(content.dashboard);
  const read = inputDashboard(wrapped, {
    file,
    at: within('dashboard'),
    folder: textOf(plain(content.meta).folderTitle),
  });
  const own = read ?? inputDashboard(content, { file, at });
  if (own) {
    found.dashboards.push(own);
    return;
  }
  const libraryPanels = libraryElements(content);
  if (libraryPanels.length > 0) {
    found.libraryPanels.push(...libraryPanels);
    return;
  }
  const values = partsOfValues(content);
  for (const path of values) {
    const part = path.reduce<unknown>((value, key) => plain(value)[key], content);
    if (isRouting(plain(part)))
      found.routings.push({
        origin: new Origin(file, at, text ?? innerText, path),
        config: plain(part),
      });
    else rules(plain(part).groups, [...path, 'groups']);
  }
  const inner = dashboardsWithin(content);
  for (const { at: place, json } of inner) sort({ file, at: within(place), content: json }, found, engine);
  if (inner.length + values.length > 0) return;
  ignore(
    Array.isArray(content.tests) && content.tests.some((one) => 'input_series' in plain(one))
      ? 'is a promtool test file, which has no rules'
      : 'is neither a dashboard nor rules, routes or objectives',
  );
}

/** Objects with groups of rules: VMRule is VictoriaMetrics' form of it, the others are those of Loki's operator. */
const ruleObjects: ReadonlySet<string> = new Set([
  'PrometheusRule',
  'VMRule',
  'AlertingRule',
  'RecordingRule',
]);

/** Values of charts are not nested deeper. */
const deepestValue = 4;

/** Where values of a chart, such as those of kube-prometheus-stack, have configurations of Alertmanager and rule files. */
function partsOfValues(value: Plain, path: readonly string[] = []): (readonly string[])[] {
  if (path.length > 0 && (isRouting(value) || hasRules(value))) return [path];
  if (path.length === deepestValue) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    isPlain(part) ? partsOfValues(part, [...path, key]) : [],
  );
}

function hasRules({ groups }: Plain): boolean {
  return Array.isArray(groups) && groups.some((group) => Array.isArray(plain(group).rules));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A configuration of Alertmanager, also one that is not whole: what is missing is said. */
function isRouting({ route, receivers }: Plain): boolean {
  const { receiver, routes, group_by } = plain(route);
  if (isPlain(route) && (receiver !== undefined || Array.isArray(routes) || Array.isArray(group_by)))
    return true;
  return Array.isArray(receivers) && receivers.some((one) => typeof plain(one).name === 'string');
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

function configMap(content: Plain, file: string, at: string, found: Found, engine: Engine): void {
  const folder = plain(plain(content.metadata).annotations).grafana_folder;
  for (const [key, text] of Object.entries(plain(content.data))) {
    if (typeof text !== 'string' || !/\.(json|ya?ml|rules)$/.test(key)) continue;
    const place = `${at}[${JSON.stringify(key)}]`;
    const before = found.dashboards.length;
    sortText(text, file, place, found, engine);
    if (typeof folder !== 'string') continue;
    for (let index = before; index < found.dashboards.length; index++) {
      const dashboard = found.dashboards[index];
      if (dashboard) found.dashboards[index] = { ...dashboard, folder };
    }
  }
}
