import { dump } from 'js-yaml';

/**
 * YAML with keys as given, two spaces, lines unfolded so that an expression stays in one piece, no anchors, and every
 * text that some YAML reader could take for a number, a date or a boolean in quotes.
 *
 * Byte for byte what js-yaml gives. Choosing a style for each of thousands of expressions takes it longer than
 * everything else in a build without checks takes, so what one look tells is written here: mappings, sequences, and
 * texts that are plain or quoted for certain. js-yaml writes the rest.
 *
 * @throws YAMLException for what YAML has no form for, such as a function
 */
export function toYaml(value: unknown): string {
  try {
    return `${blockOf(value, 0, rememberedTexts())}\n`;
  } catch (error) {
    if (error !== unusual) throw error;
    return asGiven(value);
  }
}

/** Lines unfolded so that an expression stays in one piece, and no anchors. */
function asGiven(value: unknown): string {
  return dump(value, { lineWidth: -1, noRefs: true });
}

/** Thrown where the form of one part depends on what stands around it. */
const unusual = new Error('left to js-yaml');

const step = '  ';

/** A value without the end of its last line, at a level of nesting that counts from 0. */
function blockOf(value: unknown, level: number, texts: Texts): string {
  if (typeof value !== 'object' || value === null) return texts.scalar(value, level);
  const lineStart = `\n${step.repeat(level)}`;
  // Joined and not added up: a text grown from pieces keeps all of them until it is written.
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `- ${value.map((item) => blockOf(item ?? null, level + 1, texts)).join(`${lineStart}- `)}`;
  }
  const lines: string[] = [];
  const members = mapping(value);
  for (const key of Object.keys(members)) {
    const item = members[key];
    if (item === undefined) continue;
    const content = blockOf(item, level + 1, texts);
    const separator = isNested(item, content) ? `:${lineStart}${step}` : ': ';
    lines.push(lines.length === 0 ? '' : lineStart, texts.key(key), separator, content);
  }
  return lines.length === 0 ? '{}' : lines.join('');
}

function mapping(value: object): Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw unusual;
  return value as Readonly<Record<string, unknown>>;
}

function isNested(value: unknown, content: string): boolean {
  return typeof value === 'object' && value !== null && content !== '[]' && content !== '{}';
}

interface Texts {
  key(key: string): string;
  scalar(scalar: unknown, level: number): string;
}

/** Longer keys and those of several lines have a form of their own. */
const longestKey = 1000;

/** The texts of one document: what js-yaml has given once is not asked for again. */
function rememberedTexts(): Texts {
  const given = new Map<unknown, string>();
  const scalarText = (scalar: unknown, level: number): string => {
    const text = certainText(scalar) ?? given.get(scalar);
    if (text !== undefined) return text;
    // How such a text ends depends on whether something follows.
    if (typeof scalar === 'string' && /^\n$|\n\n$/.test(scalar)) throw unusual;
    let nested = scalar;
    for (let depth = 0; depth < level; depth++) nested = [nested];
    const found = asGiven(nested).slice('- '.length * level, -'\n'.length);
    if (!found.includes('\n')) given.set(scalar, found);
    return found;
  };
  const keys = new Map<string, string>();
  const keyText = (key: string): string => {
    const known = keys.get(key);
    if (known !== undefined) return known;
    if (key.length > longestKey || key.includes('\n')) throw unusual;
    const text = scalarText(key, 1);
    keys.set(key, text);
    return text;
  };
  return { key: keyText, scalar: scalarText };
}

/** The form of a scalar that is certain at a glance. */
function certainText(scalar: unknown): string | undefined {
  if (typeof scalar === 'string') return certainString(scalar);
  if (typeof scalar === 'boolean' || scalar === null) return String(scalar);
  return Number.isSafeInteger(scalar) && !Object.is(scalar, -0) ? String(scalar) : undefined;
}

const plain = /^(?:[A-Za-z_/($](?:[!"$-9;-~]| (?=[!"$-9;-~ ])|:(?=[!"$-9;-~]))*|\d+(?:ms|[smhdwy]))$/;
const wordOfYaml = /^(?:true|false|yes|no|on|off|null|y|n)$/i;
const oneLine = /^[ -~]+$/;
const indicator = /^[,[\]{}#&*!|>'"%@`]/;

function certainString(text: string): string | undefined {
  if (plain.test(text) && !wordOfYaml.test(text)) return text;
  return isQuoted(text) ? `'${text.replaceAll("'", "''")}'` : undefined;
}

/** Whether a text of one line begins like something else, or holds what would end it. */
function isQuoted(text: string): boolean {
  if (!oneLine.test(text) || text.trim() === '') return false;
  return indicator.test(text) || text.includes(': ') || text.includes(' #') || text.endsWith(':');
}
