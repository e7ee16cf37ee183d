import { byCodeUnit } from '../../compare.js';
import { type Code, namesIn } from '../code/code.js';
import { plainComment, valueAfter } from '../code/print.js';
import { apiNames, type Definition } from './definition.js';

/** A file of the bundle. */
export interface SourceFile {
  /** Relative to the bundle's folder. */
  readonly path: string;
  readonly text: string;
}

/** Lines of the definitions in a file, and of a whole file. */
const mostLines = 280;
const longestFile = 300;

interface Placed {
  /** Before it was parted. */
  readonly base: string;
  readonly file: string;
  readonly definitions: readonly { readonly definition: Definition; readonly text: string }[];
}

/**
 * Files of definitions that import each other by name. What would be longer than people like to read is parted.
 */
export function filesOf(definitions: readonly Definition[]): SourceFile[] {
  const byFile = new Map<string, { definition: Definition; text: string }[]>();
  for (const definition of definitions) {
    const list = byFile.get(definition.file) ?? [];
    list.push({ definition, text: definitionText(definition) });
    byFile.set(definition.file, list);
  }
  let limits = new Map<string, number>();
  for (;;) {
    const placed = [...byFile].flatMap(([file, list]) =>
      parted(file, list, limits.get(file) ?? mostLines, byFile),
    );
    const files = placed.map((one) => textOf(one, placed));
    const tooLong = placed.filter(
      ({ definitions: own }, index) => own.length > 1 && lineCount(files[index]?.text ?? '') > longestFile,
    );
    if (tooLong.length === 0) return files;
    // Imports take lines too, and how many shows only when files are parted.
    const smaller = new Map(limits);
    for (const { base } of tooLong) smaller.set(base, (limits.get(base) ?? mostLines) * 0.8);
    limits = smaller;
  }
}

function textOf({ file, definitions }: Placed, all: readonly Placed[]): SourceFile {
  const fileOf = new Map([['metrics', 'metrics']]);
  for (const one of all) for (const { definition } of one.definitions) fileOf.set(definition.name, one.file);
  const codes = definitions.map(({ definition }) => definition.code);
  const texts = definitions.map(({ text }) => text);
  return { path: `${file}.ts`, text: fileText(file, codes, texts, fileOf) };
}

function lineCount(text: string): number {
  return text.split('\n').length - 1;
}

/** A file's text with its imports. */
export function fileText(
  file: string,
  codes: readonly Code[],
  texts: readonly string[],
  fileOf: ReadonlyMap<string, string>,
): string {
  const names = new Set<string>();
  for (const code of codes) namesIn(code, names);
  const imports = importLines(file, names, fileOf);
  return `${imports.join('\n')}${imports.length > 0 ? '\n\n' : ''}${texts.join('\n\n')}\n`;
}

function importLines(
  file: string,
  names: ReadonlySet<string>,
  fileOf: ReadonlyMap<string, string>,
): string[] {
  const sources = new Map<string, string[]>();
  for (const name of names) {
    const from = fileOf.get(name);
    if (from === file) continue;
    const source =
      from !== undefined ? relativePath(file, from) : apiNames.has(name) ? 'dashwright' : undefined;
    if (source === undefined) continue;
    const list = sources.get(source) ?? [];
    list.push(name);
    sources.set(source, list);
  }
  return [...sources]
    .sort(([a], [b]) => rank(a) - rank(b) || byPath(a, b))
    .map(([source, list]) => importLine(source, list.sort(naturally)));
}

/** Paths as Biome sorts them: without their ending. */
export function byPath(a: string, b: string): number {
  return naturally(a.replace(/\.js$/, ''), b.replace(/\.js$/, ''));
}

/** Packages first, then what is farther away before what is near. */
function rank(source: string): number {
  if (!source.startsWith('.')) return 0;
  return source.startsWith('../../') ? 1 : source.startsWith('../') ? 2 : 3;
}

/** As Biome sorts names: letter by letter, a capital right before its small letter, and numbers by their size. */
function naturally(a: string, b: string): number {
  const left = a.match(/\d+|\D/gu) ?? [];
  const right = b.match(/\d+|\D/gu) ?? [];
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const [one = '', other = ''] = [left[index], right[index]];
    if (one === other) continue;
    if (/^\d/.test(one) && /^\d/.test(other)) return Number(one) - Number(other) || byCodeUnit(one, other);
    return byCodeUnit(one.toLowerCase(), other.toLowerCase()) || byCodeUnit(one, other);
  }
  return left.length - right.length;
}

export function importLine(source: string, names: readonly string[]): string {
  const line = `import { ${names.join(', ')} } from '${source}';`;
  if (line.length <= 110) return line;
  return `import {\n${names.map((name) => `  ${name},`).join('\n')}\n} from '${source}';`;
}

/** The specifier of an import; `to` may be a file beside the folder of `from` with the same name (`signals`, `signals/queue`). */
export function relativePath(from: string, to: string): string {
  const fromParts = from.split('/').slice(0, -1);
  const toParts = to.split('/');
  while (fromParts.length > 0 && toParts.length > 1 && fromParts[0] === toParts[0]) {
    fromParts.shift();
    toParts.shift();
  }
  return `${fromParts.length === 0 ? './' : '../'.repeat(fromParts.length)}${toParts.join('/')}.js`;
}

function definitionText({ name, code, comment }: Definition): string {
  const start = `export const ${name} =`;
  const above = comment === undefined ? '' : `${commentText(comment)}\n`;
  return `${above}${start}${valueAfter(code, start, 0, start.length, 1)};`;
}

function commentText(text: string): string {
  const lines = text.split('\n').map(plainComment);
  return lines.length === 1
    ? `/** ${lines[0]} */`
    : `/**\n${lines.map((line) => ` * ${line}`).join('\n')}\n */`;
}

function parted(
  file: string,
  list: readonly { definition: Definition; text: string }[],
  most: number,
  others: ReadonlyMap<string, unknown>,
): Placed[] {
  const parts: { definition: Definition; text: string }[][] = [[]];
  let lines = 0;
  for (const one of list) {
    const own = one.text.split('\n').length + 1;
    const current = parts.at(-1);
    if (current && current.length > 0 && lines + own > most) {
      parts.push([one]);
      lines = own;
    } else {
      current?.push(one);
      lines += own;
    }
  }
  if (parts.length === 1) return [{ base: file, file, definitions: list }];
  // Another file may be called so already.
  const taken = parts.some((_, index) => others.has(`${file}-${index + 1}`));
  const stem = taken ? `${file}-part` : file;
  return parts.map((definitions, index) => ({ base: file, file: `${stem}-${index + 1}`, definitions }));
}
