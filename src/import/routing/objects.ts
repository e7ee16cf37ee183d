import type { Matcher, MatcherOperator } from '../../catalog/index.js';
import { integrationNames, integrations } from '../../define/routing/integrations/index.js';
import { matcherAccepts } from '../../query/label-matcher.js';
import type { Problem } from '../problems.js';
import type { Path } from '../read/origin.js';
import { isPlain, listOf, type Plain, plain } from '../read/plain.js';
import { readFields } from './fields.js';
import type {
  InputRouting,
  ReadInhibition,
  ReadReceiver,
  ReadRoute,
  ReadRouting,
  ReadTimes,
} from './model.js';
import { refuseNames } from './names.js';
import { readInterval, readRouteParts } from './read.js';
import {
  mappings,
  type Reading,
  readText,
  readTextList,
  refuse,
  refuseUnknown,
  unknownField,
} from './reading.js';
import type { Secrets } from './secrets.js';

const keys = {
  spec: ['route', 'receivers', 'inhibitRules', 'muteTimeIntervals', 'timeIntervals'],
  route: [
    'receiver',
    'groupBy',
    'groupWait',
    'groupInterval',
    'repeatInterval',
    'matchers',
    'continue',
    'routes',
    'muteTimeIntervals',
    'activeTimeIntervals',
  ],
  matcher: ['name', 'value', 'matchType', 'regex'],
  inhibition: ['sourceMatch', 'targetMatch', 'equal'],
  times: ['name', 'timeIntervals'],
};

/**
 * Reads the spec of an AlertmanagerConfig, of `v1alpha1` or `v1beta1`: with the same meaning as a configuration of its
 * own. What the operator adds to it is in `operated`.
 */
export function readObject(
  { origin, config }: InputRouting,
  secrets: Secrets,
): { readonly read: ReadRouting; readonly problems: Problem[] } {
  const reading: Reading = { origin, form: 'object', problems: [], secrets };
  refuseUnknown(config, keys.spec, [], reading);
  const timeIntervals = (['muteTimeIntervals', 'timeIntervals'] as const).flatMap((key) =>
    mappings(config[key], [key], reading).map(([one, path]) => readTimes(one, path, reading)),
  );
  const route = readRoute(plain(config.route), ['route'], reading);
  // A route without matchers is the first one: those of an object hang below that of the Alertmanager.
  const read: ReadRouting = {
    origin,
    settings: { global: undefined, tracing: undefined, eventRecorder: undefined },
    templates: [],
    receivers: mappings(config.receivers, ['receivers'], reading).map(([one, path]) =>
      readReceiver(one, path, reading),
    ),
    timeIntervals,
    inhibitRules: mappings(config.inhibitRules, ['inhibitRules'], reading).map(([one, path]) =>
      readInhibition(one, path, reading),
    ),
    route,
  };
  if (!isPlain(config.route)) refuse(reading, ['route'], 'no routes provided');
  refuseNames(read, reading, { isRoot: false });
  if (isPlain(config.route) && !route.receiver)
    refuse(reading, route.path, 'the first route must name a receiver');
  return { read, problems: reading.problems };
}

function readRoute(data: Plain, path: Path, reading: Reading): ReadRoute {
  refuseUnknown(data, keys.route, path, reading);
  return {
    ...readRouteParts(data, path, reading, {
      groupBy: 'groupBy',
      groupWait: 'groupWait',
      groupInterval: 'groupInterval',
      repeatInterval: 'repeatInterval',
      mute: 'muteTimeIntervals',
      active: 'activeTimeIntervals',
    }),
    matchers: readMatchers(data.matchers, [...path, 'matchers'], reading),
    labels: {},
    routes: mappings(data.routes, [...path, 'routes'], reading).map(([one, own]) =>
      readRoute(one, own, reading),
    ),
  };
}

const operators: readonly string[] = ['=', '!=', '=~', '!~'];

function readMatchers(value: unknown, path: Path, reading: Reading): Matcher[] {
  return mappings(value, path, reading).flatMap(([one, own]): Matcher[] => {
    refuseUnknown(one, keys.matcher, own, reading);
    const label = readText(one.name ?? '', own, reading) ?? '';
    const given = one.matchType === undefined || one.matchType === '' ? undefined : String(one.matchType);
    const operator = given ?? (one.regex === true ? '=~' : '=');
    const matcher = {
      label,
      operator: operator as MatcherOperator,
      value: readText(one.value ?? '', own, reading) ?? '',
    };
    if (label === '') refuse(reading, own, 'a matcher without a name');
    else if (!operators.includes(operator))
      refuse(reading, own, `matchType ${operator}: expected =, !=, =~ or !~`);
    else if (matcherAccepts(matcher) === undefined)
      refuse(reading, own, `${matcher.value} is not a regular expression that RE2 and JavaScript support`);
    else return [matcher];
    return [];
  });
}

function readInhibition(data: Plain, path: Path, reading: Reading): ReadInhibition {
  refuseUnknown(data, keys.inhibition, path, reading);
  return {
    origin: reading.origin,
    path,
    source: readMatchers(data.sourceMatch, [...path, 'sourceMatch'], reading),
    target: readMatchers(data.targetMatch, [...path, 'targetMatch'], reading),
    equal: readTextList(data.equal, [...path, 'equal'], reading),
  };
}

function readReceiver(data: Plain, path: Path, reading: Reading): ReadReceiver {
  const name = readText(data.name ?? '', [...path, 'name'], reading) ?? '';
  if (name === '') refuse(reading, path, 'missing name in receiver');
  const byKey = new Map(
    integrationNames.flatMap((integration) => {
      const { object } = integrations[integration];
      return object === undefined ? [] : [[object, integration] as const];
    }),
  );
  const found: { integration: string; options: Plain }[] = [];
  for (const [key, value] of Object.entries(data)) {
    if (key === 'name') continue;
    const own = [...path, key];
    const integration = byKey.get(key);
    if (integration === undefined) {
      refuse(reading, own, unknownField(key, ['name', ...byKey.keys()]));
      continue;
    }
    for (const [one, at] of mappings(value, own, reading))
      found.push({
        integration,
        options: readFields(integrations[integration].fields, one, at, `${name} ${integration}`, reading),
      });
  }
  return { origin: reading.origin, path, name, labels: {}, integrations: found };
}

function readTimes(data: Plain, path: Path, reading: Reading): ReadTimes {
  refuseUnknown(data, keys.times, path, reading);
  const name = readText(data.name ?? '', [...path, 'name'], reading) ?? '';
  if (name === '') refuse(reading, path, 'missing name in time interval');
  return {
    origin: reading.origin,
    path,
    name,
    intervals: mappings(data.timeIntervals, [...path, 'timeIntervals'], reading).map(([one, own]) =>
      readInterval(inFile(one), own, reading),
    ),
  };
}

/** A time interval in the form of Alertmanager's file. */
function inFile({ times, daysOfMonth, ...rest }: Plain): Plain {
  const range = ({ start, end }: Plain) => `${start}${end === undefined || end === start ? '' : `:${end}`}`;
  return {
    ...rest,
    ...(times !== undefined && {
      times: listOf(times)
        .map(plain)
        .map(({ startTime, endTime }) => ({ start_time: startTime, end_time: endTime })),
    }),
    ...(daysOfMonth !== undefined && { days_of_month: listOf(daysOfMonth).map(plain).map(range) }),
  };
}

/**
 * What the operator makes of an object in a namespace: its route takes alerts of that namespace alone and continues, so
 * that other objects see them too, and so do its inhibitions (`namespaceEnforcer` in the operator's package
 * alertmanager).
 */
export function operated(read: ReadRouting, namespace: string | undefined): ReadRouting {
  const own: readonly Matcher[] =
    namespace === undefined ? [] : [{ label: 'namespace', operator: '=', value: namespace }];
  const others = (matchers: readonly Matcher[]) =>
    namespace === undefined
      ? matchers
      : matchers.filter(({ label, operator }) => label !== 'namespace' || operator !== '=');
  return {
    ...read,
    route: { ...read.route, matchers: [...own, ...others(read.route.matchers)], continue: true },
    inhibitRules: read.inhibitRules.map((rule) => ({
      ...rule,
      source: [...own, ...others(rule.source)],
      target: [...own, ...others(rule.target)],
    })),
  };
}
