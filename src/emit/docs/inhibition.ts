import {
  type AlertInhibition,
  matcherText,
  type ResolvedBundle,
  resolveRouting,
} from '../../resolve/index.js';
import { timesWithoutUtc } from '../kubernetes/alertmanager-config.js';
import { pageOfAlert } from './alert-file.js';

/** The alerts that inhibit those of a page, and the alerts that these inhibit; undefined if there are none. */
export function inhibitionOf(
  bundle: ResolvedBundle,
  keys: readonly string[],
  link: (page: string) => string,
) {
  const pages = resolveRouting(bundle)?.pages ?? [];
  const isOwn = (key: string) => keys.includes(key);
  const row = (name: string, key: string, { equal, severities }: AlertInhibition) => ({
    name,
    page: link(pageOfAlert(bundle, key)),
    equal,
    are: equal.length === 1 ? 'is' : 'are',
    as: severities.source,
    notAs: severities.target.join(' or '),
  });
  const between = pages.filter(({ keys: { source, target } }) => isOwn(source) && isOwn(target));
  const others = pages.filter((each) => !between.includes(each));
  const by = others
    .filter(({ keys: { target } }) => isOwn(target))
    .map((each) => row(each.source, each.keys.source, each));
  const of = others
    .filter(({ keys: { source } }) => isOwn(source))
    .map((each) => row(each.target, each.keys.target, each));
  const levels = between.map((each) => row(each.source, each.keys.source, each));
  return by.length + of.length + levels.length === 0 ? undefined : { by, of, levels };
}

/** The identity of a bundle's alerts, and all inhibitions; undefined for a bundle without routing. */
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
