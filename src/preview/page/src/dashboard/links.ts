import { linkTo } from '../lib/location.js';
import { interpolate, type VariableValues } from './interpolate.js';
import type { PanelJson } from './json.js';

/** The dashboards that the page has, which links lead to as they do in Grafana. */
export interface KnownDashboards {
  readonly bundle: string;
  readonly uids: ReadonlySet<string>;
}

/** Where a browser goes: `page` is within the preview. */
export interface Followed {
  readonly url: string;
  readonly page: boolean;
}

export type Follow = (url: string) => Followed | undefined;

/** Where a link leads: to a dashboard of the bundle within the preview; undefined for one that would run something. */
export function followed(url: string, { bundle, uids }: KnownDashboards): Followed | undefined {
  const [, uid, query = ''] =
    /^(?:https?:\/\/[^/?#]+)?(?:\/[\w-]+)*?\/d\/([\w-]+)(?:\/[^?#]*)?(?:\?([^#]*))?$/.exec(url) ?? [];
  if (uid !== undefined && uids.has(uid))
    return { url: linkTo([bundle, 'd', uid], new URLSearchParams(query)), page: true };
  const safe = safeUrl(url);
  return safe === undefined ? undefined : { url: safe, page: false };
}

/** Links that a browser follows without running anything. */
export function safeUrl(url: string | undefined): string | undefined {
  return url && /^(https?:|mailto:|\/)/i.test(url) ? url : undefined;
}

/** The address of a link with its variables: their values are encoded, and All stays All. */
export function urlOf(text: string, variables: VariableValues): string {
  const all = Object.entries(variables).filter(
    ([name, { label }]) => label !== undefined && !name.startsWith('__'),
  );
  return interpolate(
    text
      .replace(
        /\$\{__all_variables(?::\w+)?\}|\$__all_variables\b/g,
        all.map(([name]) => `\${${name}:queryparam}`).join('&'),
      )
      .replace(/\$\{__url_time_range(?::\w+)?\}|\$__url_time_range\b/g, 'from=${__from}&to=${__to}'),
    variables,
    'url',
  );
}

export interface PanelLink extends Followed {
  readonly title: string;
}

/** The links of a panel that can be followed, with their variables. */
export function panelLinks(
  { links }: PanelJson,
  variables: VariableValues,
  follow: Follow,
): readonly PanelLink[] {
  return (Array.isArray(links) ? links : []).flatMap((link) => {
    const to = follow(urlOf(String(link.url ?? ''), variables));
    return to === undefined ? [] : [{ ...to, title: interpolate(link.title || to.url, variables, 'text') }];
  });
}
