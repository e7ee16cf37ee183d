import type { ParsingEngine } from '../check/index.js';
import type { Artifact } from '../emit/artifact.js';
import { type GrafanaDashboard, grafanaBuilder } from '../emit/grafana/index.js';
import type { PackageParts, PackageSource } from '../emit/packaging/parts.js';
import { alertGroups, type PrometheusGroup, recordingGroups } from '../emit/prometheus/index.js';
import type { ParsedTemplate } from '../engine/index.js';
import type { AnyScenario } from '../prove/index.js';
import { once, type ResolvedBundle, type SharedRouting } from '../resolve/index.js';
import { isPromtoolTest } from './promtool-path.js';

/** The objects of a bundle, which all packages contain. */
export interface BundleParts extends PackageSource {
  /** Created one by one, so that a thousand of them are not in memory at the same time. */
  readonly streamDashboards: () => Iterable<GrafanaDashboard>;
  /** All of them, created once. */
  readonly dashboards: () => readonly GrafanaDashboard[];
  readonly recording: readonly PrometheusGroup[];
  readonly alerts: readonly PrometheusGroup[];
  readonly scenarios: readonly AnyScenario[];
  /** Tests for promtool; none unless a target of the build runs scenarios. */
  readonly ruleTests: readonly Artifact[];
  /** Go's template parser. */
  readonly readTemplate: (text: string) => ParsedTemplate;
}

export type EmitShared = (bundles: readonly SharedRouting[]) => Iterable<Artifact>;
export type Emit = (bundle: ResolvedBundle, parts: BundleParts) => Iterable<Artifact>;

/** An output format by its name on the command line, which is its folder in the output. */
export interface BuildTarget {
  readonly name: string;
  /** One line for `--help`. */
  readonly summary: string;
  /** Whether it parses templates in texts, for which it needs the engine. @default false */
  readonly readsTemplates?: true;
  /** Whether it needs scenarios. @default false */
  readonly readsScenarios?: true;
  /** Whether it needs the results of scenarios, as `ruleTests`. @default false */
  readonly runsScenarios?: true;
  /** Its files, if they are not all files of the folder of its name that no other target has. */
  readonly owns?: (path: string) => boolean;
  /** Its emitter, loaded on demand, as templates and their libraries take time. */
  load(): Promise<Emit>;
  /** Its output for all bundles together, after that of each bundle. */
  loadShared?(): Promise<EmitShared>;
}

export const targets: readonly BuildTarget[] = [
  {
    name: 'grafana',
    summary: 'dashboards as JSON',
    load: async () => {
      const { emitGrafana } = await import('../emit/grafana/index.js');
      return (bundle, { streamDashboards }) => emitGrafana(bundle, streamDashboards());
    },
  },
  {
    name: 'grafana-resources',
    summary: "dashboards and folders as objects of Grafana's API, for gcx, Git Sync and Terraform",
    load: async () => {
      const { emitGrafanaResources } = await import('../emit/others.js');
      return (bundle, { dashboards }) => emitGrafanaResources(bundle, dashboards());
    },
  },
  {
    name: 'prometheus',
    summary: 'rule files',
    load: async () => {
      const { emitPrometheus } = await import('../emit/prometheus/index.js');
      return emitPrometheus;
    },
  },
  {
    name: 'promtool-tests',
    summary: 'the scenarios as tests for promtool, beside the rule files',
    readsScenarios: true,
    runsScenarios: true,
    owns: isPromtoolTest,
    load:
      async () =>
      (_, { ruleTests }) =>
        ruleTests,
  },
  {
    name: 'loki',
    summary: "rules on log lines, for Loki's ruler",
    load: async () => {
      const { emitLoki } = await import('../emit/others.js');
      return (bundle) => emitLoki(bundle);
    },
  },
  {
    name: 'alertmanager',
    summary: 'routes and receivers of alerts, and tests of the routes',
    load: async () => {
      const { emitAlertmanager } = await import('../emit/others.js');
      return (bundle) => emitAlertmanager(bundle);
    },
    loadShared: async () => (await import('../emit/others.js')).emitSharedAlertmanager,
  },
  {
    name: 'grafana-alerting',
    summary: "the same alerts as Grafana's own, with contact points and policies",
    readsTemplates: true,
    load: async () => {
      const { grafanaAlertingEmitter } = await import('../emit/others.js');
      const emit = await grafanaAlertingEmitter();
      return (bundle, { readTemplate }) => emit(bundle, readTemplate);
    },
    loadShared: async () => (await import('../emit/others.js')).emitSharedPolicies,
  },
  {
    name: 'stack',
    summary: 'a Docker Compose stack with Prometheus, Grafana and other services',
    load: async () => {
      const { emitStack } = await import('../emit/others.js');
      return (bundle) => emitStack(bundle);
    },
  },
  {
    name: 'helm',
    summary: 'a chart with dashboards and a PrometheusRule, optionally with objects for other operators',
    load: async () => packaging((await import('../emit/others.js')).emitHelm),
  },
  {
    name: 'terraform',
    summary: 'a module with the same objects',
    load: async () => packaging((await import('../emit/others.js')).emitTerraform),
  },
  {
    name: 'terraform-grafana',
    summary: 'a module with the dashboards, for a Grafana without a sidecar',
    load: async () => packaging((await import('../emit/others.js')).emitTerraformGrafana),
  },
  {
    name: 'kubernetes',
    summary: 'plain manifests: monitors, instrumentation, rules and dashboards',
    load: async () => packaging((await import('../emit/others.js')).emitKubernetes),
  },
  {
    name: 'azure',
    summary: 'rule groups and dashboards for Azure Managed Prometheus and Grafana',
    load: async () => {
      const { emitAzure } = await import('../emit/others.js');
      return (bundle, { dashboards, recording, alerts }) =>
        emitAzure(bundle, { dashboards: dashboards(), groups: [...recording, ...alerts] });
    },
  },
  {
    name: 'openslo',
    summary: 'objectives as OpenSLO v1',
    load: async () => {
      const { emitOpenSlo } = await import('../emit/others.js');
      return (bundle) => emitOpenSlo(bundle);
    },
  },
  {
    name: 'backstage',
    summary: 'catalog-info.yaml with annotations for Backstage plugins, and links to dashboards and runbooks',
    load: async () => {
      const { emitBackstage } = await import('../emit/others.js');
      return (bundle) => emitBackstage(bundle);
    },
  },
  {
    name: 'docs',
    summary: 'pages on alerts, dashboards, metrics and objectives, with the runbooks',
    readsTemplates: true,
    readsScenarios: true,
    load: async () => {
      const { emitDocs } = await import('../emit/others.js');
      return (bundle, { scenarios, readTemplate }) => emitDocs(bundle, scenarios, readTemplate);
    },
  },
  {
    name: 'samples',
    summary: 'sample values and variables',
    load: async () => {
      const { emitSamples } = await import('../emit/others.js');
      return (bundle) => emitSamples(bundle);
    },
  },
];

/** Whether a file in the output is one of a target. */
export function isOf({ name, owns }: BuildTarget, path: string): boolean {
  if (owns) return owns(path);
  return path.startsWith(`${name}/`) && !targets.some((other) => other.owns?.(path));
}

type EmitPackage = (bundle: ResolvedBundle, parts: PackageParts) => Iterable<Artifact>;

/** The emitter of a package. */
async function packaging(emit: EmitPackage): Promise<Emit> {
  const { packageParts } = await import('../emit/others.js');
  return (bundle, parts) => emit(bundle, packageParts(parts));
}

type TemplateParser = Pick<ParsingEngine, 'parseTemplates'>;

/** @param engine for targets that read templates */
export async function partsOf(
  bundle: ResolvedBundle,
  scenarios: readonly AnyScenario[],
  engine: TemplateParser | undefined,
  ruleTests: readonly Artifact[] = [],
): Promise<BundleParts> {
  const streamDashboards = await grafanaBuilder(bundle);
  const recording = once(() => recordingGroups(bundle));
  const alerts = once(() => alertGroups(bundle));
  return {
    bundle,
    streamDashboards,
    dashboards: once(() => [...streamDashboards()]),
    get recording() {
      return recording();
    },
    get alerts() {
      return alerts();
    },
    scenarios,
    ruleTests,
    readTemplate: (text) => readTemplate(text, engine),
  };
}

function readTemplate(text: string, engine: TemplateParser | undefined): ParsedTemplate {
  const template = engine?.parseTemplates([text]).templates[0];
  if (!template) throw new Error('a target that reads templates needs the engine');
  return template;
}
