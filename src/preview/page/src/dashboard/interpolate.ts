import { rateInterval } from '../../../resolution.js';

/** Values of variables by name: one, or several of a variable that takes them. */
export type VariableValues = Readonly<Record<string, VariableValue>>;
export interface VariableValue {
  readonly values: readonly string[];
  /** Several can be chosen: the usual format of a query is then a regular expression. */
  readonly multi: boolean;
  /** What "All" stands for, taken as it is but for variables within it. */
  readonly raw?: string | undefined;
}

const pattern = /\$(\w+)|\[\[(\w+)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:^}]+))?(?::([^}]+))?\}/g;

/** Replaces `$name`, `${name:format}` and `[[name]]` as Grafana does; unknown names stay as they are. */
export function interpolate(text: string, variables: VariableValues, query: boolean): string {
  return text.replace(pattern, (whole, plain, old, oldFormat, braced, _path, format) => {
    const name: string = plain ?? old ?? braced;
    const variable = variables[name];
    if (!variable) return whole;
    if (variable.raw === undefined) return formatted(variable, format ?? oldFormat, query);
    // Not itself again.
    const { [name]: _, ...others } = variables;
    return interpolate(variable.raw, others, query);
  });
}

function formatted({ values, multi }: VariableValue, format: string | undefined, query: boolean): string {
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
    case 'queryparam':
      return values.map(encodeURIComponent).join(',');
    case 'text':
      return values.join(' + ');
    case 'regex':
      return anyOf(values);
    default:
      if (!query) return values.join(' + ');
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
    __from: one(String(range.start)),
    __to: one(String(range.end)),
  };
}
