import type { Labels, ObservedSeries } from './model.js';

/** Series of one name that are read one by one; of more, values of labels are kept. */
export const mostSeries = 5000;
/** Values of a label that are kept. */
const mostValues = 10_000;

/** Puts series together by name, bounded in memory. */
export class SeriesCollector {
  readonly #byName = new Map<
    string,
    { count: number; sets: Labels[] | undefined; values: Map<string, Set<string>>; capped: Set<string> }
  >();

  add(name: string, labels: Labels): void {
    const known = this.#byName.get(name) ?? {
      count: 0,
      sets: [],
      values: new Map<string, Set<string>>(),
      capped: new Set<string>(),
    };
    this.#byName.set(name, known);
    known.count += 1;
    if (known.count > mostSeries) known.sets = undefined;
    known.sets?.push(labels);
    for (const [label, value] of Object.entries(labels)) {
      const values = known.values.get(label) ?? new Set<string>();
      known.values.set(label, values);
      if (values.size < mostValues) values.add(value);
      else if (!values.has(value)) known.capped.add(label);
    }
  }

  /** @param partial Names whose series were not all added. */
  finish(partial: ReadonlySet<string> = new Set()): Map<string, ObservedSeries> {
    return new Map(
      [...this.#byName].map(([name, { count, sets, values, capped }]) => [
        name,
        {
          name,
          count,
          sets: partial.has(name) ? undefined : sets,
          labels: new Map(
            [...values].map(([label, known]) => [
              label,
              { values: known, complete: !capped.has(label) && !partial.has(name) },
            ]),
          ),
        },
      ]),
    );
  }
}
