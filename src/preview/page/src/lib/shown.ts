import type { Chosen } from '../dashboard/variables.js';
import { changeQuery } from './change-query.js';

/** Values of variables that the address names: `var-queue=mail`. */
export function chosenIn(query: URLSearchParams): Chosen {
  const chosen: Record<string, string[]> = {};
  for (const [key, value] of query)
    if (key.startsWith('var-')) {
      const name = key.slice('var-'.length);
      chosen[name] = [...(chosen[name] ?? []), value];
    }
  return chosen;
}

/** Shows another time range, in milliseconds since the epoch. */
export function zoomTo({ from, to }: { readonly from: number; readonly to: number }): void {
  changeQuery({ from: String(Math.round(from)), to: String(Math.round(to)) });
}
