import { withSelected } from './bundle.js';
import { sharedValues } from './example-labels.js';
import type { Site, SiteBundle, SiteMetric, SiteRecord } from './model.js';
import { unitsOfPanels } from './panel-units.js';
import { type SiteFiles, simulatedNow } from './site.js';
import { usualLabelValues } from './usual-labels.js';

/** Dashboards that are no definitions, with the metrics that their queries ask for. */
export interface DashboardFiles {
  readonly dashboards: readonly {
    readonly uid: string;
    readonly file: string;
    readonly folder: string | undefined;
    readonly json: Readonly<Record<string, unknown>>;
  }[];
  readonly metrics: readonly (Omit<SiteMetric, 'labels'> & {
    readonly labels: ReadonlyMap<string, readonly string[]>;
  })[];
  readonly targetLabels: readonly string[];
  readonly records: readonly SiteRecord[];
}

/** Name of the bundle that dashboards from files are in. */
const filesBundle = 'files';

/** What the page reads of dashboards from files. */
export function dashboardSite(
  { dashboards, metrics, targetLabels, records }: DashboardFiles,
  { revision, live, watched }: Pick<Site, 'revision' | 'live' | 'watched'>,
): SiteFiles {
  const examples = Object.fromEntries(
    targetLabels.map((label) => [label, label === 'instance' ? ['a:9090', 'b:9090'] : [`example-${label}`]]),
  );
  const queried = dashboards.map(({ json }) => ({ json, expressions: textsIn(json) }));
  const expressions = [...queried.flatMap((one) => one.expressions), ...records.map(({ expr }) => expr)];
  const given = new Map(
    metrics.flatMap(({ labels }) => [...labels]).filter(([, values]) => values.length > 0),
  );
  const shared = sharedValues(queried, (label) => examples[label] ?? given.get(label));
  const shown = new Map(dashboards.flatMap(({ json }) => [...unitsOfPanels(json)]));
  const bundle: SiteBundle = {
    name: filesBundle,
    revision,
    title: 'Dashboards from files',
    description:
      'As they are in the files. Metrics are guessed from their queries, and their values are made up.',
    version: '',
    dashboards: dashboards.map(({ uid, file, folder, json }) => ({
      uid,
      title: String(json.title ?? uid),
      folder: folder ?? file,
      json,
      panels: {},
    })),
    alerts: [],
    records,
    metrics: metrics.map(({ name, kind, help, unit, labels }) => {
      const own = [...labels].map(
        ([label, values]) =>
          [label, values.length > 0 ? values : (shared.get(label) ?? usualLabelValues(label))] as const,
      );
      const target = Object.entries(examples).map(
        ([label, values]) => [label, shared.get(label) ?? values] as const,
      );
      const all = { ...Object.fromEntries(target), ...Object.fromEntries(own) };
      return {
        name,
        kind,
        help,
        unit: unit ?? shown.get(name),
        labels: withSelected(all, name, expressions),
      };
    }),
    guessed: true,
    objectives: [],
    runbooks: {},
    scenarios: [],
    findings: [],
  };
  const { name, title, description } = bundle;
  const listed = bundle.dashboards.map((one) => ({ uid: one.uid, title: one.title }));
  const entry = {
    name,
    title,
    description,
    revision,
    dashboards: listed,
    alerts: 0,
    scenarios: 0,
    findings: 0,
  };
  const site: Site = { bundles: [entry], findings: [], revision, live, watched, now: simulatedNow };
  const files = new Map<string, object>([
    ['data/site.json', site],
    [`data/${name}/bundle.json`, bundle],
  ]);
  return {
    site,
    paths: [...files.keys()],
    read: async (path) => {
      const found = files.get(path);
      return found && JSON.stringify(found);
    },
  };
}

/** The texts of queries, those of variables too. */
function textsIn(json: unknown): string[] {
  const found: string[] = [];
  JSON.stringify(json, (key, value: unknown) => {
    if ((key === 'expr' || key === 'query' || key === 'definition') && typeof value === 'string')
      found.push(value);
    return value;
  });
  return found;
}
