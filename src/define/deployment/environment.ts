import {
  type AnyCatalog,
  DefinitionError,
  type Duration,
  type LabelMatch,
  type Place,
  placeOf,
  toMatchers,
} from '../../catalog/index.js';
import {
  anything,
  flag,
  labelMatch,
  labelName,
  name as nameShape,
  options as optionsOf,
  record,
  text,
  validate,
} from '../../catalog/shape/index.js';
import type { AnyAlert, Severity } from '../alerting/alert.js';
import type { BundleUrls } from '../bundle-urls.js';
import { alertLabels, severity, url } from '../shapes.js';

/** What one environment has different about one alert. */
export interface AlertOverride {
  /** The number that the value is compared with, in the signal's unit. */
  readonly threshold?: number;
  readonly for?: Duration;
  readonly severity?: Severity;
  /** Labels to add. */
  readonly labels?: Readonly<Record<string, string>>;
  /** False leaves the alert out. @default true */
  readonly enabled?: boolean;
}

/** The types of data sources that dashboards have variables for. */
const datasourceTypes = ['prometheus', 'loki', 'tempo'] as const;
export type DatasourceType = (typeof datasourceTypes)[number];

/** A cluster, a region, a stage: what differs there from the definition. `Name` are the alerts that there are. */
export interface Environment<Name extends string = string> {
  readonly alerts?: { readonly [Each in Name]?: AlertOverride };
  /** Labels of every alert; those of the bundle and of the alert itself win. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Matchers for the selectors in rules whose metrics have the label, beside the bundle's own. */
  readonly selectors?: Readonly<Record<string, LabelMatch>>;
  /** Grafana folder. */
  readonly folder?: string;
  /** Names of the data sources that dashboards start with, by type. @default those that Grafana takes first */
  readonly datasources?: { readonly [Type in DatasourceType]?: string };
  /** Where Grafana and runbooks are. */
  readonly urls?: Partial<BundleUrls>;
}

/** The environments of a bundle, by name. */
export interface Environments {
  readonly type: 'environments';
  readonly byName: Readonly<Record<string, Environment>>;
  readonly place: Place;
}

/** The names under which a module exports alerts. */
export type AlertNames<Exports> = {
  [Name in keyof Exports & string]: Exports[Name] extends { readonly type: 'alert' } ? Name : never;
}[keyof Exports & string];

const overrideShape = optionsOf<AlertOverride>({
  // Held to the alert where there is one.
  threshold: anything,
  // The check `rule/duration` validates it.
  for: text,
  severity,
  labels: alertLabels,
  enabled: flag,
});
const shape = record(
  optionsOf<Environment>({
    alerts: record(overrideShape),
    labels: alertLabels,
    selectors: record(labelMatch, labelName),
    folder: text,
    // Types of data sources are looked at with the bundle.
    datasources: record(nameShape),
    urls: optionsOf<Partial<BundleUrls>>({ grafana: url, runbooks: text, docs: text }),
  }),
);

/**
 * Environments of a bundle, for its option `environments`.
 *
 * @param _alerts The alerts that the bundle has, `import * as alerts`: their names are the only ones that compile.
 */
export function environments<Exports extends object>(
  _alerts: Exports,
  byName: Readonly<Record<string, Environment<AlertNames<Exports>>>>,
): Environments {
  const place = placeOf(environments);
  if (byName === undefined)
    throw new DefinitionError('environments: the environments are missing', place, {
      expected:
        'the alerts first, then the environments by name: environments(alerts, { production: { … } })',
    });
  validate(shape, byName, 'environments', place);
  return { type: 'environments', byName, place };
}

/** Names become parts of file names. */
const environmentName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/**
 * Holds environments against the alerts of their bundle, those of its objectives included, and against its metrics.
 *
 * @throws DefinitionError for what does not exist, and for a regular expression that RE2 does not have
 */
export function checkEnvironments(
  { byName, place }: Environments,
  alerts: Readonly<Record<string, AnyAlert>>,
  metrics: readonly AnyCatalog[],
): void {
  const labels = labelsOf(metrics);
  for (const [name, environment] of Object.entries(byName)) {
    if (environment.selectors) toMatchers(environment.selectors, place);
    for (const problem of problemsOf(name, environment, alerts, labels)) {
      throw new DefinitionError(`environment ${name}: ${problem}`, place);
    }
  }
}

function* problemsOf(
  name: string,
  { alerts: overrides = {}, selectors = {}, datasources = {} }: Environment,
  alerts: Readonly<Record<string, AnyAlert>>,
  labels: ReadonlySet<string>,
): Generator<string> {
  // The sample of a chart has a name of this form too.
  if (!environmentName.test(name) || name === 'sample')
    yield "a name of a-z, 0-9 and '-' is expected, other than sample";
  for (const type of Object.keys(datasources)) {
    if (!datasourceTypes.some((known) => known === type))
      yield `no type of data sources ${type}; there is ${datasourceTypes.join(', ')}`;
  }
  for (const label of Object.keys(selectors)) {
    // Matchers go where the metric has the label: this one would go nowhere.
    if (!labels.has(label))
      yield `no metric has the label ${label}: name it in the catalog's targetLabels, or take one of ${[...labels].sort().join(', ')}`;
  }
  for (const [alertName, override] of Object.entries(overrides)) {
    const alert = Object.hasOwn(alerts, alertName) ? alerts[alertName] : undefined;
    if (!alert) yield `no alert ${alertName}; there is ${Object.keys(alerts).sort().join(', ') || 'none'}`;
    const { threshold } = override ?? {};
    if (threshold === undefined) continue;
    if (typeof alert?.condition.threshold?.bound !== 'number')
      yield `the condition of ${alertName} is not a comparison with one number, so it has no threshold`;
    if (!Number.isFinite(threshold)) yield `the threshold of ${alertName} is not a number`;
  }
}

function labelsOf(catalogs: readonly AnyCatalog[]): ReadonlySet<string> {
  const metrics = catalogs.flatMap((catalog) => Object.values(catalog)).map(({ metric }) => metric);
  return new Set(
    metrics.flatMap((metric) => (metric ? [...metric.targetLabels, ...Object.keys(metric.labels)] : [])),
  );
}
