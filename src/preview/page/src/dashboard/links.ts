import type { PanelJson } from './json.js';

/** Links that a browser follows without running anything. */
export function safeUrl(url: string | undefined): string | undefined {
  return url && /^(https?:|mailto:|\/)/i.test(url) ? url : undefined;
}

/** The links of a panel that can be followed, with their variables. */
export function panelLinks(
  { links }: PanelJson,
  replace: (text: string) => string,
): readonly { readonly title: string; readonly url: string }[] {
  return (Array.isArray(links) ? links : []).flatMap((link) => {
    const url = safeUrl(replace(String(link.url ?? '')));
    return url === undefined ? [] : [{ title: replace(link.title || url), url }];
  });
}
