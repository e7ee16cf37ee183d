import type {
  ParsedTemplate,
  TemplateBranch,
  TemplateCommand,
  TemplateNode,
  TemplateOperand,
  TemplatePipe,
} from '../../../engine/index.js';
import { patternProblem } from '../../../query/regular-expression.js';
import { comparisonProblem, countProblem, formatProblem, takes } from './expansion.js';
import { queryOf } from './query.js';
import { elementOf, fieldOf, fieldsOf, isNumber, type Shape, unknown } from './shape.js';
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

/** Labels, queries, functions and variables that a parsed text uses, and what is broken about it. */
export function usesIn(text: string, parsed: ParsedTemplate): readonly TemplateUse[] {
  if (!parsed.ok) {
    const lines = text.split('\n');
    const line = Math.min(parsed.line, lines.length) - 1;
    const before = lines.slice(0, line).reduce((length, { length: more }) => length + more + 1, 0);
    return [
      { kind: 'broken', name: parsed.message, start: before, end: before + (lines[line] ?? '').length },
    ];
  }
  const found: TemplateUse[] = [];
  const defined = new Set(parsed.definitions.map(({ name }) => name));
  walkNodes(parsed.nodes, { type: 'root' }, ruleScope());
  // Whoever calls a definition says what its dot is.
  for (const { nodes } of parsed.definitions) walkNodes(nodes, unknown, new Map([['$', unknown]]));
  return found;

  function walkNodes(nodes: readonly TemplateNode[], dot: Shape, scope: Scope): void {
    for (const node of nodes) {
      switch (node.kind) {
        case 'action': {
          const shape = pipeShape(node.pipe, dot, scope);
          if (node.pipe.variables.length > 0) declare(node.pipe, [shape], scope);
          else if (shape.type === 'value') {
            found.push({ kind: 'value', plain: isPlain(node.pipe), ...spanOf(node.pipe, node.start) });
          }
          break;
        }
        case 'if':
        case 'with':
        case 'range':
          walkBranch(node, dot, scope);
          break;
        case 'template':
          if (!defined.has(node.name)) useUndefined(node);
          if (node.pipe) pipeShape(node.pipe, dot, scope);
          break;
        default:
      }
    }
  }

  function useUndefined({ name, start }: Extract<TemplateNode, { kind: 'template' }>): void {
    const quoted = JSON.stringify(name);
    found.push({
      kind: 'mismatch',
      name: `calls the template ${quoted}, which is not defined in the text`,
      expected: `{{ define ${quoted} }} in the same text: rules have no files of templates`,
      start,
      end: start + 'template'.length,
    });
  }

  function walkBranch({ kind, pipe, body, otherwise }: TemplateBranch, dot: Shape, outer: Scope): void {
    const scope: Scope = new Map(outer);
    const shape = pipeShape(pipe, dot, scope);
    const element = kind === 'range' ? elementOf(shape) : shape;
    // `range $i, $x := …`: with one variable it is the element.
    declare(pipe, kind === 'range' && pipe.variables.length === 2 ? [unknown, element] : [element], scope);
    walkNodes(body, kind === 'if' ? dot : element, new Map(scope));
    if (otherwise) walkNodes(otherwise, dot, new Map(scope));
  }

  function declare({ variables, assign }: TemplatePipe, shapes: readonly Shape[], scope: Scope): void {
    variables.forEach(({ name, start }, index) => {
      if (assign && !scope.has(name)) found.push({ kind: 'variable', name, start, end: start + name.length });
      // What is assigned in one branch may be something else in another.
      scope.set(name, assign ? unknown : (shapes[index] ?? unknown));
    });
  }

  function pipeShape(pipe: TemplatePipe, dot: Shape, scope: Scope): Shape {
    let piped: Shape | undefined;
    for (const command of pipe.commands) piped = commandShape(command, piped, dot, scope);
    return piped ?? unknown;
  }

  function commandShape(command: TemplateCommand, piped: Shape | undefined, dot: Shape, scope: Scope): Shape {
    const [first, ...rest] = command;
    if (!first) return unknown;
    if (first.kind !== 'function') {
      const shape = operandShape(first, dot, scope);
      for (const argument of rest) operandShape(argument, dot, scope);
      return rest.length > 0 || piped ? unknown : shape;
    }
    const shapes = rest.map((argument) => operandShape(argument, dot, scope));
    return callShape(first, rest, piped ? [...shapes, piped] : shapes);
  }

  function callShape(
    { name, start, known }: Extract<TemplateOperand, { kind: 'function' }>,
    args: readonly TemplateOperand[],
    shapes: readonly Shape[],
  ): Shape {
    if (!known) {
      found.push({ kind: 'function', name, start, end: start + name.length });
      return unknown;
    }
    const wanted = takes[name];
    if (wanted !== undefined && wanted !== shapes.length) {
      const { name: problem, expected } = countProblem(name, wanted, shapes.length);
      found.push({ kind: 'mismatch', name: problem, expected, start, end: start + name.length });
      return unknown;
    }
    const [first] = args;
    const last = shapes.at(-1);
    switch (name) {
      case 'query': {
        const query = first && queryOf(first);
        if (!query) return unknown;
        found.push({ kind: 'query', query, start: query.start, end: query.end });
        return { type: 'series', query };
      }
      // The links are to what the query shows.
      case 'graphLink':
      case 'tableLink': {
        const query = first && queryOf(first);
        if (query) found.push({ kind: 'query', query, start: query.start, end: query.end });
        return unknown;
      }
      case 'match':
      case 'reReplaceAll':
        if (first) usePattern(name, first);
        return unknown;
      case 'first':
        return last?.type === 'series' ? elementOf(last) : unknown;
      case 'sortByLabel':
        if (first && last?.type === 'series') useNamed(first, { type: 'labels', of: last.query });
        return last ?? unknown;
      case 'label':
        if (first && last?.type === 'sample') useNamed(first, { type: 'labels', of: last.query });
        return unknown;
      case 'index':
        return indexShape(args, shapes);
      default: {
        const end = start + name.length;
        const problem =
          name === 'printf' ? formatProblem(args, shapes) : comparisonProblem(name, args, shapes);
        if (problem) found.push({ kind: 'mismatch', ...problem, start, end });
        if (shapes.some(isNumber) && inUnits.has(name)) found.push({ kind: 'format', name, start, end });
        return yieldsOther.has(name) || !shapes.some(({ type }) => type === 'value')
          ? unknown
          : { type: 'value', text: true };
      }
    }
  }

  function indexShape(args: readonly TemplateOperand[], shapes: readonly Shape[]): Shape {
    // `x | index y` has the map in front, and the key in the pipe.
    const [of] = shapes;
    if (of?.type === 'series') return elementOf(of);
    if (of?.type !== 'labels') return unknown;
    const [, key] = args;
    if (key) useNamed(key, of);
    return { type: 'string' };
  }

  /** The functions stop at a pattern that does not compile. */
  function usePattern(name: string, pattern: TemplateOperand): void {
    const problem = pattern.kind === 'string' ? patternProblem(pattern.value) : undefined;
    if (pattern.kind !== 'string' || problem === undefined) return;
    found.push({
      kind: 'mismatch',
      name: `gives ${name} a pattern that is not a regular expression: ${problem}`,
      expected: 'a regular expression in the syntax of RE2',
      start: pattern.start,
      end: pattern.start + pattern.quoted.length,
    });
  }

  /** A label whose name is a string in the text. */
  function useNamed(key: TemplateOperand, labels: Extract<Shape, { type: 'labels' }>): void {
    if (key.kind === 'string') useLabel(labels, key.value, key.start, key.start + key.quoted.length);
  }

  function useLabel(
    { of }: Extract<Shape, { type: 'labels' }>,
    name: string,
    start: number,
    end: number,
  ): void {
    if (of === 'alert') found.push({ kind: 'label', name, start, end });
    else if (of === 'external') found.push({ kind: 'external-label', name, start, end });
    else found.push({ kind: 'query-label', name, query: of, start, end });
  }

  function operandShape(operand: TemplateOperand, dot: Shape, scope: Scope): Shape {
    switch (operand.kind) {
      case 'dot':
        return dot;
      case 'variable': {
        const { name, fields, start } = operand;
        const shape = scope.get(name);
        if (shape) return through(shape, fields, name, start);
        found.push({ kind: 'variable', name, start, end: start + name.length });
        return unknown;
      }
      case 'field':
        return through(dot, operand.fields, '', operand.start);
      case 'chain': {
        const inner = operandShape(operand.of, dot, scope);
        // The place of the first field is that of the chain.
        return through(inner, operand.fields, '', operand.start);
      }
      case 'pipe':
        return pipeShape(operand.pipe, dot, scope);
      case 'function':
        return callShape(operand, [], []);
      default:
        return unknown;
    }
  }

  /** Goes from a value through its fields: `$labels.topic`, `(…).Labels.version`. */
  function through(from: Shape, fields: readonly string[], written: string, start: number): Shape {
    let shape = from;
    let end = start + written.length;
    for (const field of fields) {
      end += 1 + field.length;
      const there = fieldsOf(shape);
      if (there && !there.includes(field)) {
        const name = text.slice(start, end);
        found.push({ kind: 'field', name, there, start, end });
        return unknown;
      }
      if (shape.type === 'labels') {
        useLabel(shape, field, start, end);
        shape = { type: 'string' };
      } else shape = fieldOf(shape, field);
    }
    return shape;
  }

  /** An action, without its braces: from its beginning to where they close. */
  function spanOf({ commands }: TemplatePipe, start: number): { start: number; end: number } {
    const last = commands.at(-1)?.at(-1)?.start ?? start;
    const close = text.indexOf('}}', last);
    return { start, end: close < 0 ? text.length : text.slice(0, close).replace(/\s*-?$/, '').length };
  }
}

/** Prometheus' functions that take a number for one in a unit. */
const inUnits: ReadonlySet<string> = new Set([
  'humanizePercentage',
  'humanizeDuration',
  'humanizeTimestamp',
  'humanize1024',
  'toTime',
]);

/** The value as it is, or by printf: no other function has changed it. */
function isPlain({ commands }: TemplatePipe): boolean {
  return commands.every((command) =>
    command.every((operand) => operand.kind !== 'function' || /^(printf|print)$/.test(operand.name)),
  );
}

/** Functions whose result does not change with every value that they are given. */
const yieldsOther: ReadonlySet<string> = new Set('eq ne lt le gt ge and or not len match'.split(' '));
