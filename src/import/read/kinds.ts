import type { Engine } from '../../engine/index.js';
import type { Ignored, Input, InputDashboard, InputGroup } from '../model.js';
import type { Problem } from '../problems.js';
import { type Document, readDocuments } from './documents.js';
import { isPlain, listOf, type Plain, plain } from './plain.js';
import { readRules } from './rules.js';

interface Found {
  readonly groups: InputGroup[];
  readonly dashboards: InputDashboard[];
  readonly ignored: Ignored[];
  readonly problems: Problem[];
}

/** Sorts documents by what they are, rules and dashboards; objects of Kubernetes are opened. */
export function readInput(
  documents: readonly Document[],
  engine: Engine,
): { input: Input; problems: Problem[] } {
  const found: Found = { groups: [], dashboards: [], ignored: [], problems: [] };
  for (const document of documents) sort(document, found, engine);
  return { input: found, problems: found.problems };
}

function sort({ file, at, content, text }: Document, found: Found, engine: Engine): void {
  const ignore = (what: string, lost = false): void => {
    found.ignored.push({ file: at === '' ? file : `${file} (${at})`, what, lost });
  };
  if (Array.isArray(content)) {
    content.forEach((item, index) => {
      sort({ file, at: `${at}[${index}]`, content: item }, found, engine);
    });
    return;
  }
  if (!isPlain(content)) {
    ignore('is a single value');
    return;
  }
  const { kind, apiVersion } = content;
  const within = (path: string): string => (at === '' ? path : `${at}: ${path}`);
  const rules = (groups: unknown, path: string, own?: string): void => {
    const { groups: read, problems } = readRules(
      listOf(groups),
      { file, at: within(path), text: own },
      engine,
    );
    found.groups.push(...read);
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
    if (kind === 'PrometheusRule') {
      rules(plain(content.spec).groups, 'spec.groups');
      return;
    }
    if (kind === 'ConfigMap') {
      configMap(content, file, within('data'), found, engine);
      return;
    }
    if (kind === 'GrafanaDashboard') {
      grafanaDashboard(content, file, within('spec.json'), found);
      return;
    }
    if (kind === 'AlertmanagerConfig') {
      ignore('has routes of Alertmanager: they are not imported', true);
      return;
    }
    if (kind === 'PrometheusServiceLevel') {
      ignore('has objectives: they are not imported', true);
      return;
    }
    if (apiVersion.startsWith('openslo')) {
      ignore('has objectives: they are not imported', true);
      return;
    }
    if (apiVersion.startsWith('dashboard.grafana.app/') && kind === 'Dashboard') {
      const annotations = plain(metadata.annotations);
      const folder = annotations['grafana.app/folder'];
      const spec = plain(content.spec);
      if (!isDashboard(spec) || isPlain(spec.elements)) {
        ignore(`is a dashboard of ${apiVersion}, which is not read: export it in the classic form`, true);
        return;
      }
      found.dashboards.push({
        file,
        at: within('spec'),
        json: spec,
        name: objectName,
        folder: typeof folder === 'string' ? folder : undefined,
      });
      return;
    }
    ignore(`is a ${kind}`);
    return;
  }
  if (Array.isArray(content.groups)) {
    rules(content.groups, 'groups', text);
    return;
  }
  if (isPlain(content.route) && Array.isArray(content.receivers)) {
    ignore('has routes of Alertmanager: they are not imported', true);
    return;
  }
  if (
    typeof content.version === 'string' &&
    content.version.startsWith('prometheus/v') &&
    Array.isArray(content.slos)
  ) {
    ignore('has objectives: they are not imported', true);
    return;
  }
  if (isPlain(content.dashboard) && isDashboard(content.dashboard)) {
    const folder = plain(content.meta).folderTitle;
    found.dashboards.push({
      file,
      at: within('dashboard'),
      json: content.dashboard,
      folder: typeof folder === 'string' ? folder : undefined,
    });
    return;
  }
  if (isDashboard(content)) {
    found.dashboards.push({ file, at, json: content });
    return;
  }
  ignore(
    isPlain(content.elements) && isPlain(content.layout)
      ? 'is a dashboard of the second version, which is not read: export it in the classic form'
      : 'is neither a dashboard nor rules, routes or objectives',
    isPlain(content.elements) && isPlain(content.layout),
  );
}

/** A dashboard of any schema: with panels, or rows of some. */
export function isDashboard(json: Plain): boolean {
  const hasPanels = Array.isArray(json.panels) || Array.isArray(json.rows);
  return hasPanels && (typeof json.title === 'string' || typeof json.schemaVersion === 'number');
}

function configMap(content: Plain, file: string, at: string, found: Found, engine: Engine): void {
  const folder = plain(plain(content.metadata).annotations).grafana_folder;
  for (const [key, text] of Object.entries(plain(content.data))) {
    if (typeof text !== 'string' || !/\.(json|ya?ml|rules)$/.test(key)) continue;
    const place = `${at}[${JSON.stringify(key)}]`;
    const { documents, problems } = readDocuments(file, text);
    found.problems.push(...problems.map((problem) => ({ ...problem, line: undefined, at: place })));
    const before = found.dashboards.length;
    for (const document of documents) sort({ ...document, at: place, text: undefined }, found, engine);
    if (typeof folder !== 'string') continue;
    for (let index = before; index < found.dashboards.length; index++) {
      const dashboard = found.dashboards[index];
      if (dashboard) found.dashboards[index] = { ...dashboard, folder };
    }
  }
}

/** The object of Grafana's operator: the dashboard is a text in it. */
function grafanaDashboard(content: Plain, file: string, at: string, found: Found): void {
  const { json, folder } = plain(content.spec);
  if (typeof json !== 'string') {
    found.ignored.push({
      file,
      lost: true,
      what: 'is a GrafanaDashboard without spec.json: its dashboard is elsewhere',
    });
    return;
  }
  const { documents, problems } = readDocuments(file, json);
  found.problems.push(...problems.map((problem) => ({ ...problem, line: undefined, at })));
  for (const document of documents) {
    if (!isPlain(document.content) || !isDashboard(document.content)) {
      found.problems.push({ file, at, message: 'is no dashboard' });
      continue;
    }
    found.dashboards.push({
      file,
      at,
      json: document.content,
      folder: typeof folder === 'string' ? folder : undefined,
    });
  }
}
