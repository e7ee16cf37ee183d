import { textOf } from '../plain.js';
import type { Json } from './data.js';
import { GrafanaError } from './error.js';
import type { GrafanaServer } from './server.js';

/** Limit of entries of a list: many times what the largest installations have. */
const mostEntries = 100_000;

/**
 * All entries of a list that comes in pages, each once, in their order.
 *
 * @param size Entries of a full page; a page with fewer is the last one
 * @throws GrafanaError for a server that gives the same again and again, or more than 100 000 entries
 */
export async function allPages(
  { url }: GrafanaServer,
  about: string,
  size: number,
  page: (number: number) => Promise<readonly Json[]>,
): Promise<readonly Json[]> {
  const found = new Map<string, Json>();
  for (let number = 1; ; number++) {
    const entries = await page(number);
    const before = found.size;
    for (const entry of entries) if (!found.has(textOf(entry.uid))) found.set(textOf(entry.uid), entry);
    if (entries.length < size) return [...found.values()];
    const endless = found.size === before ? `page ${number} repeats entries of earlier pages` : '';
    const many = found.size > mostEntries ? `more than ${mostEntries} entries` : '';
    if (endless !== '' || many !== '')
      throw new GrafanaError(
        `Grafana at ${url.host}: ${about}: ${endless || many}: is there a proxy that ignores ?page=?`,
      );
  }
}

/** Runs an action for each item, a few at the same time; results in the order of the items. */
export async function eachOf<Item, Result>(
  items: readonly Item[],
  action: (item: Item) => Promise<Result>,
  atOnce = 6,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++)
      results[index] = await action(items[index] as Item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
  return results;
}
