import { matchingTexts } from '../../../simulated/matching-text.js';
import type { Answer, Question } from '../data/messages.js';
import { interpolate, type VariableValue, type VariableValues } from './interpolate.js';
import type { VariableJson } from './json.js';
import { seriesText } from './series-text.js';

export interface ResolvedVariable {
  readonly json: VariableJson;
  readonly label: string;
  /** What can be chosen, without All. */
  readonly options: readonly { readonly text: string; readonly value: string }[];
  /** What is chosen: values, or `$__all`. */
  readonly chosen: readonly string[];
  /** Why it has no options, or not all. */
  readonly error?: string | undefined;
}

export const all = '$__all';
export type Ask = (question: Pick<Question, 'expr' | 'instant'>) => Promise<Answer>;
export type Chosen = Readonly<Record<string, readonly string[]>>;

/**
 * Variables from first to last: each may use those before it.
 *
 * @param isExample Data are made up: a variable that finds no value has one too
 */
export async function resolveVariables(
  list: readonly VariableJson[],
  chosen: Chosen,
  ask: Ask,
  isExample = false,
): Promise<ResolvedVariable[]> {
  const resolved: ResolvedVariable[] = [];
  for (const json of list) {
    const language = languageOf(json, list);
    resolved.push(await resolve(json, chosen[json.name], valuesOf(resolved), { ask, isExample, language }));
  }
  return resolved;
}

interface Asking {
  readonly ask: Ask;
  readonly isExample: boolean;
  /** Of the data source. */
  readonly language: string;
}

async function resolve(
  json: VariableJson,
  wanted: readonly string[] | undefined,
  before: VariableValues,
  asking: Asking,
): Promise<ResolvedVariable> {
  const label = json.label || json.name;
  let options: ResolvedVariable['options'] = [];
  let error: string | undefined;
  const ask: Ask = async (question) => {
    const answer = await asking.ask(question);
    if (answer.ok && answer.more > 0)
      error = `${answer.series.length} of ${answer.series.length + answer.more} values are shown`;
    return answer;
  };
  try {
    options = await optionsOf(json, before, { ...asking, ask });
  } catch (caught) {
    error = caught instanceof Error ? caught.message : String(caught);
  }
  return { json, label, options, chosen: chosenOf(json, options, wanted), error };
}

async function optionsOf(
  json: VariableJson,
  before: VariableValues,
  asking: Asking,
): Promise<ResolvedVariable['options']> {
  switch (json.type) {
    case 'query': {
      const text = queryText(json).trim();
      if (text === '') return [];
      const regex = json.regex && interpolate(json.regex, before, 'query');
      const isElsewhere = asking.language !== 'prometheus';
      const found = isElsewhere ? exampleValues(text) : await queried(text, before, asking.ask);
      const options = sorted(filtered(found, regex), json.sort ?? 0);
      return options.length === 0 && (asking.isExample || isElsewhere)
        ? exampleOptions(text, regex)
        : options;
    }
    case 'custom':
      return customOptions(typeof json.query === 'string' ? json.query : '');
    case 'interval':
      return (typeof json.query === 'string' ? json.query.split(',') : []).map((value) => ({
        text: value.trim(),
        value: value.trim(),
      }));
    case 'datasource':
      return [{ text: 'example data', value: 'example' }];
    case 'constant':
    case 'textbox':
      return [{ text: String(json.query ?? ''), value: String(json.query ?? '') }];
    case 'adhoc':
    case 'groupby':
      return [];
    default:
      throw new Error(`variables of type ${json.type} are not drawn in the preview`);
  }
}

/** Of the data source of a variable, which may be a variable itself: `prometheus` where nothing says so. */
function languageOf({ datasource }: VariableJson, list: readonly VariableJson[]): string {
  const { type, uid } =
    typeof datasource === 'object' && datasource !== null
      ? datasource
      : { type: undefined, uid: datasource ?? '' };
  if (type && !type.startsWith('$')) return type;
  const [, name] = /^\$\{?(\w+)\}?$/.exec(uid ?? '') ?? [];
  const source = list.find((one) => one.type === 'datasource' && one.name === name);
  return typeof source?.query === 'string' && source.query !== '' ? source.query : 'prometheus';
}

/** The label of `label_values(…)`. */
const labelWanted = /^label_values\((?:.*,)?\s*([\w$]+)\s*\)$/s;

/** What a data source that is not simulated may have: values of a label, or names of labels. */
function exampleValues(text: string): readonly string[] {
  if (/^label_names\(/.test(text)) return ['app', 'job', 'level'];
  const label = labelWanted.exec(text)?.[1];
  return label === undefined || label.startsWith('$') ? ['example'] : [`example-${label}`];
}

/** A value that the regex of a variable lets through. */
function exampleOptions(text: string, regex: string | undefined): ResolvedVariable['options'] {
  const { source } = regexOf(regex) ?? {};
  return filtered(source === undefined ? exampleValues(text) : matchingTexts(source), regex).slice(0, 1);
}

function queryText({ query, definition }: VariableJson): string {
  if (typeof query === 'string') return query;
  if (typeof query !== 'object' || query === null) return definition ?? '';
  if ('query' in query && typeof query.query === 'string') return query.query;
  // The editor of Loki.
  if ('label' in query && typeof query.label === 'string') return `label_values(${query.label})`;
  return definition ?? '';
}

/** `label_values`, `query_result`, `metrics` and `label_names` of the Prometheus data source. */
async function queried(text: string, before: VariableValues, ask: Ask): Promise<string[]> {
  const query = interpolate(text, before, 'query').trim();
  const [, selector, label] = /^label_values\((?:(.+),\s*)?([\w$]+)\s*\)$/s.exec(query) ?? [];
  if (label !== undefined) {
    const series = await vector(`group by (${label}) (${selector ?? '{__name__=~".+"}'})`, ask);
    return series.flatMap(({ labels }) => labels[label] ?? []);
  }
  const [, expr] = /^query_result\((.+)\)$/s.exec(query) ?? [];
  if (expr !== undefined) {
    const series = await vector(expr, ask);
    return series.map(({ labels, values, times }) => `${seriesText(labels)} ${values[0]} ${times[0]}`);
  }
  if (/^label_names\(\s*\)$/.test(query)) {
    const series = await vector('{__name__=~".+"}', ask);
    return [...new Set(series.flatMap(({ labels }) => Object.keys(labels)))].sort();
  }
  const [, pattern] = /^metrics\((.+)\)$/.exec(query) ?? [];
  if (pattern !== undefined) {
    const series = await vector(
      `group by (__name__) ({__name__=~"${pattern.replace(/["\\]/g, '\\$&')}"})`,
      ask,
    );
    return series.flatMap(({ labels }) => labels.__name__ ?? []);
  }
  if (/^label_values\w*\([^)]*\)$/.test(query)) throw new Error(`this query has no label: ${query}`);
  // Anything else finds series.
  return (await vector(query, ask)).map(({ labels }) => seriesText(labels));
}

async function vector(expr: string, ask: Ask) {
  const answer = await ask({ expr, instant: true });
  if (!answer.ok) throw new Error(answer.message);
  return answer.series;
}

/** Grafana's regex of a variable: `/…/flags`, or its source alone. */
function regexOf(regex: string | undefined): RegExp | undefined {
  const [, body, flags] = /^\/(.*)\/([gimsuy]*)$/s.exec(regex ?? '') ?? [];
  const source = body ?? regex;
  return source ? new RegExp(source, `${(flags ?? '').replace(/[gy]/g, '')}g`) : undefined;
}

/** It filters, and its groups are the value and the text: those named so, or the first. */
function filtered(values: readonly string[], regex: string | undefined): ResolvedVariable['options'] {
  const expression = regexOf(regex);
  const options = values.flatMap((whole) => {
    if (!expression) return [{ text: whole, value: whole }];
    const matches = [...whole.matchAll(expression)];
    if (matches.length === 0) return [];
    const value = matches.find(({ groups }) => groups?.value)?.groups?.value;
    const text = matches.find(({ groups }) => groups?.text)?.groups?.text;
    if (value !== undefined || text !== undefined)
      return [{ text: text ?? value ?? '', value: value ?? text ?? '' }];
    const grouped = matches.flatMap((match) => match[1] ?? []);
    return (grouped.length > 0 ? grouped : [whole]).map((one) => ({ text: one, value: one }));
  });
  return [...new Map(options.map((option) => [option.value, option])).values()];
}

function sorted(options: ResolvedVariable['options'], order: number): ResolvedVariable['options'] {
  const number = (value: string): number => Number(/\d+(\.\d+)?/.exec(value)?.[0] ?? Number.NaN);
  const up = {
    1: (a: string, b: string) => (a < b ? -1 : 1),
    3: (a: string, b: string) => number(a) - number(b),
    5: (a: string, b: string) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1),
    7: (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true }),
  }[order % 2 === 1 ? order : order - 1];
  if (!up) return options;
  const result = [...options].sort((a, b) => up(a.text, b.text));
  return order % 2 === 1 ? result : result.reverse();
}

function customOptions(query: string): { text: string; value: string }[] {
  return query
    .split(/(?<!\\),/)
    .map((part) => part.trim().replaceAll('\\,', ','))
    .filter((part) => part !== '')
    .map((part) => {
      const [, text = part, value = part] = /^(.+?)\s+:\s+(.+)$/.exec(part) ?? [];
      return { text, value };
    });
}

function chosenOf(
  json: VariableJson,
  options: ResolvedVariable['options'],
  wanted: readonly string[] | undefined,
): readonly string[] {
  if (json.type === 'datasource') return ['example'];
  if (wanted && wanted.length > 0) return wanted;
  const current = [json.current?.value ?? []]
    .flat()
    .map(String)
    .filter((value) => value !== '');
  const known = current.filter((value) => value === all || options.some((option) => option.value === value));
  if (json.type === 'textbox' || json.type === 'constant')
    return current.length > 0 ? current : options.map(({ value }) => value);
  if (known.length > 0) return known;
  if (json.includeAll) return [all];
  return options.slice(0, 1).map(({ value }) => value);
}

/** Values for queries. */
export function valuesOf(variables: readonly ResolvedVariable[]): VariableValues {
  return Object.fromEntries(
    variables.map(({ json, options, chosen }): [string, VariableValue] => {
      const multi = Boolean(json.multi || json.includeAll);
      if (!chosen.includes(all)) {
        const texts = chosen.map((value) => options.find((one) => one.value === value)?.text ?? value);
        return [json.name, { values: chosen, multi, label: texts.join(' + ') }];
      }
      return [
        json.name,
        {
          values: options.map(({ value }) => value),
          multi: true,
          label: 'All',
          raw: json.allValue || undefined,
        },
      ];
    }),
  );
}
