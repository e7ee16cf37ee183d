import { unescapedName } from './escaped-name.js';
import type { Labels } from './model.js';

/** A line with a sample. */
export interface Sample {
  readonly name: string;
  readonly labels: Labels;
  /** The sample is a whole distribution, as OpenMetrics 2.0 writes it: its fields. */
  readonly fields?: ReadonlySet<string> | undefined;
}

const name = /[^\s{}"=,#][^\s{}"=,]*/y;
const text = /"((?:[^"\\]|\\.)*)"/y;
const blank = /[ \t]*/y;
const number = /^(?:[+-]?(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?|0x[\da-f.p+-]+|[+-]?inf(?:inity)?|nan)$/i;

/**
 * Reads a line with a sample, of the text format or of OpenMetrics, with or without a timestamp and an exemplar. A name
 * beyond the usual letters is in quotes: as a label, or as the first thing in the braces.
 *
 * @returns the sample, or why the line is invalid
 */
export function readSample(line: string): Sample | string {
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(line);
    if (!found) return undefined;
    at = pattern.lastIndex;
    return found[1] ?? found[0];
  };
  const quoted = (): string | undefined => {
    const found = take(text);
    return found === undefined ? undefined : unescaped(found);
  };
  take(blank);
  let own = take(name);
  const labels: [string, string][] = [];
  take(blank);
  if (line[at] === '{') {
    at += 1;
    for (;;) {
      take(blank);
      if (line[at] === '}') break;
      const isQuoted = line[at] === '"';
      const label = isQuoted ? quoted() : take(name);
      if (label === undefined) return `expected a label at column ${at + 1}`;
      take(blank);
      if (line[at] === '=') {
        at += 1;
        take(blank);
        const value = quoted();
        if (value === undefined) return `the value of ${label} is not quoted at column ${at + 1}`;
        labels.push([isQuoted ? label : unescapedName(label), value]);
      } else if (isQuoted && own === undefined) own = label;
      else return `expected = after ${label} at column ${at + 1}`;
      take(blank);
      if (line[at] === ',') at += 1;
      else if (line[at] !== '}') return `expected , or } at column ${at + 1}`;
    }
    at += 1;
  }
  if (own === undefined || own === '') return 'a sample without a name';
  const rest = line.slice(at).trimStart();
  // Text keys such as __proto__ are labels like any other.
  const all = Object.fromEntries(labels.filter(([, value]) => value !== ''));
  if (rest.startsWith('{')) {
    const end = rest.indexOf('}');
    if (end < 0) return 'a distribution that does not end';
    const fields = new Set(
      [...rest.slice(1, end).matchAll(/(?:^|,)\s*([a-z_]+)\s*:/g)].map(([, key = '']) => key),
    );
    return { name: unescapedName(own), labels: all, fields };
  }
  const [value = ''] = rest.split(/[ \t#]/, 1);
  if (!number.test(value)) return value === '' ? 'a sample without a value' : 'the value is not a number';
  return { name: unescapedName(own), labels: all };
}

/** A text of a page without its escapes. */
export function unescaped(given: string): string {
  return given.replaceAll(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
}
