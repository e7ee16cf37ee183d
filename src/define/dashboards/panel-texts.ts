import type { Panel } from './panel.js';

/**
 * Hands over the texts in a panel's options, except for those of its queries. Grafana replaces variables in most of
 * them. A call per text, in place of generators in generators, because a large build has a hundred thousand of them.
 */
export function eachPanelText({ options }: Panel, see: (text: string) => void): void {
  const { show: _, suppress: _suppress, ...rest } = options;
  eachTextIn(rest, see);
}

/** Every text in options, without those of the definitions that they refer to. */
function eachTextIn(value: unknown, see: (text: string) => void): void {
  if (typeof value === 'string') see(value);
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value && value.type === 'signal') return;
  for (const part of Object.values(value)) eachTextIn(part, see);
}
