import { parseDuration } from '../../catalog/duration.js';
import type { Matcher } from '../../catalog/index.js';
import { legacyLabelName } from '../../catalog/names.js';
import { eventRecorderFields, globalFields, tracingFields } from '../../define/routing/global.js';
import { integrationNames, integrations } from '../../define/routing/integrations/index.js';
import { parseMatchers } from '../../define/routing/matcher-text.js';
import { matcherAccepts } from '../../query/label-matcher.js';
import type { Problem } from '../problems.js';
import type { Path } from '../read/origin.js';
import { isPlain, type Plain, plain } from '../read/plain.js';
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
import {
  flagOf,
  mappings,
  type Reading,
  readDuration,
  readTextList,
  readTexts,
  refuse,
  refuseUnknown,
  textOf,
  typeName,
  unknownField,
} from './reading.js';
import type { Secrets } from './secrets.js';

const keys = {
  file: [
    'global',
    'templates',
    'route',
    'inhibit_rules',
    'time_intervals',
    'mute_time_intervals',
    'receivers',
    'tracing',
    'event_recorder',
  ],
  object: ['route', 'inhibit_rules', 'time_intervals', 'mute_time_intervals', 'receivers'],
  route: [
    'receiver',
    'group_by',
    'group_wait',
    'group_interval',
    'repeat_interval',
    'continue',
    'match',
    'match_re',
    'matchers',
    'routes',
    'labels',
    'mute_time_intervals',
    'active_time_intervals',
  ],
  inhibition: [
    'name',
    'equal',
    'source_match',
    'source_match_re',
    'source_matchers',
    'target_match',
    'target_match_re',
    'target_matchers',
  ],
  times: ['name', 'time_intervals'],
  interval: ['times', 'weekdays', 'days_of_month', 'months', 'years', 'location'],
  range: ['start_time', 'end_time'],
} as const;

/**
 * Reads a configuration as Alertmanager does, and refuses what Alertmanager refuses of it: unknown fields, names that
 * are not defined or defined twice, matchers that do not parse, and what the root route must not have. Single receivers
 * are held to the same rules when their definitions are made.
 */
export function readRouting(
  { origin, config, object }: InputRouting,
  secrets: Secrets,
): { readonly read: ReadRouting; readonly problems: Problem[] } {
  const isObject = object !== undefined;
  const reading: Reading = { origin, form: 'file', selectors: isObject, problems: [], secrets };
  refuseUnknown(config, isObject ? keys.object : keys.file, [], reading);
  const section = (key: string, fields: Parameters<typeof readFields>[0]) => {
    const value = config[key];
    if (value === undefined || value === null) return undefined;
    if (isPlain(value)) return readFields(fields, value, [key], key === 'global' ? '' : key, reading);
    refuse(reading, [key], `expected fields, and found ${typeName(value)}`);
    return undefined;
  };
  const read: ReadRouting = {
    origin,
    settings: {
      global: section('global', globalFields),
      tracing: section('tracing', tracingFields),
      eventRecorder: section('event_recorder', eventRecorderFields),
    },
    templates: readTextList(config.templates, ['templates'], reading),
    receivers: mappings(config.receivers, ['receivers'], reading).map(([one, path]) =>
      readReceiver(one, path, reading),
    ),
    timeIntervals: (['mute_time_intervals', 'time_intervals'] as const).flatMap((key) =>
      mappings(config[key], [key], reading).map(([one, path]) => readTimes(one, path, reading)),
    ),
    inhibitRules: mappings(config.inhibit_rules, ['inhibit_rules'], reading).map(([one, path]) =>
      readInhibition(one, path, reading),
    ),
    route: readRoute(isPlain(config.route) ? config.route : {}, ['route'], reading),
  };
  if (!isPlain(config.route)) refuse(reading, ['route'], 'no routes provided');
  refuseTwoWaysToSlack(plain(config.global), reading);
  refuseNames(read, reading, { isRoot: !isObject });
  if (isObject && isPlain(config.route) && !read.route.receiver)
    refuse(reading, ['route'], 'the first route must name a receiver');
  return { read, problems: reading.problems };
}

/** Where messages to Slack's own API go; the same as webhook beside a token is a form of before tokens. */
const slackApi = 'https://slack.com/api/chat.postMessage';

function refuseTwoWaysToSlack(global: Plain, reading: Reading): void {
  const hasToken = global.slack_app_token || global.slack_app_token_file;
  const hasUrl = global.slack_api_url || global.slack_api_url_file;
  if (!hasToken || !hasUrl || global.slack_api_url === (global.slack_app_url ?? slackApi)) return;
  refuse(
    reading,
    ['global'],
    'at most one of slack_app_token/slack_app_token_file & slack_api_url/slack_api_url_file must be configured',
  );
}

const routeNames = {
  groupBy: 'group_by',
  groupWait: 'group_wait',
  groupInterval: 'group_interval',
  repeatInterval: 'repeat_interval',
  mute: 'mute_time_intervals',
  active: 'active_time_intervals',
};

function readRoute(data: Plain, path: Path, reading: Reading): ReadRoute {
  refuseUnknown(data, keys.route, path, reading);
  const within = (key: string) => [...path, key];
  return {
    ...readRouteParts(data, path, reading, routeNames),
    matchers: matchersOf(data, { equal: 'match', regex: 'match_re', texts: 'matchers' }, path, reading),
    labels: readTexts(data.labels, within('labels'), reading),
    routes: mappings(data.routes, within('routes'), reading).map(([one, own]) =>
      readRoute(one, own, reading),
    ),
  };
}

/** What a route says in the same form in files and objects, by the names that each has for it. */
export function readRouteParts(
  data: Plain,
  path: Path,
  reading: Reading,
  names: typeof routeNames,
): Omit<ReadRoute, 'matchers' | 'labels' | 'routes'> {
  const within = (key: string) => [...path, key];
  const duration = (key: string, zero: boolean) => {
    const text = readDuration(data[key], within(key), reading);
    if (!zero && text !== undefined && parseDuration(text) === 0)
      refuse(reading, within(key), `${key} cannot be zero`);
    return text;
  };
  const given = data[names.groupBy];
  const groupBy =
    given === undefined || given === null ? undefined : readTextList(given, within(names.groupBy), reading);
  if (groupBy?.includes('...') && groupBy.length > 1)
    refuse(
      reading,
      within(names.groupBy),
      'cannot have wildcard group_by (`...`) and other labels at the same time',
    );
  const repeated = groupBy?.find((label, index) => groupBy.indexOf(label) !== index);
  if (repeated !== undefined)
    refuse(reading, within(names.groupBy), `duplicated label ${JSON.stringify(repeated)} in group_by`);
  return {
    origin: reading.origin,
    path,
    receiver: textOf(data, 'receiver', path, reading) || undefined,
    continue: flagOf(data.continue, within('continue'), reading),
    groupBy,
    groupWait: duration(names.groupWait, true),
    groupInterval: duration(names.groupInterval, false),
    repeatInterval: duration(names.repeatInterval, false),
    muteTimeIntervals: readTextList(data[names.mute], within(names.mute), reading),
    activeTimeIntervals: readTextList(data[names.active], within(names.active), reading),
  };
}

/** Matchers in the old and the new form: all of them hold. */
function matchersOf(
  data: Plain,
  names: { readonly equal: string; readonly regex: string; readonly texts: string },
  path: Path,
  reading: Reading,
): Matcher[] {
  const found: { readonly matcher: Matcher; readonly at: Path }[] = [];
  for (const [key, operator] of [
    [names.equal, '='],
    [names.regex, '=~'],
  ] as const) {
    for (const [label, value] of Object.entries(readTexts(data[key], [...path, key], reading))) {
      const at = [...path, key, label];
      if (operator === '=~' && plain(data[key])[label] === null) {
        refuse(reading, at, 'invalid regexp value for a label: it has none');
        continue;
      }
      if (!legacyLabelName.test(label)) refuse(reading, at, `invalid label name ${JSON.stringify(label)}`);
      else found.push({ matcher: { label, operator, value }, at });
    }
  }
  readTextList(data[names.texts], [...path, names.texts], reading).forEach((text, index) => {
    const at = [...path, names.texts, index];
    const parsed = parseMatchers(text);
    if (!parsed) refuse(reading, at, `bad matcher format: ${text}; expected one such as severity="critical"`);
    for (const matcher of parsed ?? []) found.push({ matcher, at });
  });
  for (const { matcher, at } of found)
    if (matcherAccepts(matcher) === undefined)
      refuse(reading, at, `${matcher.value} is not a regular expression that RE2 and JavaScript support`);
  return found.map(({ matcher }) => matcher);
}

function readInhibition(data: Plain, path: Path, reading: Reading): ReadInhibition {
  refuseUnknown(data, keys.inhibition, path, reading);
  const side = (name: 'source' | 'target') =>
    matchersOf(
      data,
      { equal: `${name}_match`, regex: `${name}_match_re`, texts: `${name}_matchers` },
      path,
      reading,
    );
  return {
    origin: reading.origin,
    path,
    name: textOf(data, 'name', path, reading) || undefined,
    source: side('source'),
    target: side('target'),
    equal: readTextList(data.equal, [...path, 'equal'], reading),
  };
}

function readReceiver(data: Plain, path: Path, reading: Reading): ReadReceiver {
  const name = textOf(data, 'name', path, reading) ?? '';
  if (name === '') refuse(reading, path, 'missing name in receiver');
  const byKey = new Map(integrationNames.map((integration) => [integrations[integration].key, integration]));
  const found: { integration: string; options: Plain }[] = [];
  for (const [key, value] of Object.entries(data)) {
    if (key === 'name' || key === 'labels') continue;
    const own = [...path, key];
    const integration = byKey.get(key);
    if (integration === undefined) {
      refuse(reading, own, unknownField(key, ['name', 'labels', ...byKey.keys()]));
      continue;
    }
    mappings(value, own, reading).forEach(([one, at], index) => {
      const wanted = `${name} ${integration}${index === 0 ? '' : ` ${index + 1}`}`;
      found.push({
        integration,
        options: readFields(integrations[integration].fields, one, at, wanted, reading),
      });
    });
  }
  return {
    origin: reading.origin,
    path,
    name,
    labels: readTexts(data.labels, [...path, 'labels'], reading),
    integrations: found,
  };
}

function readTimes(data: Plain, path: Path, reading: Reading): ReadTimes {
  refuseUnknown(data, keys.times, path, reading);
  const name = textOf(data, 'name', path, reading) ?? '';
  if (name === '') refuse(reading, path, 'missing name in time interval');
  return {
    origin: reading.origin,
    path,
    name,
    intervals: mappings(data.time_intervals, [...path, 'time_intervals'], reading).map(([one, own]) =>
      readInterval(one, own, reading),
    ),
  };
}

export function readInterval(data: Plain, path: Path, reading: Reading): Plain {
  refuseUnknown(data, keys.interval, path, reading);
  const texts = (key: string) => {
    const list = readTextList(data[key], [...path, key], reading).map((text) => text.trim().toLowerCase());
    return list.length > 0 ? list : undefined;
  };
  const times = mappings(data.times, [...path, 'times'], reading).map(([one, own]) => {
    refuseUnknown(one, keys.range, own, reading);
    return {
      startTime: textOf(one, 'start_time', own, reading) ?? '',
      endTime: textOf(one, 'end_time', own, reading) ?? '',
    };
  });
  const interval = {
    times: times.length > 0 ? times : undefined,
    weekdays: texts('weekdays'),
    daysOfMonth: texts('days_of_month'),
    months: texts('months'),
    years: texts('years'),
    location: textOf(data, 'location', path, reading),
  };
  return Object.fromEntries(Object.entries(interval).filter(([, value]) => value !== undefined));
}
