import type { Place } from '../catalog/index.js';

/** The definitions of one type among the exports of a module, in source order. */
export function definitionsOf<Definition extends { readonly place: Place }>(
  type: string,
  exports: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, Definition>> {
  const found: { readonly name: string; readonly definition: Definition }[] = [];
  for (const name of Object.keys(exports)) {
    const value = exports[name];
    if (typeof value === 'object' && value !== null && 'type' in value && value.type === type) {
      found.push({ name, definition: value as Definition });
    }
  }
  found.sort((a, b) => a.definition.place.order - b.definition.place.order);
  const sorted: Record<string, Definition> = {};
  for (const { name, definition } of found) sorted[name] = definition;
  return sorted;
}
