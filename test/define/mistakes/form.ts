/** Mistakes by name: the statement that has it, and what the finding must say. */
export type Mistakes = Readonly<Record<string, readonly [code: string, ...says: string[]]>>;

/** A bundle whose package says this. */
export function bundleOf(packaging: string): string {
  return `d.bundle({ name: 'n', title: 't', description: 'd', version: '1.0.0', metrics, urls: { grafana: 'https://g.acme.io', runbooks: 'https://r.acme.io/{slug}' }, packaging: ${packaging} as any })`;
}
