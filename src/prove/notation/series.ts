import { byCodeUnit } from '../../compare.js';
import { isPlainInMatcher, isPlainMetricName } from '../../query/index.js';

/** A series as PromQL writes it, labels in order of their names. */
export function seriesText(labels: Readonly<Record<string, string>>): string {
  const { __name__: name = '', ...others } = labels;
  const pairs = Object.entries(others)
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(
      ([label, value]) =>
        `${isPlainInMatcher(label) ? label : JSON.stringify(label)}=${JSON.stringify(value)}`,
    );
  if (name === '' || isPlainMetricName(name)) return `${name}{${pairs.join(', ')}}`;
  return `{${[JSON.stringify(name), ...pairs].join(', ')}}`;
}

/** Labels of a series with `__name__`, or what is wrong with its text. */
export type ParsedSeries =
  | { readonly labels: Readonly<Record<string, string>> }
  | { readonly problem: string };

const quoted = /^"(?:[^"\\\n]|\\.)*"/;
const plainName = /^[a-zA-Z_:][a-zA-Z0-9_:]*/;

/**
 * Reads a series as tests for promtool name it: `up{job="api"}`, or `{"name with dots", job="api"}`. Labels are equal to
 * values; a series is not selected by patterns.
 */
export function parseSeries(text: string): ParsedSeries {
  let rest = text.trim();
  const labels: Record<string, string> = Object.create(null);
  const take = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(rest)?.[0];
    if (found !== undefined) rest = rest.slice(found.length).trimStart();
    return found;
  };
  const at = (): string => (rest === '' ? 'at the end' : `at ${JSON.stringify(rest.slice(0, 20))}`);
  const problem = (expected: string): ParsedSeries => ({ problem: `${at()}: expected ${expected}` });
  const name = take(plainName);
  if (name !== undefined) labels.__name__ = name;
  if (take(/^\{/) !== undefined) {
    while (take(/^\}/) === undefined) {
      const word = take(quoted) ?? take(plainName);
      if (word === undefined) return problem('a label, as in {job="api"}');
      const label = word.startsWith('"') ? unquoted(word) : word;
      if (label === undefined) return { problem: `${word} is not a string in double quotes` };
      if (take(/^=(?![~=])/) === undefined) {
        if (!word.startsWith('"') || labels.__name__ !== undefined)
          return problem(`= and a value of ${label}`);
        labels.__name__ = label;
      } else {
        const value = take(quoted);
        if (value === undefined) return problem(`a value of ${label} in double quotes`);
        const read = unquoted(value);
        if (read === undefined) return { problem: `${value} is not a string in double quotes` };
        if (label in labels) return { problem: `the label ${label} is there twice` };
        // A label without a value is no label.
        if (read !== '') labels[label] = read;
      }
      if (take(/^,/) === undefined && !rest.startsWith('}')) return problem('a comma or }');
    }
  }
  if (rest !== '') return problem('nothing more');
  if (labels.__name__ === undefined) return { problem: 'it has no name' };
  return { labels };
}

/** A text in double quotes; JSON and PromQL share the escapes that series use. */
function unquoted(word: string): string | undefined {
  try {
    return JSON.parse(word);
  } catch {
    return undefined;
  }
}
