import type { Answer, Question } from '../data/messages.js';
import { interpolate, type VariableValue, type VariableValues } from './interpolate.js';
import type { VariableJson } from './json.js';

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

/** Variables from first to last: each may use those before it. */
export async function resolveVariables(
  list: readonly VariableJson[],
  chosen: Chosen,
  ask: Ask,
): Promise<ResolvedVariable[]> {
  const resolved: ResolvedVariable[] = [];
  for (const json of list) resolved.push(await resolve(json, chosen[json.name], valuesOf(resolved), ask));
  return resolved;
}

async function resolve(
  json: VariableJson,
  wanted: readonly string[] | undefined,
  before: VariableValues,
  ask: Ask,
): Promise<ResolvedVariable> {
  const label = json.label || json.name;
  let options: ResolvedVariable['options'] = [];
  let error: string | undefined;
  const counting: Ask = async (question) => {
    const answer = await ask(question);
    if (answer.ok && answer.more > 0)
      error = `${answer.series.length} of ${answer.series.length + answer.more} values are shown`;
    return answer;
  };
  try {
    options = await optionsOf(json, before, counting);
  } catch (caught) {
    error = caught instanceof Error ? caught.message : String(caught);
  }
  return { json, label, options, chosen: chosenOf(json, options, wanted), error };
}

async function optionsOf(
  json: VariableJson,
  before: VariableValues,
  ask: Ask,
): Promise<ResolvedVariable['options']> {
  switch (json.type) {
    case 'query':
      return sorted(filtered(await queried(queryText(json), before, ask), json.regex), json.sort ?? 0).map(
        (value) => ({ text: value, value }),
      );
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

function queryText({ query, definition }: VariableJson): string {
  if (typeof query === 'string') return query;
  if (typeof query === 'object' && query !== null && 'query' in query && typeof query.query === 'string')
    return query.query;
  return definition ?? '';
}

/** `label_values`, `query_result`, `metrics` and `label_names` of the Prometheus data source. */
async function queried(text: string, before: VariableValues, ask: Ask): Promise<string[]> {
  const query = interpolate(text, before, true).trim();
  const [, selector, label] = /^label_values\((?:(.+),\s*)?([\w$]+)\s*\)$/s.exec(query) ?? [];
  if (label !== undefined) {
    const series = await vector(`group by (${label}) (${selector ?? '{__name__=~".+"}'})`, ask);
    return series.flatMap(({ labels }) => labels[label] ?? []);
  }
  const [, expr] = /^query_result\((.+)\)$/s.exec(query) ?? [];
  if (expr !== undefined) {
    const series = await vector(expr, ask);
    return series.map(({ labels, values, times }) => {
      const { __name__ = '', ...rest } = labels;
      const shown = Object.entries(rest).map(([name, value]) => `${name}="${value}"`);
      return `${__name__}{${shown.join(',')}} ${values[0]} ${times[0]}`;
    });
  }
  const [, pattern] = /^metrics\((.+)\)$/.exec(query) ?? [];
  if (pattern !== undefined) {
    const series = await vector(
      `group by (__name__) ({__name__=~"${pattern.replace(/["\\]/g, '\\$&')}"})`,
      ask,
    );
    return series.flatMap(({ labels }) => labels.__name__ ?? []);
  }
  throw new Error(`this query is not simulated: ${query}`);
}

async function vector(expr: string, ask: Ask) {
  const answer = await ask({ expr, instant: true });
  if (!answer.ok) throw new Error(answer.message);
  return answer.series;
}

/** Grafana's regex of a variable: it filters, and its first group is the value. */
function filtered(values: readonly string[], regex: string | undefined): string[] {
  const [, body, flags] = /^\/(.*)\/([gimsuy]*)$/s.exec(regex ?? '') ?? [];
  const source = body ?? regex;
  if (!source) return [...new Set(values)];
  const expression = new RegExp(source, (flags ?? '').replace('g', ''));
  const found = values.flatMap((value) => {
    const match = expression.exec(value);
    return match ? [match.groups?.value ?? match[1] ?? value] : [];
  });
  return [...new Set(found)];
}

function sorted(values: readonly string[], order: number): string[] {
  const number = (value: string): number => Number(/\d+(\.\d+)?/.exec(value)?.[0] ?? Number.NaN);
  const up = {
    1: (a: string, b: string) => (a < b ? -1 : 1),
    3: (a: string, b: string) => number(a) - number(b),
    5: (a: string, b: string) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1),
    7: (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true }),
  }[order % 2 === 1 ? order : order - 1];
  if (!up) return [...values];
  const result = [...values].sort(up);
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
      if (!chosen.includes(all)) return [json.name, { values: chosen, multi }];
      return [
        json.name,
        { values: options.map(({ value }) => value), multi: true, raw: json.allValue || undefined },
      ];
    }),
  );
}
