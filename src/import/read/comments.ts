import { Lexer } from 'yaml';
import { secretIn } from '../../define/secret.js';

/** A comment of a YAML text. */
export interface YamlComment {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly text: string;
}

/** Settings that were switched off may still hold what nobody else should read. */
const secretSetting =
  /(?:password|secret|token|api_?key|routing_?key|service_?key|credentials|_url)\w*["']?\s*[:=]/i;

/** Of the lexer, without a place in the text: the start of a document, a scalar, the end of a broken list. */
const marks: ReadonlySet<string> = new Set(['\u0002', '\u001f', '\u0018']);

/** The comments of a YAML text in order, without rulers and those that may hold secrets. */
export function commentsIn(text: string): readonly YamlComment[] {
  // Most generated files have none, and need no second look.
  if (!/(?:^|\s)#/.test(text)) return [];
  const found: YamlComment[] = [];
  let line = 1;
  let column = 1;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    if (marks.has(token)) {
      isScalar = token === '\u001f';
      continue;
    }
    if (token.startsWith('#') && !isScalar) {
      const own = token.replace(/^#+ ?/, '').trimEnd();
      if (/[\p{L}\p{N}]/u.test(own) && !secretIn(own) && !secretSetting.test(own))
        found.push({ line, column, text: own });
    }
    isScalar = false;
    const breaks = token.split('\n').length - 1;
    line += breaks;
    column = breaks > 0 ? token.length - token.lastIndexOf('\n') : column + token.length;
  }
  return found;
}
