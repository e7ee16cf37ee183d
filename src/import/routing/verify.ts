import { posix } from 'node:path';
import { parseDuration } from '../../catalog/duration.js';
import type { Matcher } from '../../catalog/index.js';
import { nullReceiver } from '../../define/routing/null-receiver.js';
import { isSecretFile } from '../../define/secret.js';
import { Origin } from '../read/origin.js';
import { isPlain, listOf, type Plain, pathText, plain } from '../read/plain.js';
import { type Difference, differences } from '../verify/difference.js';
import type { MadeRouting } from './index.js';
import type { Placed, ReadInhibition, ReadRoute, ReadRouting, ReadTimes } from './model.js';
import { readRouting } from './read.js';
import { Secrets } from './secrets.js';

/**
 * Holds a configuration that a build gives against that of the input, route by route, each with what it has from its
 * parents and what Alertmanager takes where nothing is said. The same in meaning are: matchers in any order and in both
 * forms, durations of one length, labels to group by in any order, a secret and the file that stands for it, capitals in
 * times and in names of headers of mails, and a route that takes all alerts around the one of the input.
 */
export function compareRouting(
  { read: input, secrets, templates }: Pick<MadeRouting, 'read' | 'secrets' | 'templates'>,
  built: unknown,
): Difference[] {
  const { origin } = input;
  const found: Difference[] = secrets.leftOut.map(({ file, at, line }) => ({
    file,
    at: `${line === undefined ? '' : `line ${line}, `}${at}`,
    message: 'is left out: it contains a secret, which Alertmanager cannot read from a file there',
  }));
  const report = ({ origin, path }: Placed, expected: unknown, actual: unknown): void => {
    const start = pathText(path);
    for (const { at, message } of differences(expected, actual))
      found.push({
        file: origin.file,
        at: origin.place(path).replace(start, '') + joined(start, at),
        message,
      });
  };
  const within = (key: string): Placed => ({ origin, path: [key] });
  if (!isPlain(built)) {
    found.push({
      file: origin.file,
      at: origin.at,
      message: 'the build has no Alertmanager configuration',
    });
    return found;
  }
  const others = new Secrets();
  const { read } = readRouting(
    { origin: new Origin('built', '', undefined), config: unwrapped(built) },
    others,
  );
  const own = (options: unknown) =>
    plainOptions(options, (file) => secrets.wholePath({ type: 'secretFile', file }));
  const theirs = (options: unknown) => plainOptions(options, (file) => posix.normalize(file));
  compareRoutes(input.route, read.route, undefined, undefined, true, report);
  byName(input.receivers, read.receivers, within('receivers'), report, (expected, actual) => {
    report(
      expected,
      { labels: expected.labels, ...optionLists(expected.integrations, own) },
      {
        labels: actual.labels,
        ...optionLists(actual.integrations, theirs),
      },
    );
  });
  byName(input.timeIntervals, read.timeIntervals, within('time_intervals'), report, (expected, actual) => {
    report(expected, timesMeaning(expected), timesMeaning(actual));
  });
  report(
    within('inhibit_rules'),
    input.inhibitRules.map(inhibitionMeaning),
    read.inhibitRules.map(inhibitionMeaning),
  );
  // Those that were copied are in a folder of the bundle.
  const copied = (path: string) => templates.length > 0 && /(^|\/)templates(\/[^/]+)?\/\*\.tmpl$/.test(path);
  report(
    within('templates'),
    [...input.templates],
    read.templates.filter((path) => !copied(path)),
  );
  for (const [key, name] of [
    ['global', 'global'],
    ['tracing', 'tracing'],
    ['event_recorder', 'eventRecorder'],
  ] as const)
    report(within(key), own(input.settings[name] ?? {}), theirs(read.settings[name] ?? {}));
  return found;
}

function joined(start: string, at: string): string {
  return at === '' || start === '' || at.startsWith('[') ? `${start}${at}` : `${start}.${at}`;
}

/** A build puts the routes of a bundle below a root that notifies nobody, so that other bundles can be added. */
function unwrapped(built: Plain): Plain {
  const { receiver, routes } = plain(built.route);
  const [only, ...more] = listOf(routes);
  const inner = plain(only);
  if (receiver !== nullReceiver || more.length > 0 || !isPlain(only) || listOf(inner.matchers).length > 0)
    return built;
  return { ...built, route: inner };
}

type Report = (place: Placed, expected: unknown, actual: unknown) => void;

interface Named extends Placed {
  readonly name: string;
}

function byName<Item extends Named>(
  expected: readonly Item[],
  actual: readonly Item[],
  place: Placed,
  report: Report,
  compare: (expected: Item, actual: Item) => void,
): void {
  const rest = new Map(actual.map((one) => [one.name, one]));
  for (const one of expected) {
    const other = rest.get(one.name);
    rest.delete(one.name);
    if (other) compare(one, other);
    else report(one, one.name, undefined);
  }
  // For alerts of other origin.
  rest.delete(nullReceiver);
  for (const name of rest.keys()) report(place, undefined, name);
}

/** What a route has from its parents. */
interface Inherited {
  readonly receiver: string | undefined;
  readonly groupBy: readonly string[];
  readonly groupWait: string;
  readonly groupInterval: string;
  readonly repeatInterval: string;
}

/** `DefaultRouteOpts` in Alertmanager's package dispatch. */
const defaults: Inherited = {
  receiver: undefined,
  groupBy: [],
  groupWait: '30s',
  groupInterval: '5m',
  repeatInterval: '4h',
};

function compareRoutes(
  expected: ReadRoute,
  actual: ReadRoute,
  above: Inherited | undefined,
  aboveActual: Inherited | undefined,
  isLast: boolean,
  report: Report,
): void {
  const [own, theirs] = [effective(expected, above), effective(actual, aboveActual)];
  report(expected, routeMeaning(expected, own, isLast), routeMeaning(actual, theirs, isLast));
  if (expected.routes.length !== actual.routes.length) {
    report(
      { ...expected, path: [...expected.path, 'routes'] },
      { length: expected.routes.length },
      { length: actual.routes.length },
    );
    return;
  }
  expected.routes.forEach((route, index) => {
    const other = actual.routes[index];
    if (other) compareRoutes(route, other, own, theirs, index === expected.routes.length - 1, report);
  });
}

function effective(route: ReadRoute, above: Inherited = defaults): Inherited {
  return {
    receiver: route.receiver ?? above.receiver,
    groupBy: route.groupBy ?? above.groupBy,
    groupWait: route.groupWait ?? above.groupWait,
    groupInterval: route.groupInterval ?? above.groupInterval,
    repeatInterval: route.repeatInterval ?? above.repeatInterval,
  };
}

function routeMeaning(
  route: ReadRoute,
  { receiver, groupBy, groupWait, groupInterval, repeatInterval }: Inherited,
  isLast: boolean,
) {
  return {
    receiver,
    group_by: [...groupBy].sort(),
    group_wait: parseDuration(groupWait),
    group_interval: parseDuration(groupInterval),
    repeat_interval: parseDuration(repeatInterval),
    matchers: matcherMeaning(route.matchers),
    // Behind the last route there is nothing to continue with.
    continue: route.continue && !isLast,
    mute_time_intervals: [...route.muteTimeIntervals].sort(),
    active_time_intervals: [...route.activeTimeIntervals].sort(),
    labels: route.labels,
  };
}

function matcherMeaning(matchers: readonly Matcher[]): string[] {
  const texts = matchers.map(({ label, operator, value }) => JSON.stringify([label, operator, value]));
  return [...new Set(texts)].sort();
}

function inhibitionMeaning({ name, source, target, equal }: ReadInhibition) {
  return {
    name,
    source: matcherMeaning(source),
    target: matcherMeaning(target),
    equal: [...new Set(equal)].sort(),
  };
}

function timesMeaning({ intervals }: ReadTimes): readonly Plain[] {
  return intervals;
}

function optionLists(
  integrations: ReadRouting['receivers'][number]['integrations'],
  plainly: (options: unknown) => unknown,
) {
  const lists: Record<string, unknown[]> = {};
  for (const { integration, options } of integrations) {
    const written = plain(plainly(options));
    const headers = integration === 'email' ? { headers: headerNames(plain(written.headers)) } : {};
    lists[integration] = [...(lists[integration] ?? []), { ...written, ...headers }];
  }
  return lists;
}

function headerNames(headers: Plain): Plain {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Options with the paths of secrets; durations that definitions write in one unit. */
function plainOptions(value: unknown, path: (file: string) => string): unknown {
  if (isSecretFile(value)) return { file: path(value.file) };
  if (Array.isArray(value)) return value.map((one) => plainOptions(one, path));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plainOptions(one, path)]));
}
