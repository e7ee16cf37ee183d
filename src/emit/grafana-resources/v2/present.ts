/** The values that are there. */
export function present<Values extends object>(
  values: Values,
): { [Key in keyof Values]?: Exclude<Values[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Values]?: Exclude<Values[Key], undefined>;
  };
}

/** Data as code reads it that looks at single keys. */
export type Json = Readonly<Record<string, unknown>>;

export function textIn(data: Json, key: string): string | undefined {
  const value = data[key];
  return typeof value === 'string' ? value : undefined;
}
