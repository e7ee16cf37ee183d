import { hasVariable } from '../../query/index.js';
import { call, literal } from '../code/code.js';
import type { Vector } from './typed-model.js';

/** The series with labels that are needed of them, where the types do not have them. */
export function withNeeded(vector: Vector, wanted: readonly string[]): Vector {
  const missing = [...new Set(wanted)].filter((label) => !hasVariable(label) && !vector.labels.has(label));
  if (missing.length === 0) return vector;
  return {
    code: call('withLabels', vector.code, ...missing.map(literal)),
    labels: new Set([...vector.labels, ...missing]),
  };
}
