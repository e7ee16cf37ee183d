import {
  type AnyCatalog,
  DefinitionError,
  type Duration,
  type LabelMatch,
  metricsIn,
  type Place,
  placeOf,
  toMatchers,
} from '../../catalog/index.js';
import {
  anything,
  chosenBy,
  fields,
  flag,
  labelMatch,
  labelName,
  name as nameShape,
  optionsFrom,
  options as optionsOf,
  record,
  text,
  validate,
} from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import type { AnyAlert } from '../alerting/alert.js';
import type { Severity } from '../alerting/severity.js';
import { type BundleUrls, grafanaAddress, runbookAddress } from '../bundle-urls.js';
import { alertLabels, severity } from '../shapes.js';

/** The overrides of one alert in one environment. */
export interface AlertOverride {
  /** Threshold, in the signal's unit. @default that of the alert */
  readonly threshold?: number;
  /** How long the condition must be true before the alert fires. @default that of the alert */
  readonly for?: Duration;
  /**
   * How long the alert keeps firing after the condition has become false; `0s` disables it.
   *
   * @default that of the alert
   */
  readonly keepFiringFor?: Duration;
  /** Value of the label `severity`. @default that of the alert */
  readonly severity?: Severity;
  /** Labels to add. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Whether the alert exists in this environment. @default true */
  readonly enabled?: boolean;
}

/** Overrides of single levels of an alert, by severity: `{ critical: { threshold: 800 } }`. */
export type LevelOverrides = { readonly [Level in Severity]?: AlertOverride };

/** The types of data sources that dashboards have variables for. */
const datasourceTypes = ['prometheus', 'loki', 'tempo'] as const;
/** Types of data sources with a dashboard variable. */
export type DatasourceType = (typeof datasourceTypes)[number];

/** Overrides of alerts by name; for an alert with levels, of all levels or of each. */
type AnyOverrides = Readonly<Record<string, AlertOverride | LevelOverrides>>;

/**
 * An environment, such as a cluster, a region or a stage: how it differs from the definitions. `Name` are the names of
 * the bundle's alerts.
 */
export interface Environment<
  Name extends string = string,
  Overrides extends object = { readonly [Each in Name]: AlertOverride },
> {
  /** Overrides of alerts by name. */
  readonly alerts?: { readonly [Each in keyof Overrides]?: Overrides[Each] };
  /** Labels to add to every alert; labels of the bundle and of the alert take precedence. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Matchers to add to selectors in rules whose metrics have the label, besides those of the bundle. */
  readonly selectors?: Readonly<Record<string, LabelMatch>>;
  /** Grafana folder. @default that of the bundle */
  readonly folder?: string;
  /** Names of the initially selected data sources, by type. @default Grafana's default data sources */
  readonly datasources?: { readonly [Type in DatasourceType]?: string };
  /** URLs of Grafana and of runbooks. @default those of the bundle */
  readonly urls?: Partial<BundleUrls>;
}

/** An environment whose alerts the compiler does not know. */
export type AnyEnvironment = Environment<string, AnyOverrides>;

/** The environments of a bundle, by name. */
export interface Environments {
  readonly type: 'environments';
  readonly byName: Readonly<Record<string, AnyEnvironment>>;
  readonly place: Place;
}

/** The names under which a module exports alerts. */
export type AlertNames<Exports> = {
  [Name in keyof Exports & string]: Exports[Name] extends { readonly type: 'alert' } ? Name : never;
}[keyof Exports & string];

/** The overrides that the alerts of a module can have. */
export type AlertOverrides<Exports> = {
  [Name in AlertNames<Exports>]: Exports[Name] extends { readonly levelNames?: infer Level }
    ? [Exclude<Level, undefined>] extends [never]
      ? AlertOverride
      : { readonly [Each in Exclude<Level, undefined> & string]?: AlertOverride }
    : AlertOverride;
};

const overrideFields = fields<AlertOverride>({
  // Validated against the alert.
  threshold: anything,
  // The check `rule/duration` validates it.
  for: text,
  keepFiringFor: text,
  severity,
  labels: alertLabels,
  enabled: flag,
});
const oneOverride = optionsFrom(overrideFields);
const levelOverrides = record(oneOverride);
const overrideShape = chosenBy((value) => (isByLevel(value) ? levelOverrides : oneOverride));

/** A key that is no field of an override, with an object as value, is a level. */
function isByLevel(override: unknown): override is Readonly<Record<string, AlertOverride>> {
  return (
    isRecord(override) &&
    Object.entries(override).some(([key, value]) => !Object.hasOwn(overrideFields, key) && isRecord(value))
  );
}

/** Overrides of alerts by key: `LatencyHigh.critical` for a level. */
export function overridesByKey({
  alerts = {},
}: Pick<AnyEnvironment, 'alerts'>): Readonly<Record<string, AlertOverride>> {
  const found: Record<string, AlertOverride> = {};
  for (const [name, override] of Object.entries<AlertOverride | LevelOverrides | undefined>(alerts)) {
    if (override === undefined) continue;
    if (!isByLevel(override)) found[name] = override as AlertOverride;
    else
      for (const [level, one] of Object.entries(override))
        if (one !== undefined) found[`${name}.${level}`] = one;
  }
  return found;
}

const shape = record(
  optionsOf<Environment>({
    alerts: record(overrideShape),
    labels: alertLabels,
    selectors: record(labelMatch, labelName),
    folder: text,
    // Types of data sources are validated with the bundle.
    datasources: record(nameShape),
    urls: optionsOf<Partial<BundleUrls>>({ grafana: grafanaAddress, runbooks: runbookAddress, docs: text }),
  }),
);

/**
 * The environments of a bundle, for its option `environments`.
 *
 * @param _alerts alerts of the bundle, `import * as alerts`, so that other names do not compile
 * @param byName environments by name: lower case letters, digits and `-`
 * @throws DefinitionError for a name of another form, and for a misspelt option
 * @example environments({ HighErrorRatio }, { staging: { labels: { cluster: 'staging' }, alerts: { HighErrorRatio: { threshold: 0.1 } } } })
 */
export function environments<Exports extends object>(
  _alerts: Exports,
  byName: Readonly<Record<string, Environment<AlertNames<Exports>, AlertOverrides<Exports>>>>,
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
 * Validates environments against the alerts of the bundle, those of its objectives included, and against its metrics.
 *
 * @throws DefinitionError for an alert or label that does not exist, and for a regular expression that RE2 does not
 * support
 */
export function checkEnvironments(
  { byName, place }: Environments,
  alerts: Readonly<Record<string, AnyAlert>>,
  metrics: AnyCatalog | readonly AnyCatalog[],
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
  environment: AnyEnvironment,
  alerts: Readonly<Record<string, AnyAlert>>,
  labels: ReadonlySet<string>,
): Generator<string> {
  const { selectors = {}, datasources = {} } = environment;
  // The sample values of a chart have a name of this form too.
  if (!environmentName.test(name) || name === 'sample')
    yield "a name of a-z, 0-9 and '-' is expected, other than sample";
  else if (name.length > 63) yield 'a name of at most 63 characters is expected, as files are named by it';
  for (const type of Object.keys(datasources)) {
    if (!datasourceTypes.some((known) => known === type))
      yield `unknown type of data source ${type}; expected one of ${datasourceTypes.join(', ')}`;
  }
  for (const label of Object.keys(selectors)) {
    // Matchers are added to metrics that have the label, so this one would have no effect.
    if (!labels.has(label))
      yield `no metric has the label ${label}: name it in the catalog's targetLabels, or take one of ${[...labels].sort().join(', ')}`;
  }
  for (const [alertName, override] of Object.entries(overridesByKey(environment))) {
    const alert = Object.hasOwn(alerts, alertName) ? alerts[alertName] : undefined;
    if (!alert) yield unknownAlert(alertName, Object.keys(alerts));
    const { threshold } = override;
    if (threshold === undefined) continue;
    if (typeof alert?.condition.threshold?.bound !== 'number')
      yield `the condition of ${alertName} is not a comparison with one number, so it has no threshold`;
    if (!Number.isFinite(threshold)) yield `the threshold of ${alertName} is not a number`;
  }
}

function unknownAlert(name: string, keys: readonly string[]): string {
  const levels = (of: string) =>
    keys.filter((key) => key.startsWith(`${of}.`)).map((key) => key.slice(of.length + 1));
  const end = name.lastIndexOf('.');
  const [own, ofAlert] = [levels(name), end < 0 ? [] : levels(name.slice(0, end))];
  if (own.length > 0)
    return `${name} has the levels ${own.join(', ')}: say what differs for each, ${name}: { ${own[0]}: { … } }`;
  if (ofAlert.length > 0)
    return `${name.slice(0, end)} has the levels ${ofAlert.join(', ')}, and no ${name.slice(end + 1)}`;
  return `no alert ${name}; there is ${[...keys].sort().join(', ') || 'none'}`;
}

function labelsOf(catalogs: AnyCatalog | readonly AnyCatalog[]): ReadonlySet<string> {
  return new Set(
    metricsIn(catalogs).flatMap(({ targetLabels, labels }) => [...targetLabels, ...Object.keys(labels)]),
  );
}
