import type {
  ParsedTemplate,
  TemplateBranch,
  TemplateCommand,
  TemplateNode,
  TemplateOperand,
  TemplatePipe,
} from '../../../engine/index.js';
import { callShape, useLabel } from './call-shape.js';
import { elementOf, fieldOf, fieldsOf, type Shape, unknown } from './shape.js';
import type { TemplateUse } from './use.js';

/** Variables by name; those of an inner block are gone after it. */
type Scope = Map<string, Shape>;

/** What the rules package declares in front of every text, and the dot itself. */
function ruleScope(): Scope {
  const root: Shape = { type: 'root' };
  return new Map<string, Shape>([
    ['$', root],
    ['$labels', fieldOf(root, 'Labels')],
    ['$externalLabels', fieldOf(root, 'ExternalLabels')],
    ['$externalURL', fieldOf(root, 'ExternalURL')],
    ['$value', fieldOf(root, 'Value')],
  ]);
}

/** A text that is read: what is found in it so far, and the templates that it defines. */
interface Reading {
  readonly text: string;
  readonly defined: ReadonlySet<string>;
  readonly found: TemplateUse[];
}

/** Labels, queries, functions and variables that a parsed text uses, and what is broken about it. */
export function usesIn(text: string, parsed: ParsedTemplate): readonly TemplateUse[] {
  if (!parsed.ok) return [brokenLine(text, parsed)];
  const defined = new Set(parsed.definitions.map(({ name }) => name));
  const reading: Reading = { text, defined, found: [] };
  walkNodes(reading, parsed.nodes, { type: 'root' }, ruleScope());
  // Whoever calls a definition says what its dot is.
  for (const { nodes } of parsed.definitions) walkNodes(reading, nodes, unknown, new Map([['$', unknown]]));
  return reading.found;
}

/** The line at which a text cannot be read. */
function brokenLine(
  text: string,
  { line: at, message }: Extract<ParsedTemplate, { ok: false }>,
): TemplateUse {
  const lines = text.split('\n');
  const line = Math.min(at, lines.length) - 1;
  const start = lines.slice(0, line).reduce((length, { length: more }) => length + more + 1, 0);
  return { kind: 'broken', name: message, start, end: start + (lines[line] ?? '').length };
}

function walkNodes(reading: Reading, nodes: readonly TemplateNode[], dot: Shape, scope: Scope): void {
  for (const node of nodes) {
    switch (node.kind) {
      case 'action': {
        const shape = pipeShape(reading, node.pipe, dot, scope);
        if (node.pipe.variables.length > 0) declare(reading, node.pipe, [shape], scope);
        else if (shape.type === 'value') {
          const span = spanOf(node.pipe, node.start, reading.text);
          reading.found.push({ kind: 'value', plain: isPlain(node.pipe), ...span });
        }
        break;
      }
      case 'if':
      case 'with':
      case 'range':
        walkBranch(reading, node, dot, scope);
        break;
      case 'template':
        if (!reading.defined.has(node.name)) useUndefined(reading.found, node);
        if (node.pipe) pipeShape(reading, node.pipe, dot, scope);
        break;
      default:
    }
  }
}

function useUndefined(
  found: TemplateUse[],
  { name, start }: Extract<TemplateNode, { kind: 'template' }>,
): void {
  const quoted = JSON.stringify(name);
  found.push({
    kind: 'mismatch',
    name: `calls the template ${quoted}, which is not defined in the text`,
    expected: `{{ define ${quoted} }} in the same text: rules have no files of templates`,
    start,
    end: start + 'template'.length,
  });
}

function walkBranch(
  reading: Reading,
  { kind, pipe, body, otherwise }: TemplateBranch,
  dot: Shape,
  outer: Scope,
): void {
  const scope: Scope = new Map(outer);
  const shape = pipeShape(reading, pipe, dot, scope);
  const element = kind === 'range' ? elementOf(shape) : shape;
  // `range $i, $x := …`: with one variable it is the element.
  declare(
    reading,
    pipe,
    kind === 'range' && pipe.variables.length === 2 ? [unknown, element] : [element],
    scope,
  );
  walkNodes(reading, body, kind === 'if' ? dot : element, new Map(scope));
  if (otherwise) walkNodes(reading, otherwise, dot, new Map(scope));
}

function declare(
  reading: Reading,
  { variables, assign }: TemplatePipe,
  shapes: readonly Shape[],
  scope: Scope,
): void {
  variables.forEach(({ name, start }, index) => {
    if (assign && !scope.has(name))
      reading.found.push({ kind: 'variable', name, start, end: start + name.length });
    // What is assigned in one branch may be something else in another.
    scope.set(name, assign ? unknown : (shapes[index] ?? unknown));
  });
}

function pipeShape(reading: Reading, pipe: TemplatePipe, dot: Shape, scope: Scope): Shape {
  let piped: Shape | undefined;
  for (const command of pipe.commands) piped = commandShape(reading, command, piped, dot, scope);
  return piped ?? unknown;
}

function commandShape(
  reading: Reading,
  command: TemplateCommand,
  piped: Shape | undefined,
  dot: Shape,
  scope: Scope,
): Shape {
  const [first, ...rest] = command;
  if (!first) return unknown;
  if (first.kind !== 'function') {
    const shape = operandShape(reading, first, dot, scope);
    for (const argument of rest) operandShape(reading, argument, dot, scope);
    return rest.length > 0 || piped ? unknown : shape;
  }
  const shapes = rest.map((argument) => operandShape(reading, argument, dot, scope));
  return callShape(reading.found, first, rest, piped ? [...shapes, piped] : shapes);
}

function operandShape(reading: Reading, operand: TemplateOperand, dot: Shape, scope: Scope): Shape {
  switch (operand.kind) {
    case 'dot':
      return dot;
    case 'variable': {
      const { name, fields, start } = operand;
      const shape = scope.get(name);
      if (shape) return through(reading, shape, fields, name, start);
      reading.found.push({ kind: 'variable', name, start, end: start + name.length });
      return unknown;
    }
    case 'field':
      return through(reading, dot, operand.fields, '', operand.start);
    case 'chain': {
      const inner = operandShape(reading, operand.of, dot, scope);
      // The place of the first field is that of the chain.
      return through(reading, inner, operand.fields, '', operand.start);
    }
    case 'pipe':
      return pipeShape(reading, operand.pipe, dot, scope);
    case 'function':
      return callShape(reading.found, operand, [], []);
    default:
      return unknown;
  }
}

/** Goes from a value through its fields: `$labels.topic`, `(…).Labels.version`. */
function through(
  reading: Reading,
  from: Shape,
  fields: readonly string[],
  written: string,
  start: number,
): Shape {
  let shape = from;
  let end = start + written.length;
  for (const field of fields) {
    end += 1 + field.length;
    const there = fieldsOf(shape);
    if (there && !there.includes(field)) {
      const name = reading.text.slice(start, end);
      reading.found.push({ kind: 'field', name, there, start, end });
      return unknown;
    }
    if (shape.type === 'labels') {
      useLabel(reading.found, shape, field, start, end);
      shape = { type: 'string' };
    } else shape = fieldOf(shape, field);
  }
  return shape;
}

/** An action, without its braces: from its beginning to where they close. */
function spanOf({ commands }: TemplatePipe, start: number, text: string): { start: number; end: number } {
  const last = commands.at(-1)?.at(-1)?.start ?? start;
  const close = text.indexOf('}}', last);
  return { start, end: close < 0 ? text.length : text.slice(0, close).replace(/\s*-?$/, '').length };
}

/** The value as it is, or by printf: no other function has changed it. */
function isPlain({ commands }: TemplatePipe): boolean {
  return commands.every((command) =>
    command.every((operand) => operand.kind !== 'function' || /^(printf|print)$/.test(operand.name)),
  );
}
