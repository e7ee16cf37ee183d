import { operation } from './operations.js';
import type { Program } from './start.js';
import type {
  ParsedTemplate,
  TemplateBranch,
  TemplateNode,
  TemplateOperand,
  TemplatePipe,
} from './template-ast.js';
import type { Response } from './wire.js';

export interface ParsedTemplates {
  /** One entry per text, in the order given. */
  readonly templates: readonly ParsedTemplate[];
  /** Names of the functions that Prometheus adds to Go's. */
  readonly functions: readonly string[];
}

export function parseTemplates(program: Program, texts: readonly string[]): ParsedTemplates {
  return program.call(
    operation.templates,
    (request) => request.strings(texts),
    (response) => {
      const functions = response.strings();
      return { templates: texts.map(() => parsed(response)), functions };
    },
  );
}

function parsed(input: Response): ParsedTemplate {
  if (!input.flag()) {
    const message = input.string();
    return { ok: false, message, line: input.word() };
  }
  const own = nodes(input);
  const definitions = list(input, () => ({ name: input.string(), nodes: nodes(input) }));
  return { ok: true, nodes: own, definitions };
}

const branches = ['if', 'with', 'range'] as const;

/** Node kinds and the order of fields are those of `go/templates.go`. */
function nodes(input: Response): TemplateNode[] {
  return list(input, () => {
    const kind = input.word();
    const start = input.word();
    switch (kind) {
      case 0:
        return { kind: 'text', start, text: input.string() };
      case 1:
        return { kind: 'action', start, pipe: pipe(input) };
      case 2:
      case 3:
      case 4:
        return branch(input, branches[kind - 2] as TemplateBranch['kind'], start);
      case 5: {
        const name = input.string();
        return { kind: 'template', start, name, pipe: input.flag() ? pipe(input) : undefined };
      }
      case 6:
        return { kind: 'break', start };
      case 7:
        return { kind: 'continue', start };
      default:
        throw new Error(`unknown kind ${kind} of template node from the engine`);
    }
  });
}

function branch(input: Response, kind: TemplateBranch['kind'], start: number): TemplateBranch {
  const condition = pipe(input);
  const body = nodes(input);
  return { kind, start, pipe: condition, body, otherwise: input.flag() ? nodes(input) : undefined };
}

function pipe(input: Response): TemplatePipe {
  const assign = input.flag();
  const variables = list(input, () => ({ name: input.string(), start: input.word() }));
  return { assign, variables, commands: list(input, () => list(input, () => operand(input))) };
}

function operand(input: Response): TemplateOperand {
  const kind = input.word();
  const start = input.word();
  switch (kind) {
    case 0: {
      const [name = '$', ...fields] = input.strings();
      return { kind: 'variable', start, name, fields };
    }
    case 1:
      return { kind: 'field', start, fields: input.strings() };
    case 2: {
      const fields = input.strings();
      return { kind: 'chain', start, of: operand(input), fields };
    }
    case 3: {
      const name = input.string();
      return { kind: 'function', start, name, known: input.flag() };
    }
    case 4:
      return { kind: 'pipe', start, pipe: pipe(input) };
    case 5: {
      const value = input.string();
      return { kind: 'string', start, value, quoted: input.string() };
    }
    case 6:
      return { kind: 'number', start, text: input.string() };
    case 7:
      return { kind: 'bool', start, text: String(input.flag()) };
    case 8:
      return { kind: 'dot', start };
    case 9:
      return { kind: 'nil', start };
    default:
      throw new Error(`unknown kind ${kind} of template operand from the engine`);
  }
}

function list<T>(input: Response, read: () => T): T[] {
  const result: T[] = [];
  for (let count = input.word(); count > 0; count--) result.push(read());
  return result;
}
