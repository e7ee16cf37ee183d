import type { TemplateOperand } from '../../../engine/index.js';
import { firstPlaceholder } from '../../collect/placeholder.js';
import type { TemplateQuery } from './use.js';

/** An identifier that no metric has: stands for a part of a query that is only known later. */
const placeholder = '__later__';
const names: ReadonlySet<string> = new Set([placeholder]);
const noNames: ReadonlySet<string> = new Set();

/** The argument of `query`: a string, or a `printf` of one. Undefined where nothing is known of it. */
export function queryOf(argument: TemplateOperand): TemplateQuery | undefined {
  if (argument.kind === 'string') {
    const { value: text, start, quoted } = argument;
    return { text, written: text, names: noNames, exact: true, start, end: start + quoted.length };
  }
  if (argument.kind !== 'pipe' || argument.pipe.commands.length !== 1) return undefined;
  const [printf, format] = argument.pipe.commands[0] ?? [];
  if (printf?.kind !== 'function' || printf.name !== 'printf' || format?.kind !== 'string') return undefined;
  const { text, exact } = formatted(format.value);
  return {
    text,
    written: format.value,
    names,
    exact,
    start: format.start,
    end: format.start + format.quoted.length,
  };
}

const verb = /%(?:%|[-+# 0]*(?:\d+|\*)?(?:\.(?:\d+|\*)?)?(?:\[\d+\])?([a-zA-Z]))/y;
const numbers = new Set('bcdoxXeEfFgGt');

/** What `printf` makes of a format, with text that parses in place of what it prints. */
function formatted(format: string): { readonly text: string; readonly exact: boolean } {
  let text = '';
  let exact = true;
  let quote = '';
  for (let i = 0; i < format.length; i++) {
    const char = format[i] ?? '';
    verb.lastIndex = i;
    const found = char === '%' ? verb.exec(format) : null;
    if (found) {
      i = verb.lastIndex - 1;
      const [, letter] = found;
      if (letter === undefined) text += '%';
      else if (quote !== '') text += String.fromCharCode(firstPlaceholder);
      else if (letter === 'q') text += `"${String.fromCharCode(firstPlaceholder)}"`;
      else if (numbers.has(letter)) text += '1';
      else {
        text += placeholder;
        exact = false;
      }
      continue;
    }
    if (quote !== '') {
      if (char === '\\' && quote !== '`') {
        text += char + (format[++i] ?? '');
        continue;
      }
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'" || char === '`') quote = char;
    text += char;
  }
  return { text, exact };
}
