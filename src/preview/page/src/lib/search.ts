interface Searched {
  readonly name: string;
  readonly title: string;
  readonly dashboards: readonly { readonly title: string }[];
}

/**
 * Bundles that have all words of a text, each with its dashboards: those that have them too, or all where the bundle
 * itself has them.
 */
export function searched<Bundle extends Searched>(
  bundles: readonly Bundle[],
  text: string,
): readonly Bundle[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return bundles;
  return bundles.flatMap((bundle) => {
    const own = `${bundle.name} ${bundle.title}`.toLowerCase();
    if (words.every((word) => own.includes(word))) return [bundle];
    const dashboards = bundle.dashboards.filter(({ title }) =>
      words.every((word) => `${own} ${title.toLowerCase()}`.includes(word)),
    );
    return dashboards.length === 0 ? [] : [{ ...bundle, dashboards }];
  });
}
