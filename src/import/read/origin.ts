import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Document as YamlDocument,
} from 'yaml';
import type { Problem } from '../problems.js';
import { commentsIn, type YamlComment } from './comments.js';
import { pathText } from './plain.js';

/** The way to a part of a document. */
export type Path = readonly (string | number)[];

/** Longer texts are not read a second time: their messages name the place in the document alone. */
const longest = 2_000_000;

/** Where a document comes from, for messages: the line of each of its parts, and scalars as they are written. */
export class Origin {
  #comments: readonly YamlComment[] | undefined;
  #lines: readonly string[] | undefined;
  #read: { readonly document: YamlDocument; readonly lines: LineCounter } | undefined;

  /**
   * @param at The place of the document in its file; empty where it is the whole file.
   * @param text The document as it is written, where that is known.
   */
  constructor(
    readonly file: string,
    readonly at: string,
    private readonly text: string | undefined,
    /** The way from the document to what paths begin at. */
    private readonly start: Path = [],
  ) {}

  /** What is wrong with a part of the document. */
  problem(path: Path, message: string): Problem {
    return { file: this.file, line: this.line(path), at: this.place(path), message };
  }

  /** A part of the document as messages name it. */
  place(path: Path): string {
    const own = pathText([...this.start, ...path]);
    const line = this.at === '' ? undefined : this.#line(path);
    const at = line === undefined ? this.at : `${this.at}, line ${line}`;
    return [at, own].filter((part) => part !== '').join(': ');
  }

  /** The line of a part, from 1; undefined where the document is not the whole file. */
  line(path: Path): number | undefined {
    return this.at === '' ? this.#line(path) : undefined;
  }

  /** The file with the line of a part, where that is known: `rules.yaml:12`. */
  fileAndLine(path: Path): string {
    const line = this.line(path);
    return line === undefined ? this.file : `${this.file}:${line}`;
  }

  #line(path: Path): number | undefined {
    for (let length = path.length; length >= 0; length--) {
      const start = this.#node(path.slice(0, length))?.range?.[0];
      if (start !== undefined) return this.#document()?.lines.linePos(start).line;
    }
    return undefined;
  }

  /** A number or a truth value as it is written, which may be longer than what it means: `007`. */
  written(path: Path): string | undefined {
    const node = this.#node(path);
    return isScalar(node) && typeof node.value !== 'string' ? node.source : undefined;
  }

  /**
   * The comments above an item of a list and within it, a line each; undefined where there is none.
   *
   * @param except A part of the item whose items have comments of their own
   */
  comment(path: Path, except?: string): string | undefined {
    const comments = this.#commentsOfText();
    if (comments.length === 0) return undefined;
    const range = this.#node(path)?.range;
    const lines = this.#document()?.lines;
    if (!range || !lines) return undefined;
    const { line, col } = lines.linePos(range[0]);
    // The text of a mapping ends where the next part of the document begins.
    const end = lines.linePos(Math.max(range[0], range[1] - 1)).line;
    const parts = except === undefined ? undefined : this.#pair(path, except);
    const isOther = (at: number) =>
      parts ? at > lines.linePos(parts.start).line && at <= lines.linePos(parts.end - 1).line : false;
    const inner = comments.filter(
      (one) => one.line >= line && one.line <= end && one.column >= col && !isOther(one.line),
    );
    const texts = [...this.#above(line, col), ...inner].map(({ text }) => text);
    return texts.length > 0 ? texts.join('\n') : undefined;
  }

  /** Comments on the lines before one, up to the part before it. */
  #above(line: number, column: number): readonly YamlComment[] {
    const found: YamlComment[] = [];
    const comments = this.#commentsOfText();
    const lines = this.#lines ?? [];
    for (let at = line - 1; at > 0; at--) {
      const text = lines[at - 1] ?? '';
      if (text.trim() === '') continue;
      if (!/^\s*#/.test(text)) break;
      const own = comments.find((one) => one.line === at);
      if (own && own.column < column) found.unshift(own);
    }
    return found;
  }

  #commentsOfText(): readonly YamlComment[] {
    if (this.#comments) return this.#comments;
    const text = this.text === undefined || this.text.length > longest ? '' : this.text;
    this.#lines = text.split('\n');
    this.#comments = commentsIn(text);
    return this.#comments;
  }

  #document() {
    if (this.#read || this.text === undefined || this.text.length > longest) return this.#read;
    const lines = new LineCounter();
    const document = parseDocument(this.text, { lineCounter: lines, uniqueKeys: false, merge: true });
    this.#read = { document, lines };
    return this.#read;
  }

  /** Where a field of a part begins, and where its value ends. */
  #pair(path: Path, field: string): { readonly start: number; readonly end: number } | undefined {
    const node = this.#node(path);
    if (!isMap(node)) return undefined;
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === field);
    if (!isNode(pair?.key) || !isNode(pair.value)) return undefined;
    const [start] = pair.key.range ?? [];
    const [, end] = pair.value.range ?? [];
    return start === undefined || end === undefined ? undefined : { start, end };
  }

  #node(path: Path): Node | undefined {
    const { document } = this.#document() ?? {};
    if (!document) return undefined;
    let node: unknown = document.contents;
    for (const part of [...this.start, ...path]) {
      if (isAlias(node)) node = node.resolve(document);
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => (isScalar(key) ? String(key.value) : key) === String(part));
        node = pair?.value ?? (isNode(pair?.key) ? pair?.key : undefined);
      } else node = isSeq(node) ? node.items[Number(part)] : undefined;
      if (node === undefined) return undefined;
    }
    return isNode(node) ? node : undefined;
  }
}
