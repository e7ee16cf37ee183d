import type { Matcher, MatcherOperator } from '../../catalog/index.js';

/**
 * Parses matchers in the form of Alertmanager's configuration file: `severity=~"warning|info"`, or several in one text,
 * with or without braces. Like Alertmanager, it uses the UTF-8 parser, and the classic parser where the UTF-8 parser
 * fails or the two disagree.
 *
 * @returns undefined for a text that neither can parse
 */
export function parseMatchers(text: string): readonly Matcher[] | undefined {
  const classic = classicMatchers(text);
  const current = utf8Matchers(text);
  if (!classic || !current) return current ?? classic;
  return JSON.stringify(classic) === JSON.stringify(current) ? current : classic;
}

const reserved = /[\s{}!=~,\\"'`]/;

function utf8Matchers(text: string): readonly Matcher[] | undefined {
  let rest = text.trim();
  const opens = rest.startsWith('{');
  if (opens !== rest.endsWith('}')) return undefined;
  if (opens) rest = rest.slice(1, -1).trim();
  const found: Matcher[] = [];
  while (rest !== '') {
    const label = token(rest);
    const operator = label && /^\s*(=~|!~|!=|=)\s*/.exec(label.rest);
    const value = operator && token(label.rest.slice(operator[0].length));
    if (!label?.text || !value) return undefined;
    found.push({ label: label.text, operator: operator[1] as MatcherOperator, value: value.text });
    rest = value.rest.trim();
    if (rest === '') break;
    if (!rest.startsWith(',')) return undefined;
    rest = rest.slice(1).trim();
  }
  return found;
}

function token(text: string): { readonly text: string; readonly rest: string } | undefined {
  if (text.startsWith('"')) {
    const [quoted] = /^"(?:[^"\\]|\\[\s\S])*"/.exec(text) ?? [];
    const content = quoted === undefined ? undefined : unquoted(quoted.slice(1, -1));
    return content === undefined ? undefined : { text: content, rest: text.slice(quoted?.length) };
  }
  const length = [...text].findIndex((sign) => reserved.test(sign));
  const literal = length < 0 ? text : [...text].slice(0, length).join('');
  return literal === '' ? undefined : { text: literal, rest: text.slice(literal.length) };
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

/** The content of a Go string literal. */
function unquoted(text: string): string | undefined {
  let bad = false;
  const read = text.replaceAll(
    /(?:\\x[0-9a-fA-F]{2})+|\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\([\s\S])/g,
    (whole, short?: string, long?: string, sign?: string) => {
      const code = short ?? long;
      if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
      if (sign === undefined) return Buffer.from(whole.replaceAll('\\x', ''), 'hex').toString('utf8');
      const content = escapes[sign];
      bad ||= content === undefined;
      return content ?? '';
    },
  );
  return bad || text.includes('\n') ? undefined : read;
}

function classicMatchers(text: string): readonly Matcher[] | undefined {
  const found: Matcher[] = [];
  for (const part of classicParts(text.replace(/^\{/, '').replace(/\}$/, ''))) {
    const [, label, operator, raw = ''] =
      /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|=|!=|!~)\s*([\s\S]*?)\s*$/.exec(part) ?? [];
    const value = classicValue(raw);
    if (label === undefined || value === undefined) return undefined;
    found.push({ label, operator: operator as MatcherOperator, value });
  }
  return found;
}

function classicParts(text: string): readonly string[] {
  const parts = [''];
  let quotes = false;
  let escaped = false;
  for (const sign of text) {
    if (sign === ',' && !quotes) {
      parts.push('');
      continue;
    }
    if (sign === '"' && !escaped) quotes = !quotes;
    escaped = sign === '\\' && !escaped;
    parts[parts.length - 1] += sign;
  }
  // A trailing comma is allowed.
  return parts.at(-1)?.trim() === '' ? parts.slice(0, -1) : parts;
}

function classicValue(raw: string): string | undefined {
  const inQuotes = raw.startsWith('"');
  const content = inQuotes ? raw.slice(1) : raw;
  const [, body = '', end = ''] = /^((?:[^"\\]|\\[\s\S]|\\$)*)([\s\S]*)$/.exec(content) ?? [];
  if (end !== (inQuotes ? '"' : '')) return undefined;
  return body.replaceAll(/\\(["n\\])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
}
