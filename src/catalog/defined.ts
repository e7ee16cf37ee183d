/** An object without its undefined properties, which YAML cannot represent. */
export function defined<Value extends object>(value: Value): Partial<Value> {
  return Object.fromEntries(
    Object.entries(value).filter(([, content]) => content !== undefined),
  ) as Partial<Value>;
}
