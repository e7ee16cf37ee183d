import type { Panel } from './panel.js';

/**
 * Passes the texts in a panel's options to `see`, except for those of its queries. Grafana replaces variables in most
 * of them. A callback instead of generators: a large build has a hundred thousand texts.
 */
export function eachPanelText({ options }: Panel, see: (text: string) => void): void {
  const { show: _, suppress: _suppress, ...rest } = options;
  eachTextIn(rest, see);
}

/** Every text in options, without those of definitions that the options refer to. */
function eachTextIn(value: unknown, see: (text: string) => void): void {
  if (typeof value === 'string') see(value);
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value && value.type === 'signal') return;
  for (const part of Object.values(value)) eachTextIn(part, see);
}
