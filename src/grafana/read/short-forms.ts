import { isRecord } from '../../plain.js';
import type { Json } from './leaves.js';

/** Groups of which only one part is said as that part, where they may be written so. */
export function shortForms(options: Json): Json {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => {
      if (!isRecord(value) || Object.keys(value).length !== 1) return [name, value];
      if (name === 'legend' && value.as !== undefined) return [name, value.as];
      return [name, name === 'thresholds' && value.steps !== undefined ? value.steps : value];
    }),
  );
}
