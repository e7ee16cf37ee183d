/**
 * The candidate that `name` most likely was meant to be; undefined when none is close.
 *
 * @param limit most edits from the name to the candidate
 */
export function nearest(
  name: string,
  candidates: Iterable<string>,
  limit = name.length <= 4 ? 1 : name.length <= 8 ? 2 : Math.floor(name.length / 4),
): string | undefined {
  const lower = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const found = distance(lower, candidate.toLowerCase(), bestDistance);
    // The name itself is not a correction; one that differs only in case is.
    if (found < bestDistance && candidate !== name) {
      best = candidate;
      bestDistance = found;
    }
  }
  return best;
}

/** "did you mean …?" for the nearest candidate. */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  const found = nearest(name, candidates);
  return found === undefined ? undefined : `did you mean ${found}?`;
}

/** Edits (insert, delete, replace, swap neighbours) between two texts; at least `limit` when there are that many. */
function distance(a: string, b: string, limit: number): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let value = Math.min(
        (previous[j] ?? 0) + 1,
        (current[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, (beforePrevious[j - 2] ?? 0) + 1);
      }
      current.push(value);
      smallest = Math.min(smallest, value);
    }
    if (smallest >= limit) return limit;
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? limit;
}
