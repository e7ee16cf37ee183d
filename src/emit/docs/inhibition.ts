import { type AlertInhibition, type ResolvedBundle, resolveRouting } from '../../resolve/index.js';
import { matcherText } from '../alertmanager/matchers.js';
import { timesWithoutUtc } from '../kubernetes/alertmanager-config.js';

/** Which alerts keep an alert from being notified, and which it keeps; undefined where there are none. */
export function inhibitionOf(bundle: ResolvedBundle, alert: string, link: (page: string) => string) {
  const pages = resolveRouting(bundle)?.pages ?? [];
  const row = (name: string, { equal }: AlertInhibition) => ({
    name,
    page: link(`alerts/${name}.md`),
    equal,
    are: equal.length === 1 ? 'is' : 'are',
  });
  const by = pages.filter(({ target }) => target === alert).map((each) => row(each.source, each));
  const of = pages.filter(({ source }) => source === alert).map((each) => row(each.target, each));
  return by.length + of.length === 0 ? undefined : { by, of };
}

/** What tells a bundle's alerts from others, and what inhibits what; undefined for a bundle without routing. */
export function notifications(bundle: ResolvedBundle) {
  const routing = resolveRouting(bundle);
  if (!routing) return undefined;
  const { identity, inhibitions } = routing;
  const own = (matchers: (typeof inhibitions)[number]['source']) =>
    matchers.filter((matcher) => !identity.includes(matcher)).map(matcherText);
  return {
    identity: identity.map(matcherText),
    zones: timesWithoutUtc(routing).map(({ name }) => name),
    inhibitions: inhibitions.map(({ source, target, equal }) => ({
      source: own(source),
      target: own(target),
      equal,
    })),
  };
}
