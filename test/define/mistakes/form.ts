/** Mistakes by name: the statement that contains it, and the text of the finding. */
export type Mistakes = Readonly<Record<string, readonly [code: string, ...says: string[]]>>;

/** A bundle with this in its `packaging`. */
export function bundleOf(packaging: string): string {
  return `d.bundle({ name: 'n', title: 't', description: 'd', version: '1.0.0', metrics, urls: { grafana: 'https://g.acme.io', runbooks: 'https://r.acme.io/{slug}' }, packaging: ${packaging} as any })`;
}
