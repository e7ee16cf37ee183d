import { readPyrra } from '../objectives/pyrra.js';
import { readSloth } from '../objectives/sloth.js';
import { inputDashboard, readGrafanaDashboard } from './dashboards.js';
import { libraryPanelObject } from './library-panels.js';
import { withoutMetricsQl } from './metricsql.js';
import { isPlain, listOf, type Plain, plain, stringOf } from './plain.js';
import { secretTexts } from './secret-object.js';
import { type Sorting, takeObjectives, takeRules } from './sorting.js';

/** An object of the Kubernetes API: its kind, and the group and version of that. */
interface ObjectKind {
  readonly kind: string;
  readonly apiVersion: string;
}

/** The kind of an object; undefined for a document that is none. */
export function objectKind({ content: { kind, apiVersion } }: Sorting): ObjectKind | undefined {
  return typeof kind === 'string' && typeof apiVersion === 'string' ? { kind, apiVersion } : undefined;
}

/** Takes what an object has: rules, dashboards, routes, objectives, or the configuration files in it. */
export function sortObject({ kind, apiVersion }: ObjectKind, sorting: Sorting): void {
  const { content, origin, found, ignore, sortPart } = sorting;
  if (kind.endsWith('List') && Array.isArray(content.items)) {
    content.items.forEach((item, index) => {
      sortPart(`items[${index}]`, item);
    });
    return;
  }
  const own = kinds.find((one) => one.kind === kind && apiVersion.startsWith(one.apiVersion ?? ''));
  if (own?.take(sorting)) return;
  // OpenSLO has objects of several kinds that belong together.
  if (apiVersion.startsWith('openslo')) found.openSlo.push({ origin: origin(), object: content });
  else ignore(`is ${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${kind}`);
}

interface KindOfObject {
  readonly kind: string;
  /** How the group and version begin, where other groups have objects of this kind too. */
  readonly apiVersion?: string;
  /** Takes what the object has; false for one that has nothing of it. */
  readonly take: (sorting: Sorting) => boolean;
}

/** Objects that have something for a bundle. */
const kinds: readonly KindOfObject[] = [
  { kind: 'PrometheusRule', take: ruleObject },
  // Of Loki's operator.
  { kind: 'AlertingRule', take: ruleObject },
  { kind: 'RecordingRule', take: ruleObject },
  { kind: 'VMRule', take: victoriaMetricsRules },
  { kind: 'ConfigMap', take: configMap },
  { kind: 'Secret', take: secret },
  { kind: 'GrafanaManifest', take: manifest },
  { kind: 'GrafanaDashboard', take: operatorDashboard },
  { kind: 'LibraryPanel', take: libraryPanel },
  { kind: 'Folder', apiVersion: 'folder.grafana.app/', take: folder },
  { kind: 'Dashboard', apiVersion: 'dashboard.grafana.app/', take: dashboard },
  { kind: 'AlertmanagerConfig', take: (sorting) => alertmanagerConfig(sorting, false) },
  { kind: 'VMAlertmanagerConfig', take: (sorting) => alertmanagerConfig(sorting, true) },
  { kind: 'PrometheusServiceLevel', take: slothObject },
  { kind: 'AlertWindows', apiVersion: 'sloth.slok.dev/', take: alertWindows },
  { kind: 'ServiceLevelObjective', apiVersion: 'pyrra.dev/', take: pyrraObject },
];

function alertWindows({ ignore }: Sorting): boolean {
  ignore('defines alert windows for Sloth: objectives here have those of 30 days', true);
  return true;
}

function specOf({ content }: Sorting): Plain {
  return plain(content.spec);
}

function nameOf({ content }: Sorting): string | undefined {
  return stringOf(plain(content.metadata).name);
}

const groupsPath = ['spec', 'groups'];

function ruleObject(sorting: Sorting): boolean {
  takeRules(listOf(specOf(sorting).groups), groupsPath, sorting);
  return true;
}

function victoriaMetricsRules(sorting: Sorting): boolean {
  const { found, origin, engine } = sorting;
  const read = withoutMetricsQl(listOf(specOf(sorting).groups), origin(), groupsPath, engine);
  found.ignored.push(...read.ignored);
  takeRules(read.groups, groupsPath, sorting);
  return true;
}

/** Files of dashboards and rules; the sidecar of Grafana's chart reads the folder from an annotation. */
function configMap({ content, found, sortText }: Sorting): boolean {
  const folder = stringOf(plain(plain(content.metadata).annotations).grafana_folder);
  for (const [key, text] of Object.entries(plain(content.data))) {
    if (typeof text !== 'string' || !/\.(json|ya?ml|rules)$/.test(key)) continue;
    const before = found.dashboards.length;
    sortText(`data[${JSON.stringify(key)}]`, text);
    if (folder === undefined) continue;
    const own = found.dashboards.splice(before);
    found.dashboards.push(...own.map((one) => ({ ...one, folder })));
  }
  return true;
}

function secret({ file, content, found, within, sortText }: Sorting): boolean {
  const texts = secretTexts(content);
  for (const { key, text, problem } of texts) {
    const place = `data[${JSON.stringify(key)}]`;
    if (problem === undefined) sortText(place, text);
    else found.problems.push({ file, at: within(place), message: problem });
  }
  return texts.length > 0;
}

function manifest(sorting: Sorting): boolean {
  const { template } = specOf(sorting);
  if (!isPlain(template)) return false;
  sorting.sortPart('spec.template', template);
  return true;
}

/** A dashboard as an object of Grafana's operator. */
function operatorDashboard(sorting: Sorting): boolean {
  const { file, found, within, ignore } = sorting;
  const { dashboards, problems, elsewhere } = readGrafanaDashboard(specOf(sorting), file, within('spec'));
  found.dashboards.push(...dashboards);
  found.problems.push(...problems);
  if (elsewhere !== undefined) ignore(elsewhere, true);
  return true;
}

function libraryPanel(sorting: Sorting): boolean {
  const library = libraryPanelObject(nameOf(sorting), specOf(sorting));
  if (library) sorting.found.libraryPanels.push(library);
  else sorting.ignore('is a LibraryPanel without a type of panel', true);
  return true;
}

function folder(sorting: Sorting): boolean {
  const name = nameOf(sorting);
  const title = stringOf(specOf(sorting).title);
  if (name !== undefined && title !== undefined) sorting.found.folders.set(name, title);
  return true;
}

/** A dashboard as an object of Grafana's own API. */
function dashboard(sorting: Sorting): boolean {
  const { file, content, found, within, ignore } = sorting;
  const read = inputDashboard(specOf(sorting), {
    file,
    at: within('spec'),
    name: nameOf(sorting),
    folder: stringOf(plain(plain(content.metadata).annotations)['grafana.app/folder']),
  });
  if (read) found.dashboards.push(read);
  else ignore(`is a dashboard of ${String(content.apiVersion)} without panels, rows or elements`, true);
  return true;
}

function alertmanagerConfig(sorting: Sorting, fileNames: boolean): boolean {
  const { content, found, origin } = sorting;
  const namespace = stringOf(plain(content.metadata).namespace);
  found.routings.push({
    origin: origin(['spec']),
    config: specOf(sorting),
    object: { name: nameOf(sorting) ?? '', namespace },
    fileNames,
  });
  return true;
}

function slothObject(sorting: Sorting): boolean {
  takeObjectives(readSloth(specOf(sorting), sorting.origin(['spec']), 'object'), sorting);
  return true;
}

function pyrraObject(sorting: Sorting): boolean {
  takeObjectives(readPyrra(sorting.content, sorting.origin()), sorting);
  return true;
}
