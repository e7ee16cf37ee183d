/** Rows of transformations, without Grafana's types. */

interface LabelledValues {
  readonly labels: Readonly<Record<string, string>>;
  readonly values: readonly unknown[];
}

export interface JoinedRow {
  readonly labels: Readonly<Record<string, string>>;
  /** Numbers by the value of the label that makes columns. */
  readonly numbers: Readonly<Record<string, unknown>>;
}

/**
 * A row for each combination of the labels to join by, a column for each value of another label. Without labels to join
 * by, all but the other are.
 */
export function joinedByLabels(
  series: readonly LabelledValues[],
  column: string,
  join: readonly string[] = [],
): {
  readonly rows: readonly JoinedRow[];
  readonly columns: readonly string[];
  readonly names: readonly string[];
} {
  const all = [...new Set(series.flatMap(({ labels }) => Object.keys(labels)))].filter(
    (name) => name !== column,
  );
  const names = join.length > 0 ? join : all;
  const columns = [...new Set(series.flatMap(({ labels }) => labels[column] ?? []))];
  const rows = new Map<string, { labels: Record<string, string>; numbers: Record<string, unknown> }>();
  for (const { labels, values } of series) {
    const name = labels[column];
    if (name === undefined) continue;
    const own = Object.fromEntries(names.map((one) => [one, labels[one] ?? '']));
    const key = JSON.stringify(own);
    const row = rows.get(key) ?? { labels: own, numbers: {} };
    row.numbers[name] = values.at(-1);
    rows.set(key, row);
  }
  return { rows: [...rows.values()], columns, names };
}

/** The rows that have the same values in some fields, in the order in which they first come. */
export function partsOf(
  by: readonly { readonly values: readonly unknown[] }[],
  length: number,
): readonly { readonly values: readonly unknown[]; readonly rows: readonly number[] }[] {
  const parts = new Map<string, { values: readonly unknown[]; rows: number[] }>();
  for (let row = 0; row < length; row += 1) {
    const values = by.map((field) => field.values[row]);
    const key = JSON.stringify(values);
    const part = parts.get(key) ?? { values, rows: [] };
    part.rows.push(row);
    parts.set(key, part);
  }
  return [...parts.values()];
}

/** A field for each row, with its only value. */
export function rowsAsFields(
  names: readonly unknown[],
  values: readonly unknown[],
): readonly { readonly name: string; readonly values: unknown[] }[] {
  return names.map((name, row) => ({ name: String(name), values: [values[row]] }));
}
