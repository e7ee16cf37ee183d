import { keysOf } from '../../plain.js';
import type { Panel } from './panel.js';

/**
 * Passes the texts in a panel's options to `see`, except for those of its queries. Grafana replaces variables in most
 * of them. A callback instead of generators: a large build has a hundred thousand texts.
 */
export function eachPanelText({ options }: Panel, see: SeeText): void {
  for (const name of keysOf(options))
    if (name !== 'show' && name !== 'suppress') eachTextIn(options[name], name, see);
}

/** Takes a text with the name of the option that holds it, or that holds the list with it. */
export type SeeText = (text: string, option: string) => void;

/** Every text in options, without those of the definitions that they refer to. */
export function eachTextIn(value: unknown, option: string, see: SeeText): void {
  if (typeof value === 'string') see(value, option);
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value && value.type === 'signal') return;
  const parts = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(value)) eachTextIn(parts[name], Array.isArray(value) ? option : name, see);
}
