/**
 * Lines without those that say the same as the one before them: `exact` but for dates, `numbers` but for numbers,
 * `signature` but for all letters and digits.
 *
 * @param strategy Anything else leaves all lines
 */
export function withoutRepeated<Line extends { readonly line: string }>(
  lines: readonly Line[],
  strategy: string,
): readonly (Line & { readonly repeated: number })[] {
  const keyOf = keys[strategy];
  const shown: (Line & { repeated: number })[] = [];
  let last: string | undefined;
  for (const one of lines) {
    const key = keyOf?.(one.line);
    const before = shown.at(-1);
    if (key !== undefined && key === last && before) before.repeated += 1;
    else shown.push({ ...one, repeated: 0 });
    last = key;
  }
  return shown;
}

const keys: Readonly<Record<string, (line: string) => string>> = {
  exact: (line) => line.replace(/\d{4}-\d{2}-\d{2}[T ][\d:,.]+(Z|[+-]\d{2}:?\d{2})?/g, ''),
  numbers: (line) => line.replace(/\d/g, ''),
  signature: (line) => line.replace(/\w/g, ''),
};

/** JSON over several lines; anything else as it is. */
export function prettified(line: string): string {
  if (!/^\s*[[{]/.test(line)) return line;
  try {
    return JSON.stringify(JSON.parse(line), null, 2);
  } catch {
    return line;
  }
}
