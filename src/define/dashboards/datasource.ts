import {
  choice,
  flag,
  isRecord,
  jsonObject as json,
  name,
  options as optionsOf,
  type Problem,
  type Shape,
  text,
  validate,
  wrong,
} from '../../catalog/shape/index.js';
import {
  type DataSourceReference,
  datasourceVariables,
  type Language,
  languageOfPlugin,
  languageTitles,
  mayRead,
  variableHides,
  variableNameOf,
} from '../../grafana/index.js';
import { grafanaPattern } from '../shapes.js';
import { type VariableOptions, variableName } from './variable-fields.js';

/** A choice among the data sources of a plugin. */
export interface DatasourceVariable extends VariableOptions {
  readonly type: 'datasource';
  /** Type of data source: `prometheus`, `loki`, `tempo`. */
  readonly plugin: string;
  readonly regex?: string;
  /** Name or uid of the one that is chosen at first. @default the plugin's default in Grafana */
  readonly default?: string;
  /** Several at a time, for panels and rows that are repeated by it. @default false */
  readonly multi?: boolean;
  readonly includeAll?: boolean;
}

/** A single data source, by its uid or its name. */
export interface FixedDataSource {
  readonly type: 'fixed_datasource';
  readonly plugin: string;
  readonly uid: string;
}

/** Where queries go: to what is chosen in a variable of the dashboard, or always to the same. */
export type DataSource = DatasourceVariable | FixedDataSource;

interface VariableSourceOptions extends Partial<Omit<DatasourceVariable, 'type' | 'plugin'>> {
  /**
   * Name of the dashboard's variable that one is chosen with. @default `datasource` for Prometheus, `loki`, `tempo`, and
   * for others the plugin without `grafana-` and `-datasource`
   */
  readonly name?: string;
  /** What people read before it. @default Metrics, Logs, Traces, or the name */
  readonly label?: string;
}
interface FixedSourceOptions {
  /** The uid of a single data source in place of a variable, or its name: Grafana looks for both. */
  readonly uid: string;
}
/** Options of a data source: a variable of the dashboard, or a fixed one. */
export type DataSourceOptions = VariableSourceOptions | FixedSourceOptions;

const byVariable = optionsOf<VariableSourceOptions>({
  name: variableName,
  label: text,
  description: text,
  hide: choice(...Object.keys(variableHides)),
  json,
  regex: grafanaPattern,
  default: name,
  multi: flag,
  includeAll: flag,
});
const fixedUid: Shape = (value) => {
  const found = name(value);
  if (found || typeof value !== 'string' || !/\$|\[\[/.test(value)) return found;
  return [
    {
      at: '',
      message: `is ${JSON.stringify(value)}, a variable`,
      expected: "the option name in place of uid: datasource('prometheus', { name: 'thanos' })",
      fatal: false,
    },
  ];
};
const fixed = optionsOf<FixedSourceOptions>({ uid: { required: fixedUid } });

/**
 * A data source as a value, for queries, panels, dashboards, variables and annotations. A dashboard has the variables of
 * all data sources that something on it uses.
 *
 * @param plugin Grafana's id of its type: `prometheus`, `loki`, `tempo`, `cloudwatch`, `grafana-pyroscope-datasource`
 */
export function datasource(plugin: string, options?: VariableSourceOptions): DatasourceVariable;
export function datasource(plugin: string, options: FixedSourceOptions): FixedDataSource;
export function datasource(plugin: string, options: DataSourceOptions = {}): DataSource {
  validate(name, plugin, 'datasource: the type', datasource);
  if (isFixed(options)) {
    validate(fixed, options, 'datasource', datasource);
    return { type: 'fixed_datasource', plugin, uid: options.uid };
  }
  validate(byVariable, options, 'datasource', datasource);
  const standard = standardSource(plugin);
  const { name: variable = standard.name } = options;
  // The label is that of the variable which is there without a word.
  return variable === standard.name
    ? { ...standard, ...options, name: variable }
    : { type: 'datasource', plugin, ...options, name: variable };
}

function isFixed(options: DataSourceOptions): options is FixedSourceOptions {
  return isRecord(options) && 'uid' in options;
}

/** The data source of queries that name none: chosen in a variable. */
function standardSource(plugin: string): DatasourceVariable {
  const language = languageOfPlugin(plugin);
  const common = { type: 'datasource', plugin, name: variableNameOf(plugin) } as const;
  return language ? { ...common, label: datasourceVariables[language].label } : common;
}

/** The data source of queries in a language that name none. */
export function standardSourceOf(language: Language): DatasourceVariable {
  return standardSource(datasourceVariables[language].plugin);
}

/** How Grafana's JSON names it. */
export function referenceTo(source: DataSource): DataSourceReference {
  return {
    type: source.plugin,
    uid: source.type === 'datasource' ? `\${${source.name}}` : source.uid,
  };
}

export function isDataSource(value: unknown): value is DataSource {
  return isRecord(value) && (value.type === 'datasource' || value.type === 'fixed_datasource');
}

const expected = "what datasource() gives, such as datasource('prometheus', { name: 'thanos' })";

/** Any data source. */
export const dataSource: Shape = (value) => (isDataSource(value) ? undefined : wrong(value, expected));

/** A data source that takes queries in a language. */
export function sourceOf(language: Language): Shape {
  return (value) => {
    if (!isDataSource(value)) return wrong(value, expected);
    return mayRead(value.plugin, language) ? undefined : [otherLanguage(value.plugin, language)];
  };
}

function otherLanguage(plugin: string, language: Language): Problem {
  const title = languageTitles[language];
  const { plugin: usual } = datasourceVariables[language];
  return {
    at: '',
    message: `is a data source of the type ${plugin}, which does not read ${title}`,
    expected: `one that does, such as datasource('${usual}')`,
    fatal: false,
  };
}
