import { type PlainRecord, recordOf } from '../plain.js';

/** JSON of the server, not validated. */
export type Json = PlainRecord;

export { recordOf as jsonOf };

export function jsonList(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}

export function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN;
}
