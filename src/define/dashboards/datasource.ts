import {
  choice,
  flag,
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
import { isRecord } from '../../plain.js';
import { grafanaPattern } from '../shapes.js';
import { type VariableOptions, variableName } from './variable-fields.js';

/** A data source variable: users choose among the data sources of a plugin. */
export interface DatasourceVariable extends VariableOptions {
  readonly type: 'datasource';
  /** Plugin id of the data sources: `prometheus`, `loki`, `tempo`. */
  readonly plugin: string;
  /** Regular expression that the names of the data sources must match. @default all data sources of the plugin */
  readonly regex?: string;
  /** Name or uid of the initially selected data source. @default Grafana's default data source of the plugin */
  readonly default?: string;
  /** Allows several values, for repeated panels and rows. @default false */
  readonly multi?: boolean;
  /** Adds the choice "All". @default false */
  readonly includeAll?: boolean;
}

/** A fixed data source, by uid or name. */
export interface FixedDataSource {
  readonly type: 'fixed_datasource';
  readonly plugin: string;
  readonly uid: string;
}

/** Data source of a query: the one selected in a variable of the dashboard, or a fixed one. */
export type DataSource = DatasourceVariable | FixedDataSource;

interface VariableSourceOptions extends Partial<Omit<DatasourceVariable, 'type' | 'plugin'>> {
  /**
   * Name of the dashboard variable.
   *
   * @default `datasource` for Prometheus, `loki`, `tempo`; for other plugins the plugin id without `grafana-` and
   * `-datasource`
   */
  readonly name?: string;
  /** Label of the variable. @default Metrics, Logs, Traces, or the name */
  readonly label?: string;
}
interface FixedSourceOptions {
  /** Uid or name of a fixed data source; no variable is created. */
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
 * A data source, for queries, panels, dashboards, variables and annotations. The variables of all data sources that a
 * dashboard uses are added to it.
 *
 * @param plugin plugin id: `prometheus`, `loki`, `tempo`, `cloudwatch`, `grafana-pyroscope-datasource`
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
  // The label of the variable that is added by default.
  return variable === standard.name
    ? { ...standard, ...options, name: variable }
    : { type: 'datasource', plugin, ...options, name: variable };
}

function isFixed(options: DataSourceOptions): options is FixedSourceOptions {
  return isRecord(options) && 'uid' in options;
}

/** The data source of queries without one: a variable. */
function standardSource(plugin: string): DatasourceVariable {
  const language = languageOfPlugin(plugin);
  const common = { type: 'datasource', plugin, name: variableNameOf(plugin) } as const;
  return language ? { ...common, label: datasourceVariables[language].label } : common;
}

/** The data source of queries in a language that have none. */
export function standardSourceOf(language: Language): DatasourceVariable {
  return standardSource(datasourceVariables[language].plugin);
}

/** The reference to a data source in Grafana's JSON. */
export function referenceTo(source: DataSource): DataSourceReference {
  return {
    type: source.plugin,
    uid: source.type === 'datasource' ? `\${${source.name}}` : source.uid,
  };
}

function isDataSource(value: unknown): value is DataSource {
  return isRecord(value) && (value.type === 'datasource' || value.type === 'fixed_datasource');
}

const expected = "the result of datasource(), such as datasource('prometheus', { name: 'thanos' })";

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
