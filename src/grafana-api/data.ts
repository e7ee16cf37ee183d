/** JSON of the server, of which nothing is known. */
export type Json = Readonly<Record<string, unknown>>;

export function jsonOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function jsonList(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(jsonOf) : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN;
}
