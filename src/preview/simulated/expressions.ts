import { mostPoints, rateInterval, scrapeInterval, stepFor } from '../resolution.js';
import type { Range } from './needs.js';

/** An expression of a dashboard, its variables replaced by what may stand there, and whether it is asked at the end only. */
export interface ReadableExpression {
  /** Texts of which the first that is an expression counts. */
  readonly texts: readonly string[];
  readonly instant: boolean;
}

/** `label_values(…)` and `query_result(…)` of variables; their like have no expression. */
const variableQuery = /^\s*(label_values|query_result|metrics|label_names)\s*\((.*)\)\s*$/s;
/** What stands for a variable. */
export const placeholder = 'dashwright_variable';
const variable = /\$\{(\w+)[^}]*\}|\$(\w+)|\[\[(\w+)[^\]]*\]\]/g;

export function readableExpression(text: string, range: Range): ReadableExpression {
  const [, kind, inner = ''] = variableQuery.exec(text) ?? [];
  const instant = kind !== undefined;
  const expr = kind === 'label_values' ? inner.replace(/(?:^|,)\s*[\w$]+\s*$/, '') : inner;
  const values = durationsOf(range);
  const replaced = (other: string): string =>
    (instant ? expr : text).replace(variable, (_, braced, plain, old, at: number, whole: string) => {
      const value = values[braced ?? plain ?? old];
      if (value !== undefined) return value;
      return /(?:\[|:|\boffset)\s*-?$/.test(whole.slice(0, at)) ? '5m' : other;
    });
  return { texts: [replaced(placeholder), replaced('1')], instant };
}

/** What Grafana's macros stand for in a wide graph of the range. */
function durationsOf({ start, end }: Range): Readonly<Record<string, string>> {
  const step = stepFor(end - start, mostPoints, scrapeInterval);
  const length = end - start;
  return {
    __interval: `${step}ms`,
    __rate_interval: `${rateInterval(step, scrapeInterval)}ms`,
    __range: `${Math.max(length, 1)}ms`,
    __interval_ms: String(step),
    __rate_interval_ms: String(rateInterval(step, scrapeInterval)),
    __range_s: String(Math.round(length / 1000)),
    __range_ms: String(length),
  };
}
