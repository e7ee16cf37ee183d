import { rateInterval } from '../../../resolution.js';

/** Values of variables by name: one, or several of a variable that takes them. */
export type VariableValues = Readonly<Record<string, VariableValue>>;
export interface VariableValue {
  readonly values: readonly string[];
  /** Several can be chosen: the usual format of a query is then a regular expression. */
  readonly multi: boolean;
  /** What is chosen in words, as titles have it; `All` for All. @default the values */
  readonly label?: string | undefined;
  /** What "All" stands for, taken as it is but for variables within it. */
  readonly raw?: string | undefined;
}

const pattern = /\$(\w+)|\[\[(\w+)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:^}]+))?(?::([^}]+))?\}/g;

/** Where a text is used, which decides what a variable without a format of its own is. */
export type Use = 'query' | 'text' | 'url';

/** Replaces `$name`, `${name:format}` and `[[name]]` as Grafana does; unknown names stay as they are. */
export function interpolate(text: string, variables: VariableValues, use: Use): string {
  return text.replace(pattern, (whole, plain, old, oldFormat, braced, _path, format) => {
    const name: string = plain ?? old ?? braced;
    const variable = variables[name];
    if (!variable) return whole;
    const wanted =
      format ?? oldFormat ?? (use === 'query' ? undefined : use === 'url' ? 'percentencode' : 'text');
    if (wanted === 'queryparam') return parameters(name, variable);
    if (variable.raw === undefined || wanted === 'text') return formatted(variable, wanted);
    // Not itself again.
    const { [name]: _, ...others } = variables;
    return interpolate(variable.raw, others, use);
  });
}

/** As the address of a dashboard has it. */
function parameters(name: string, { values, label }: VariableValue): string {
  const chosen = label === 'All' ? ['$__all'] : values;
  return chosen.map((value) => `var-${name}=${encodeURIComponent(value)}`).join('&');
}

function formatted({ values, multi, label }: VariableValue, format: string | undefined): string {
  switch (format) {
    case 'raw':
    case 'csv':
      return values.join(',');
    case 'pipe':
      return values.join('|');
    case 'glob':
      return values.length === 1 ? (values[0] ?? '') : `{${values.join(',')}}`;
    case 'json':
      return JSON.stringify(values.length === 1 ? values[0] : values);
    case 'singlequote':
      return values.map((value) => `'${value}'`).join(',');
    case 'doublequote':
      return values.map((value) => `"${value}"`).join(',');
    case 'percentencode':
    case 'uriencode':
      return values.map(encodeURIComponent).join(',');
    case 'text':
      return label ?? values.join(' + ');
    case 'regex':
      return anyOf(values);
    default:
      return multi ? anyOf(values) : (values[0] ?? '');
  }
}

/** As the Prometheus data source writes several values: escaped for a string within a query. */
function anyOf(values: readonly string[]): string {
  const escaped = values.map((value) => value.replace(/[$^*{}[\]+?.()|\\]/g, '\\\\$&'));
  return escaped.length === 1 ? (escaped[0] ?? '') : `(${escaped.join('|')})`;
}

const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_592_000_000,
  y: 31_536_000_000,
};

/** Milliseconds of `15s`, `5m`; undefined for anything else. */
export function durationMs(text: string | undefined): number | undefined {
  const [, count, unit = ''] = /^>?\s*(\d+(?:\.\d+)?)\s*(ms|[smhdwMy])$/.exec(text ?? '') ?? [];
  const ms = unitMs[unit];
  return count === undefined || ms === undefined ? undefined : Number(count) * ms;
}

export function durationText(ms: number): string {
  for (const [unit, size] of [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1000],
  ] as const) {
    if (ms >= size && ms % size === 0) return `${ms / size}${unit}`;
  }
  return `${ms}ms`;
}

/** `$__interval`, `$__rate_interval`, `$__range` and their like. */
export function macros(
  range: { readonly start: number; readonly end: number },
  stepMs: number,
  scrapeMs: number,
): VariableValues {
  const one = (text: string): VariableValue => ({ values: [text], multi: false });
  const length = range.end - range.start;
  return {
    __interval: one(durationText(stepMs)),
    __interval_ms: one(String(stepMs)),
    __rate_interval: one(durationText(rateInterval(stepMs, scrapeMs))),
    __range: one(`${Math.round(length / 1000)}s`),
    __range_s: one(String(Math.round(length / 1000))),
    __range_ms: one(String(length)),
    ...rangeVariables(range.start, range.end),
  };
}

/** `$__from` and `$__to`, in milliseconds. */
export function rangeVariables(start: number, end: number): VariableValues {
  return {
    __from: { values: [String(start)], multi: false },
    __to: { values: [String(end)], multi: false },
  };
}
