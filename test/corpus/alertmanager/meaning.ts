// What a configuration means, in one form, however it is written.
import type { Matcher } from '../../../src/catalog/index.js';
import { eventRecorderFields, globalFields, tracingFields } from '../../../src/define/routing/global.js';
import { type Fields, keyOf } from '../../../src/define/routing/integrations/field.js';
import { integrations, ways } from '../../../src/define/routing/integrations/index.js';
import { parseMatchers } from '../../../src/define/routing/matcher-text.js';
import { secretIn } from '../../../src/define/secret.js';
import { current, keptIn, matchersOf } from './definition.js';
import { type Data, isData } from './read.js';

/**
 * A configuration with its sections in one form: matchers as a sorted list, secrets that are written out as the files
 * that stand for them, numbers of times as texts, and nothing that is empty or what it is anyhow.
 */
export function meaningOf(config: Data): Data {
  const receivers = (config.receivers as readonly Data[]).map((one) => {
    const lists = ways.flatMap((way) => {
      const { key, fields } = integrations[way];
      const list = (one[key] ?? []) as readonly Data[];
      return [[key, list.map((each, index) => kept(fields, each, `${one.name}.${key}.${index}`))] as const];
    });
    return { ...one, ...Object.fromEntries(lists) };
  });
  const times = [config.time_intervals, config.mute_time_intervals].flatMap((list) => (list ?? []) as Data[]);
  return plain({
    global: kept(globalFields, (config.global ?? {}) as Data, 'global'),
    tracing: kept(tracingFields, (config.tracing ?? {}) as Data, 'tracing'),
    event_recorder: kept(eventRecorderFields, (config.event_recorder ?? {}) as Data, 'event_recorder'),
    templates: config.templates,
    route: routeMeaning(config.route as Data),
    inhibit_rules: ((config.inhibit_rules ?? []) as readonly Data[]).map(inhibitionMeaning),
    time_intervals: Object.fromEntries(times.map((one) => [one.name, texts(one.time_intervals)])),
    receivers: Object.fromEntries(receivers.map((one) => [one.name, { ...one, name: undefined }])),
  }) as Data;
}

function routeMeaning({ match, match_re, matchers, routes, ...route }: Data): Data {
  return {
    ...route,
    continue: route.continue || undefined,
    matchers: sorted(matchersOf(match, match_re, matchers)),
    routes: ((routes ?? []) as readonly Data[]).map(routeMeaning),
  };
}

function inhibitionMeaning(rule: Data): Data {
  return {
    name: rule.name,
    source: sorted(matchersOf(rule.source_match, rule.source_match_re, rule.source_matchers)),
    target: sorted(matchersOf(rule.target_match, rule.target_match_re, rule.target_matchers)),
    equal: rule.equal,
  };
}

function sorted(matchers: readonly string[]): string[] {
  const read = matchers.flatMap((text): readonly Matcher[] => parseMatchers(text) ?? []);
  return read.map(({ label, operator, value }) => JSON.stringify([label, operator, value])).sort();
}

/** Secrets by the files that stand for them. */
function kept(fields: Fields, data: Data, at: string): Data {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(current(data))) {
    const [, field] = Object.entries(fields).find(([name, one]) => keyOf(name, one) === key) ?? [];
    const own = `${at}.${key}`;
    const isSecret =
      (field?.as === 'secret' && !field.open?.includes(String(value))) ||
      (field?.as === 'value or secret' && typeof value === 'string' && secretIn(value) !== undefined);
    const inner = (each: unknown) => (field?.fields && isData(each) ? kept(field.fields, each, own) : each);
    if (isSecret) result[`${key}_file`] = `/s/${keptIn(own)}`;
    else if (field?.as === 'named objects')
      result[key] = Object.fromEntries(
        Object.entries(value as Data).map(([name, one]) => [name, inner(one)]),
      );
    else result[key] = Array.isArray(value) ? value.map(inner) : inner(value);
    // Files that are named without a folder are those of the folder of secrets.
    if (key.endsWith('_file') && typeof value === 'string' && !value.startsWith('/'))
      result[key] = `/s/${value}`;
  }
  return result;
}

function texts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(texts);
  if (isData(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, texts(one)]));
  return String(value);
}

/** Without what is empty. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isData(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, one]) => [key, plain(one)] as const)
      .filter(([key, one]) => key === 'group_by' || !isEmpty(one)),
  );
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return true;
  return false;
}
