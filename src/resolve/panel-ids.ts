import { panelId } from '../grafana/index.js';

/** A panel or a row that needs an id: the one it asks for, or else one that follows from its key. */
export interface IdClaim {
  readonly id?: number | undefined;
  readonly key: readonly string[];
}

/**
 * Ids of the panels and rows of a dashboard, in the order of the claims. A claim's id depends on its key alone, so that
 * others which come, go or move change nothing. Of equal keys the first is as it would be alone, and the others are
 * numbered. Where different keys meet in one id, their texts decide which gives way, not their order.
 */
export function idsOf(claims: readonly IdClaim[], idOf: typeof panelId = panelId): readonly number[] {
  const keys = numbered(claims.map(({ key }) => key));
  const taken = new Set(claims.flatMap(({ id }) => id ?? []));
  const found: (number | undefined)[] = claims.map(({ id }) => id);
  const open = new Set(found.flatMap((id, index) => (id === undefined ? [index] : [])));
  for (let attempt = 0; open.size > 0; attempt++) {
    const wanted = [...open].map((index) => {
      const key = keys[index] ?? [];
      return { index, id: idOf(key, attempt), key };
    });
    const winners = new Map<number, (typeof wanted)[number]>();
    for (const one of wanted) {
      const other = winners.get(one.id);
      if (!other || JSON.stringify(one.key) < JSON.stringify(other.key)) winners.set(one.id, one);
    }
    for (const { index, id } of winners.values()) {
      if (taken.has(id)) continue;
      found[index] = id;
      open.delete(index);
    }
    for (const id of winners.keys()) taken.add(id);
  }
  return found.map((id) => id ?? 0);
}

/** Keys that differ: the second of equal ones has a 2 behind it, and so on. */
function numbered(keys: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const counts = new Map<string, number>();
  return keys.map((key) => {
    const text = JSON.stringify(key);
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    return count === 1 ? key : [...key, String(count)];
  });
}
