import { type DisplayValue, type Field, fieldReducers, reduceField } from '@grafana/data';

/** Values that a legend shows for a series, such as its mean. */
export function legendValues(field: Field, calcs: readonly string[]): readonly DisplayValue[] {
  const known = calcs.filter((calc) => fieldReducers.getIfExists(calc));
  if (known.length === 0) return [];
  const results = reduceField({ field, reducers: [...known] });
  return known.map((calc) => {
    const value: unknown = results[calc];
    const { name, description } = fieldReducers.get(calc);
    const display = field.display?.(value) ?? { text: String(value), numeric: Number(value) };
    return { ...display, title: name, description };
  });
}
