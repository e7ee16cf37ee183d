import { collectMistakes } from '../../catalog/mistakes.js';
import type { Engine } from '../../engine/index.js';
import { Mistake } from '../../errors/mistake.js';
import { languageOfPlugin } from '../../grafana/index.js';
import { type Code, call, data, jsonCode, literal, member, name, object, textCode } from '../code/code.js';
import { evaluate, type Scope } from '../code/evaluate.js';
import { pluginOfReference } from '../grafana/default-sources.js';
import { isText, stepCountOf, textOfQuery } from '../grafana/normal-variable.js';
import { customChoices, intervalValues } from '../grafana/variable-lists.js';
import { prepareExpressions } from '../promql/prepare.js';
import { typedExpression } from '../promql/typed.js';
import { Untyped } from '../promql/typed-model.js';
import { hasPlaceholder } from '../promql/variables.js';
import type { SeriesFinder } from '../promql/write.js';
import { isPlain, listOf, type Plain, plain } from '../read/plain.js';
import { type QueryContext, sourceCode, unusual } from './queries.js';

export interface VariableContext extends Pick<QueryContext, 'dashboard' | 'sources' | 'usual'> {
  /** What writes queries in terms of the catalog. Without it they stay texts. */
  readonly engine?: Engine;
  readonly find?: SeriesFinder;
  /** In which options are tried. */
  readonly scope?: Scope;
}

const sorts = [
  'none',
  'ascending',
  'descending',
  'numeric',
  'numericDescending',
  'ignoringCase',
  'ignoringCaseDescending',
  'natural',
  'naturalDescending',
];
const refreshes = ['never', 'load', 'time'];
const hides = [undefined, 'label', 'variable', 'menu'];

/**
 * A variable of a dashboard as code; as Grafana's JSON where the options refuse it.
 *
 * @param json What its options do not say, once that is known.
 */
export function variableCode(variable: Plain, context: VariableContext, json: Plain | undefined): Code {
  const code = optionsCode(variable, context, json);
  if (variable.type === 'datasource' || !context.scope || isAccepted(code, context.scope)) return code;
  const { name: own, label, description, hide, ...others } = variable;
  return call(
    member(name('variable'), 'raw'),
    object({
      name: literal(String(own ?? '')),
      label: textCode(label),
      description: textCode(description),
      hide: textCode(hides[Number(hide ?? 0)]),
      json: data(others),
    }),
  );
}

function isAccepted(code: Code, scope: Scope): boolean {
  try {
    return collectMistakes(() => evaluate(code, scope)).length === 0;
  } catch (error) {
    if (error instanceof Mistake) return false;
    throw error;
  }
}

function optionsCode(variable: Plain, context: VariableContext, json: Plain | undefined): Code {
  const { type } = variable;
  if (type === 'datasource') return context.sources.variable(json ? { ...variable, json } : variable);
  const common = {
    name: literal(String(variable.name ?? '')),
    label: textCode(variable.label),
    description: textCode(variable.description),
    hide: textCode(hides[Number(variable.hide ?? 0)]),
  };
  const rest = json && jsonCode(json);
  const of = (kind: string, options: Readonly<Record<string, Code | undefined>>): Code => {
    // A choice that no option says, as of All where there is none: not said twice.
    const said = json && 'current' in json ? { ...options, default: undefined } : options;
    return call(member(name('variable'), kind), object({ ...common, ...said, json: rest }));
  };
  const query =
    typeof variable.query === 'string' ? variable.query : String(plain(variable.query).query ?? '');
  switch (type) {
    case 'query': {
      const source = sourceCode(variable.datasource, context);
      if (!source) break;
      return of('query', {
        query: queryOf(variable, query, context),
        regex: textCode(variable.regex),
        regexApplyTo: variable.regexApplyTo === 'text' ? literal('text') : undefined,
        sort: textCode(sorts[Number(variable.sort ?? 0)]),
        refresh: textCode(refreshes[Number(variable.refresh ?? 0)]),
        ...choices(variable),
        source: sourceOfVariable(source, variable, context),
      });
    }
    case 'custom': {
      const values = customValues(query);
      if (values) return of('custom', { values: data(values), ...choices(variable) });
      break;
    }
    case 'interval': {
      const values = intervalValues(query);
      const count = variable.auto_count === undefined ? undefined : stepCountOf(variable);
      const auto =
        variable.auto === true
          ? object({
              count: typeof count === 'number' ? literal(count) : undefined,
              min: textCode(variable.auto_min),
            })
          : undefined;
      const first = String(plain(variable.current).value ?? '');
      const isAuto = first.startsWith('$__auto');
      return of('interval', {
        values: data(values),
        auto,
        default: isAuto && auto ? literal('auto') : values.includes(first) ? literal(first) : undefined,
      });
    }
    case 'textbox':
      return of('text', { default: textCode(query) });
    case 'constant':
      return of('constant', { value: literal(query) });
    case 'adhoc': {
      const source = sourceCode(variable.datasource, context);
      if (source) return of('adhoc', { source: sourceOfVariable(source, variable, context) });
      break;
    }
    default:
  }
  const { name: _, label: _label, description: _description, hide: _hide, ...others } = variable;
  return call(member(name('variable'), 'raw'), object({ ...common, json: data(others) }));
}

/** What a variable asks where it says nothing is the dashboard's source of metrics. */
function sourceOfVariable(source: Code, variable: Plain, context: VariableContext): Code | undefined {
  const plugin = pluginOfReference(variable.datasource, context.dashboard);
  const isUsual = plugin !== undefined && languageOfPlugin(plugin) === 'promql';
  return isUsual ? unusual(source, context.usual) : source;
}

function choices(variable: Plain): Readonly<Record<string, Code | undefined>> {
  const all = variable.includeAll === true;
  const hasValue = typeof variable.allValue === 'string' && variable.allValue !== '';
  const isPattern = variable.allValue === '.*';
  const { value } = plain(variable.current);
  const chosen = listOf(Array.isArray(value) ? value : [value])
    .filter((one): one is string => typeof one === 'string' && one !== '')
    .map((one) => (one === '$__all' ? 'All' : one));
  const isAll = all && chosen.length === 1 && chosen[0] === 'All';
  const isList = variable.multi === true;
  return {
    multi: isList ? literal(true) : undefined,
    includeAll: all ? literal(hasValue ? (isPattern ? 'pattern' : true) : 'list') : undefined,
    allValue: all && hasValue && !isPattern ? literal(String(variable.allValue)) : undefined,
    default: chosen.length === 0 || isAll ? undefined : isList ? data(chosen) : literal(chosen[0] ?? ''),
    allowCustomValue: variable.allowCustomValue === false ? literal(false) : undefined,
  };
}

/** `label_values(metric{…}, label)` in terms of the catalog where that says the same, otherwise the text. */
function queryOf(variable: Plain, query: string, { engine, find }: VariableContext): Code {
  if (isPlain(variable.query) && !isText(variable.query)) {
    const { refId: _, ...rest } = variable.query;
    return data(textOfQuery(variable.query) === undefined ? variable.query : rest);
  }
  const [, selector, label] = /^\s*label_values\(\s*([\s\S]+?)\s*,\s*(\w+)\s*\)\s*$/.exec(query) ?? [];
  if (selector === undefined || label === undefined || !engine || !find) return literal(query);
  const [prepared] = prepareExpressions([selector], engine);
  if (prepared?.ast?.kind !== 'vector' || prepared.ast.offsetMs !== 0) return literal(query);
  // Without a name of a metric, text is as good; of Loki it is no selector of metrics.
  if (prepared.ast.name === '' || hasPlaceholder(prepared.ast.name)) return literal(query);
  try {
    const typed = typedExpression(prepared.ast, {
      series: find,
      auto: undefined,
      variables: new Map(),
    });
    if (typed.type !== 'vector' || !typed.labels.has(label)) return literal(query);
    return call('labelValues', typed.code, literal(label));
  } catch (error) {
    if (error instanceof Untyped) return literal(query);
    throw error;
  }
}

/** The choices of a list as Grafana reads it; undefined where it has none, or two of one label. */
function customValues(query: string): readonly string[] | Record<string, string> | undefined {
  const options = customChoices(query);
  if (options.length === 0 || options.some(({ value }) => value === '')) return undefined;
  if (options.every(({ label, value }) => label === value)) return options.map(({ value }) => value);
  const labels = new Set(options.map(({ label }) => label));
  if (labels.size !== options.length || labels.has('__proto__')) return undefined;
  // Keys that are numbers would be put before the others.
  if (options.some(({ label }) => /^\d+$/.test(label))) return undefined;
  return Object.fromEntries(options.map(({ label, value }) => [label, value]));
}
