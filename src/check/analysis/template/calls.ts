import type { ParsedTemplate, TemplateOperand } from '../../../engine/index.js';

type FunctionOperand = Extract<TemplateOperand, { kind: 'function' }>;

/** The functions that a parsed text calls, wherever in it they stand. */
export function callsIn(parsed: ParsedTemplate): readonly FunctionOperand[] {
  const found: FunctionOperand[] = [];
  collect(parsed, found);
  return found;
}

/** A tree of plain data: what is a function says so. */
function collect(value: unknown, found: FunctionOperand[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (isFunction(value)) found.push(value);
  else for (const part of Object.values(value)) collect(part, found);
}

function isFunction(value: object): value is FunctionOperand {
  return 'kind' in value && value.kind === 'function';
}
