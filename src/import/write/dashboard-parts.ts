import { type Code, name, namesIn } from '../code/code.js';
import { identifier } from '../code/names.js';
import { printCode } from '../code/print.js';
import type { Definitions } from './definition.js';

/** A dashboard that is longer than a file may be is written panel by panel. */
export function addParted(definitions: Definitions, constant: string, code: Code, file: string): void {
  const parts = partedPanels(definitions, code, file);
  definitions.add({ name: constant, code: parts, file });
}

/** Lines of a dashboard at most, with those of its imports. */
const mostLines = 220;

/** First panels become constants of their own, then rows and variables too, as far as it takes. */
function partedPanels(definitions: Definitions, code: Code, file: string): Code {
  if (lines(code) <= mostLines) return code;
  const panels = hoisted(code, 'rows', isPanel, (panel) =>
    constantOf(definitions, panel, `${titleIn(panel)} panel`, `${file}-panels`),
  );
  if (lines(panels) <= mostLines) return panels;
  const rows = hoisted(panels, 'rows', isRow, (row) =>
    constantOf(definitions, row, `${rowTitle(row)} row`, `${file}-rows`),
  );
  return hoisted(rows, 'variables', isVariable, (variable) =>
    constantOf(definitions, variable, `${nameIn(variable)} variable`, `${file}-variables`),
  );
}

function constantOf(definitions: Definitions, code: Code, title: string, file: string): Code {
  const constant = definitions.unique(identifier(title, 'part'));
  definitions.add({ name: constant, code, file });
  return name(constant);
}

function lines(code: Code): number {
  return printCode(code).split('\n').length + namesIn(code).size;
}

/** The code with what is meant in one of its options replaced. */
function hoisted(
  code: Code,
  option: string,
  isMeant: (part: Code) => boolean,
  replace: (part: Code) => Code,
): Code {
  const walk = (part: Code): Code => {
    if (isMeant(part)) return replace(part);
    if (part.kind === 'array') return { ...part, items: part.items.map(walk) };
    return part.kind === 'call' ? { ...part, args: part.args.map(walk) } : part;
  };
  const [options] = code.kind === 'call' ? code.args : [];
  if (code.kind !== 'call' || options?.kind !== 'object') return code;
  const entries = options.entries.map(([key, value]) => [key, key === option ? walk(value) : value] as const);
  return { ...code, args: [{ ...options, entries }] };
}

function isCallOf(part: Code, holder: string): boolean {
  return (
    part.kind === 'call' &&
    part.of.kind === 'member' &&
    part.of.of.kind === 'name' &&
    part.of.of.name === holder
  );
}
const isPanel = (part: Code): boolean => isCallOf(part, 'panel');
const isVariable = (part: Code): boolean => isCallOf(part, 'variable');
const isRow = (part: Code): boolean =>
  part.kind === 'call' && part.of.kind === 'name' && part.of.name === 'row';

function rowTitle(row: Code): string {
  const [title] = row.kind === 'call' ? row.args : [];
  return title?.kind === 'literal' ? String(title.value) : '';
}

function nameIn(variable: Code): string {
  return textOption(variable, 'name');
}

function titleIn(panel: Code): string {
  return textOption(panel, 'title');
}

function textOption(code: Code, option: string): string {
  const [options] = code.kind === 'call' ? code.args : [];
  const value = options?.kind === 'object' ? options.entries.find(([key]) => key === option)?.[1] : undefined;
  return value?.kind === 'literal' ? String(value.value) : '';
}
