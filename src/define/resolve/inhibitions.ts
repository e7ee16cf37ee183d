import { keptLabels } from '../../query/index.js';
import { anyOf } from './any-of.js';
import type { ResolvedAlert, ResolvedBundle } from './resolved.js';
import type { ResolvedInhibition } from './routing.js';

const tickets = ['warning', 'info'];

/**
 * While somebody is awake for an alert, the tickets of the same trouble can wait: those of the same name (a budget
 * that burns fast also burns slowly), and those of the same rule group. Rule groups are no label of an alert, so
 * their alerts are listed.
 */
export function pageInhibitions(bundle: ResolvedBundle): ResolvedInhibition[] {
  const groups = bundle.alertGroups.flatMap(({ rules }) => {
    const pages = rules.filter(isPage);
    const others = rules.filter((rule) => !isPage(rule));
    if (pages.length === 0 || others.length === 0) return [];
    return [
      {
        source: [anyOf('alertname', names(pages)), anyOf('severity', ['critical'])],
        target: [anyOf('alertname', names(others)), anyOf('severity', tickets)],
        equal: sharedLabels(rules),
      },
    ];
  });
  const same = {
    source: [anyOf('severity', ['critical'])],
    target: [anyOf('severity', tickets)],
    equal: ['alertname', ...sharedLabels(bundle.alertGroups.flatMap(({ rules }) => rules))],
  };
  return bundle.alertGroups.length > 0 ? [same, ...groups] : [];
}

function isPage({ source }: ResolvedAlert): boolean {
  return source.severity === 'critical';
}

function names(rules: readonly ResolvedAlert[]): string[] {
  return rules.map(({ alert }) => alert);
}

/** The window of a burn rate, by which the page and the ticket of one objective differ. */
const distinguishing = new Set(['sloth_window']);

/**
 * Labels that all of these alerts keep from their series, such as a topic: trouble with one topic does not hush
 * another. Where an alert's labels are not known, all that is left is none.
 */
function sharedLabels(rules: readonly ResolvedAlert[]): readonly string[] {
  const [first = [], ...rest] = rules.map(({ source }) => keptLabels(source.condition.node) ?? []);
  return [...new Set(first)].filter(
    (label) => !distinguishing.has(label) && rest.every((labels) => labels.includes(label)),
  );
}
