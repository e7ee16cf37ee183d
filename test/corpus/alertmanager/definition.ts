// A configuration of Alertmanager as a definition, by the tables that definitions are written by.
import {
  type GlobalOptions,
  type InhibitRule,
  type Receiver,
  type ReceiverOptions,
  type RouteOptions,
  type RoutingOptions,
  receiver,
  secretFile,
  type TimeInterval,
  type TimeIntervalSpec,
  timeInterval,
} from 'dashwright';
import { eventRecorderFields, globalFields, tracingFields } from '../../../src/define/routing/global.js';
import { type Field, type Fields, keyOf } from '../../../src/define/routing/integrations/field.js';
import { integrations, ways } from '../../../src/define/routing/integrations/index.js';
import { secretIn } from '../../../src/define/secret.js';
import { matcherText } from '../../../src/resolve/index.js';
import { type Data, isData } from './read.js';

/** What no Alertmanager of the current version reads. */
export class NotValid extends Error {}

/** The file that stands for a secret that is written out. */
export const keptIn = (at: string) => `kept/${at.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '')}`;

/** The routing that says what a configuration says. */
export function routingOf(config: Data): RoutingOptions {
  refuseUnknown(config, known.file, '');
  const receivers = new Map(
    listOf(config.receivers).map((one) => [String(one.name), receiverOf(one)] as const),
  );
  const times = new Map(
    [...listOf(config.time_intervals), ...listOf(config.mute_time_intervals)].map(
      (one) => [String(one.name), timesOf(one)] as const,
    ),
  );
  const root = dataOf(config.route);
  const { match: _, receiver: first, continue: goesOn, ...route } = routeOf(root, receivers, times);
  if (!first) throw new NotValid('the root route has no receiver');
  if (goesOn) throw new NotValid('the root route continues');
  return {
    ...route,
    receiver: first,
    receivers: [...receivers.values()],
    timeIntervals: [...times.values()],
    inhibitRules: listOf(config.inhibit_rules).map(inhibitRuleOf),
    defaults: 'alertmanager',
    secrets: '/s',
    ...(isData(config.global) && {
      global: optionsOf(globalFields, config.global, 'global') as GlobalOptions,
    }),
    ...(isData(config.tracing) && { tracing: optionsOf(tracingFields, config.tracing, 'tracing') as object }),
    ...(isData(config.event_recorder) && {
      eventRecorder: optionsOf(eventRecorderFields, config.event_recorder, 'event_recorder') as object,
    }),
    ...(Array.isArray(config.templates) && { templates: config.templates.map(String) }),
  };
}

const known = {
  file: 'global templates route inhibit_rules time_intervals mute_time_intervals receivers tracing event_recorder',
  route:
    'receiver group_by group_wait group_interval repeat_interval continue match match_re matchers routes labels ' +
    'mute_time_intervals active_time_intervals',
  inhibition:
    'name equal source_match source_match_re source_matchers target_match target_match_re target_matchers',
  times: 'name time_intervals',
  interval: 'times weekdays days_of_month months years location',
};

function refuseUnknown(data: Data, keys: string, at: string): void {
  for (const key of Object.keys(data))
    if (!keys.split(' ').includes(key)) throw new NotValid(`${at}${key} is no field`);
}

function routeOf(
  data: Data,
  receivers: ReadonlyMap<string, Receiver>,
  times: ReadonlyMap<string, TimeInterval>,
): RouteOptions {
  refuseUnknown(data, known.route, 'route.');
  const matchers = matchersOf(data.match, data.match_re, data.matchers);
  const named = data.receiver === undefined ? undefined : receivers.get(String(data.receiver));
  if (data.receiver !== undefined && !named) throw new NotValid(`no receiver ${String(data.receiver)}`);
  const intervals = (names: unknown) =>
    (names as readonly string[] | undefined)?.map((name) => {
      const interval = times.get(name);
      if (!interval) throw new NotValid(`no time interval ${name}`);
      return interval;
    });
  return defined({
    match: matchers.length === 0 ? 'all' : { matchers },
    receiver: named,
    groupBy: data.group_by,
    groupWait: data.group_wait,
    groupInterval: data.group_interval,
    repeatInterval: data.repeat_interval,
    continue: data.continue,
    muteTimeIntervals: intervals(data.mute_time_intervals),
    activeTimeIntervals: intervals(data.active_time_intervals),
    labels: data.labels,
    routes: data.routes && listOf(data.routes).map((route) => routeOf(route, receivers, times)),
  }) as unknown as RouteOptions;
}

/** All matchers in the form of texts. */
export function matchersOf(equal: unknown, regex: unknown, texts: unknown): string[] {
  const pairs = (data: unknown, operator: '=' | '=~') =>
    Object.entries(dataOf(data)).map(([label, value]) =>
      matcherText({ label, operator, value: String(value) }),
    );
  return [...pairs(equal, '='), ...pairs(regex, '=~'), ...((texts as readonly string[] | undefined) ?? [])];
}

function inhibitRuleOf(data: Data): InhibitRule {
  refuseUnknown(data, known.inhibition, 'inhibit_rules.');
  const side = (name: string) => {
    const matchers = matchersOf(data[name], data[`${name}_re`], data[`${name}ers`]);
    return matchers.length === 0 ? ('all' as const) : { matchers };
  };
  return defined({
    name: data.name,
    source: side('source_match'),
    target: side('target_match'),
    equal: data.equal,
  }) as unknown as InhibitRule;
}

function timesOf(data: Data): TimeInterval {
  refuseUnknown(data, known.times, 'time_intervals.');
  const texts = (list: unknown) => (list as readonly unknown[] | undefined)?.map(String);
  const specs = listOf(data.time_intervals).map((spec) => {
    refuseUnknown(spec, known.interval, 'time_intervals.');
    return defined({
      times:
        spec.times &&
        listOf(spec.times).map(({ start_time, end_time }) => ({ startTime: start_time, endTime: end_time })),
      weekdays: texts(spec.weekdays),
      daysOfMonth: texts(spec.days_of_month),
      months: texts(spec.months),
      years: texts(spec.years),
      location: spec.location,
    }) as TimeIntervalSpec;
  });
  return timeInterval(String(data.name), ...specs);
}

function receiverOf(data: Data): Receiver {
  const name = String(data.name);
  const lists = new Map(ways.map((way) => [integrations[way].key, way]));
  const options: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) {
    const way = lists.get(key);
    if (key === 'labels') options.labels = value;
    else if (way)
      options[way] = listOf(value).map((one, index) =>
        optionsOf(integrations[way].fields, one, `${name}.${key}.${index}`),
      );
    else if (key !== 'name') throw new NotValid(`receivers.${key} is no field`);
  }
  return receiver(name, options as ReceiverOptions);
}

/** Fields by the names in the file as options; what an option does not take as it is, goes to `json`. */
function optionsOf(fields: Fields, data: Data, at: string): Data {
  const options: Record<string, unknown> = {};
  const json: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(current(data))) {
    const [name, field] =
      Object.entries(fields).find(([option, one]) =>
        [keyOf(option, one), fileKey(option, one)].includes(key),
      ) ?? [];
    if (name === undefined || !field) throw new NotValid(`${at}.${key} is no field`);
    const option = optionOf(field, key === fileKey(name, field), value, `${at}.${key}`);
    if (field.shape(option) === undefined) options[name] = option;
    else json[key] = value;
  }
  return Object.keys(json).length > 0 ? { ...options, json } : options;
}

/** A token in the form of `bearer_token`, as it is written today. */
export function current({ bearer_token, bearer_token_file, ...data }: Data): Data {
  if (bearer_token === undefined && bearer_token_file === undefined) return data;
  const credentials = defined({ credentials: bearer_token, credentials_file: bearer_token_file });
  return { ...data, authorization: { type: 'Bearer', ...credentials } };
}

function fileKey(option: string, field: Field): string | undefined {
  return field.as === 'secret' || field.as === 'value or secret' ? `${keyOf(option, field)}_file` : undefined;
}

function optionOf(field: Field, isFile: boolean, value: unknown, at: string): unknown {
  if (isFile) return secretFile(String(value));
  const inner = (each: unknown) => (field.fields && isData(each) ? optionsOf(field.fields, each, at) : each);
  switch (field.as) {
    case 'secret':
      return field.open?.includes(String(value)) ? value : secretFile(keptIn(at));
    case 'value or secret':
      return typeof value === 'string' && secretIn(value) ? secretFile(keptIn(at)) : value;
    case 'files':
      return (value as readonly string[]).map((file) => secretFile(file));
    case 'objects':
      return (value as readonly unknown[]).map(inner);
    case 'named objects':
      return Object.fromEntries(Object.entries(dataOf(value)).map(([name, one]) => [name, inner(one)]));
    case 'object':
      return inner(value);
    default:
      return value;
  }
}

function listOf(value: unknown): readonly Data[] {
  return Array.isArray(value) ? value.filter(isData) : [];
}
function dataOf(value: unknown): Data {
  return isData(value) ? value : {};
}
function defined(value: Data): Data {
  return Object.fromEntries(
    Object.entries(value).filter(([, content]) => content !== undefined && content !== null),
  );
}
