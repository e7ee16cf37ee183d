/** Number of ids: far below Grafana's maximum, as Grafana numbers the copies of repeated panels upwards. */
const ids = 2 ** 30;

/**
 * The id of a panel, from its key: 1 to 2³⁰. FNV-1a over the key's UTF-16 code units, then the finaliser of
 * MurmurHash3, so that similar keys have different ids. Links to panels contain these ids, so they must not change.
 *
 * @param attempt 0, and one more for each id that is already taken
 */
export function panelId(key: readonly string[], attempt: number): number {
  const text = JSON.stringify(attempt === 0 ? key : [...key, attempt]);
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) % ids) + 1;
}
