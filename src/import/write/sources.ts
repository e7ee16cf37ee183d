import { datasourceVariables } from '../../grafana/index.js';
import { type Code, call, data, literal, name, object, textCode } from '../code/code.js';
import { identifier } from '../code/names.js';
import { type Plain, plain } from '../read/plain.js';
import type { Definitions } from './definition.js';

const standardNames: ReadonlySet<string> = new Set(Object.values(datasourceVariables).map((one) => one.name));

/** How data sources stand in code. */
export interface SourceCodes {
  /** The data source with a uid or a name. */
  fixed(plugin: string, uid: string): Code;
  /** The data sources that are chosen with a variable of a dashboard. */
  variable(variable: Plain): Code;
}

/** Data sources as constants of the bundle, each once. */
export class Sources implements SourceCodes {
  readonly #known = new Map<string, Code>();

  constructor(private readonly definitions: Definitions) {}

  /** The data source with a uid or a name. */
  fixed(plugin: string, uid: string): Code {
    return this.#constant(plugin, { uid: literal(uid) }, uid);
  }

  /** The data sources that are chosen with a variable of a dashboard. */
  variable(variable: Plain): Code {
    const options = sourceOptions(variable);
    return this.#constant(String(variable.query), options, String(variable.name));
  }

  #constant(plugin: string, options: Readonly<Record<string, Code | undefined>>, called: string): Code {
    const code = call('datasource', literal(plugin), object(options));
    const key = JSON.stringify(code);
    const known = this.#known.get(key);
    if (known) return known;
    const title =
      called.toLowerCase() === 'datasource' ? `${plugin} source` : `${called.replace(/^DS_/, '')} source`;
    const constant = this.definitions.unique(identifier(title, 'source'));
    this.definitions.add({ name: constant, code, file: 'data-sources' });
    const made = name(constant);
    this.#known.set(key, made);
    return made;
  }
}

/** A data source that is chosen with a variable of a dashboard, as an item of its variables. */
export function sourceVariableCode(variable: Plain): Code {
  return call('datasource', literal(String(variable.query)), object(sourceOptions(variable)));
}

function sourceOptions(variable: Plain): Readonly<Record<string, Code | undefined>> {
  const { value } = plain(variable.current);
  const first = Array.isArray(value) ? value[0] : value;
  const hides = [undefined, 'label', 'variable', 'menu'];
  return {
    name: literal(String(variable.name)),
    // The variables that dashboards have without a word have labels of ours.
    label: standardNames.has(String(variable.name))
      ? literal(String(variable.label ?? ''))
      : textCode(variable.label),
    description: textCode(variable.description),
    hide: textCode(hides[Number(variable.hide ?? 0)]),
    regex: textCode(variable.regex),
    default: typeof first === 'string' && first !== '' ? literal(first) : undefined,
    multi: variable.multi === true ? literal(true) : undefined,
    includeAll: variable.includeAll === true ? literal(true) : undefined,
    json: variable.json === undefined ? undefined : data(variable.json),
  };
}
