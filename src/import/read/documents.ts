import { YAMLException } from 'js-yaml';
import { reasonOf } from '../../errors/caught.js';
import type { Problem } from '../problems.js';
import { unsafePart } from './plain.js';
import { loadDocument, loadDocuments } from './yaml.js';

/** One document of a file, as plain data. */
export interface Document {
  readonly file: string;
  /** Which document of the file it is, where there are several. */
  readonly at: string;
  readonly content: unknown;
  /** The text, where the document is the whole file: messages that name lines need it. */
  readonly text?: string | undefined;
  /**
   * The text, where the document is one of several in a file, with empty lines in place of those before it; or a text in
   * another document, whose lines are not those of the file.
   */
  readonly inner?: string | undefined;
}

/**
 * The documents of a file: JSON, or YAML with any number of documents.
 *
 * @param file The name for messages; the ending says nothing.
 */
export function readDocuments(file: string, text: string): { documents: Document[]; problems: Problem[] } {
  let trimmed = text.replace(/^\ufeff/, '');
  const refuse = (message: string, line?: number) => ({ documents: [], problems: [{ file, line, message }] });
  if (/^\s*<(!doctype|html|\?xml|head|body)/i.test(trimmed.slice(0, 1000)))
    return refuse('is a web page, not JSON or YAML; perhaps a login or error page of a server');
  if (trimmed.includes('\0')) return refuse('is not a text file');
  let contents: unknown[];
  try {
    if (looksLikeJson(trimmed)) contents = [parseJson(trimmed)];
    else ({ contents, text: trimmed } = loadDocuments(trimmed));
  } catch (error) {
    if (error instanceof JsonError) return refuse(error.message, error.line);
    if (!(error instanceof YAMLException)) throw error;
    const { reason, mark } = error;
    const hint = /\t/.test(trimmed.split('\n')[mark?.line ?? 0] ?? '')
      ? '; YAML is indented with spaces, not tabs'
      : '';
    return refuse(`is not YAML: ${reason}${hint}`, mark ? mark.line + 1 : undefined);
  }
  const documents: Document[] = [];
  const problems: Problem[] = [];
  const several = contents.length > 1;
  const parts = several ? partsOf(trimmed) : [];
  contents.forEach((content, index) => {
    if (content === null || content === undefined) return;
    const unsafe = unsafePart(content);
    if (unsafe) problems.push({ file, at: unsafe.at, message: unsafe.message });
    else
      documents.push({
        file,
        at: several ? `document ${index + 1}` : '',
        content,
        text: several ? undefined : trimmed,
        inner: parts.length === contents.length ? parts[index] : undefined,
      });
  });
  return { documents, problems };
}

/** The texts of the documents of a file, each with as many lines before it as in the file. */
function partsOf(text: string): string[] {
  const starts = [0, ...[...text.matchAll(/^---(?=\s|$)/gm)].map(({ index }) => index)];
  return starts
    .map((start, index) => {
      const lines = text.slice(0, start).split('\n').length - 1;
      return { lines, own: text.slice(start, starts[index + 1]) };
    })
    .filter(({ own }, index) => index > 0 || /^\s*[^\s#%]/m.test(own))
    .map(({ lines, own }) => '\n'.repeat(lines) + own);
}

function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

class JsonError extends Error {
  constructor(
    message: string,
    readonly line: number | undefined,
  ) {
    super(message);
  }
}

/** JSON; what begins like it and is none may be YAML in flow style, as charts write it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = reasonOf(error);
    if (/^\s*\{\{/.test(text))
      throw new JsonError(
        'is a template of a chart: render it first (helm template) and import the result',
        1,
      );
    let yamlLine: number | undefined;
    try {
      // Deep nesting would exhaust the stack of the parser, which JSON's has not.
      if (text.length < 1_000_000) return loadDocument(text);
    } catch (yamlError) {
      // The message about JSON says more, but not always where.
      if (yamlError instanceof YAMLException && yamlError.mark) yamlLine = yamlError.mark.line + 1;
    }
    const [, position] = /position (\d+)/.exec(reason) ?? [];
    const line = position === undefined ? yamlLine : text.slice(0, Number(position)).split('\n').length;
    throw new JsonError(`is not JSON: ${reason.replace(/ in JSON at position.*$/s, '')}`, line);
  }
}
