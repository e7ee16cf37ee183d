import { isRecord } from '../../plain.js';
import { type Problem, type Shape, wrong } from './shape.js';
import { prototypeKey, unwritableIn } from './shapes.js';

const deepest = 100;

/** Data that JSON can hold as it is. */
export const json: Shape = (value) => {
  const found = notJson(value, new Set());
  return found === undefined ? undefined : [found];
};

/** An object of such data. */
export const jsonObject: Shape = (value) =>
  isRecord(value) ? json(value) : wrong(value, 'an object of plain data', { fatal: false });

function notJson(value: unknown, around: Set<object>): Problem | undefined {
  switch (typeof value) {
    case 'string': {
      const bad = unwritableIn(value);
      return bad === undefined ? undefined : notJsonProblem(`contains ${bad}`);
    }
    case 'boolean':
    case 'undefined':
      return undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : notJsonProblem(`is ${value}, which JSON cannot represent`);
    case 'object':
      break;
    default:
      return notJsonProblem(`is a ${typeof value}, which JSON cannot represent`);
  }
  if (value === null) return undefined;
  if (around.has(value)) return notJsonProblem('contains itself: JSON cannot represent a cycle');
  if (around.size > deepest) return notJsonProblem(`is more than ${deepest} levels deep`);
  if (!Array.isArray(value)) {
    const name = className(value);
    if (name !== undefined) return notJsonProblem(`is a ${name}, which JSON cannot represent`);
    const strange = prototypeKey(value)?.[0];
    if (strange) return strange;
  }
  around.add(value);
  for (const [key, content] of Object.entries(value)) {
    const found = notJson(content, around);
    if (!found) continue;
    const own = Array.isArray(value) ? `[${key}]` : key;
    return {
      ...found,
      at: found.at === '' || found.at.startsWith('[') ? own + found.at : `${own}.${found.at}`,
    };
  }
  around.delete(value);
  return undefined;
}

function notJsonProblem(message: string): Problem {
  return {
    at: '',
    message,
    expected: 'plain data: texts, numbers, true, false, null, lists and objects',
    fatal: false,
  };
}

/** The class of an object that is not a plain one. */
function className(value: object): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof prototype !== 'object' || prototype === null || Object.getPrototypeOf(prototype) === null)
    return undefined;
  const name: unknown = value.constructor?.name;
  return typeof name === 'string' && name !== '' && name !== 'Object' ? name : undefined;
}
