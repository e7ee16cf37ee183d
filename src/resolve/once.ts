/** A value that is computed on first use and kept. */
export function once<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | undefined;
  return () => {
    made ??= { result: make() };
    return made.result;
  };
}

/** A value of an object that is computed on first use and kept as long as the object. */
export function oncePer<Of extends object, Result>(make: (of: Of) => Result): (of: Of) => Result {
  const made = new WeakMap<Of, { readonly result: Result }>();
  return (of) => {
    let known = made.get(of);
    if (!known) {
      known = { result: make(of) };
      made.set(of, known);
    }
    return known.result;
  };
}
