import type { Code } from './code.js';

/** What the names of a piece of code stand for. */
export type Scope = (name: string) => unknown;

/**
 * The value that code has when it is run: with the constructors themselves in scope, the definition that it is. Names
 * are looked up in the scope alone.
 *
 * @throws whatever a constructor throws, and TypeError for a call of anything but a function
 */
export function evaluate(code: Code, scope: Scope): unknown {
  switch (code.kind) {
    case 'literal':
      return code.value;
    case 'pattern':
      return new RegExp(code.source, code.flags);
    case 'name':
      return scope(code.name);
    case 'cast':
      return evaluate(code.of, scope);
    case 'member':
      return property(evaluate(code.of, scope), code.key);
    case 'call':
      return called(code, scope);
    case 'object': {
      const result: Record<string, unknown> = {};
      for (const [key, value] of code.entries) result[key] = evaluate(value, scope);
      return result;
    }
    case 'array':
      return code.items.map((item) => evaluate(item, scope));
    case 'template': {
      const parts = code.open === undefined ? [code.text] : code.text.split(code.open);
      const strings = Object.assign(parts, { raw: parts.map(() => '') });
      return (scope(code.tag) as Function_)(strings, ...parts.slice(1).map(() => scope('window')));
    }
    case 'operation':
      return calculate(code.op, evaluate(code.left, scope) as number, evaluate(code.right, scope) as number);
  }
}

type Function_ = (...args: unknown[]) => unknown;

function called({ of, args }: Extract<Code, { kind: 'call' }>, scope: Scope): unknown {
  const values = args.map((arg) => evaluate(arg, scope));
  if (of.kind !== 'member') return (evaluate(of, scope) as Function_)(...values);
  const holder = evaluate(of.of, scope);
  return Reflect.apply(property(holder, of.key) as Function_, holder, values);
}

function property(holder: unknown, key: string): unknown {
  return (holder as Readonly<Record<string, unknown>>)[key];
}

function calculate(op: string, left: number, right: number): number {
  if (op === '+') return left + right;
  if (op === '-') return left - right;
  return op === '*' ? left * right : left / right;
}
