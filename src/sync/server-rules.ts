import { parseDuration } from '../catalog/duration.js';
import type { BundleOutput, Data } from '../diff/index.js';
import type { Engine } from '../engine/index.js';
import { durationText } from '../import/promql/duration.js';
import { prepareExpressions } from '../import/promql/prepare.js';
import { recordOf, recordsOf } from '../plain.js';

/** A bundle's rules as a server has them and as they are built, in one way of writing what is the same. */
export interface RulesOnBothSides {
  readonly onServer: readonly Data[];
  readonly built: readonly Data[];
}

/**
 * The groups of a bundle on a server. A server does not know bundles: those with the name of a built group, and others
 * of the same files that no other bundle has.
 *
 * @param answered Groups of `/api/v1/rules`.
 * @param built Groups of rule files.
 * @param others Names of the groups of all other bundles.
 */
export function rulesOnBothSides(
  answered: readonly Data[],
  built: BundleOutput['groups'],
  others: ReadonlySet<string>,
  engine: Engine,
): RulesOnBothSides {
  const wanted = built.map(builtGroup);
  const found = answered.map(serverGroup);
  const own = new Map<string, ServerGroup>();
  for (const group of wanted) {
    const [best] = found
      .filter(({ name }) => name === group.name)
      .sort((a, b) => shared(b, group) - shared(a, group));
    if (best) own.set(best.name, best);
  }
  const files = new Set([...own.values()].map(({ file }) => file));
  for (const group of found)
    if (files.has(group.file) && !own.has(group.name) && !others.has(group.name)) own.set(group.name, group);
  // A server gives every group an interval; one that the build does not set is the server's own.
  const intervals = new Set(wanted.flatMap(({ name, interval }) => (interval === undefined ? [name] : [])));
  const onServer = [...own.values()].map(
    ({ file: _, interval, ...group }): Group => ({
      ...group,
      ...(interval !== undefined && !intervals.has(group.name) && { interval }),
    }),
  );
  return { onServer: spelt(onServer, wanted, engine), built: wanted };
}

interface Group extends Data {
  readonly name: string;
  readonly interval?: string;
  readonly rules: readonly Rule[];
}
interface ServerGroup extends Group {
  readonly file: string;
}
interface Rule extends Data {
  readonly expr: string;
}

function shared({ rules }: Group, wanted: Group): number {
  const names = new Set(wanted.rules.map(nameOf));
  return rules.filter((rule) => names.has(nameOf(rule))).length;
}

function nameOf({ alert, record }: Rule): string {
  return String(alert ?? record);
}

function serverGroup({ name, file, interval, limit, rules }: Data): ServerGroup {
  return {
    name: String(name),
    file: String(file),
    ...seconds('interval', interval),
    ...(typeof limit === 'number' && limit > 0 && { limit }),
    rules: recordsOf(rules).map((rule) => ({
      [rule.type === 'recording' ? 'record' : 'alert']: rule.name,
      expr: String(rule.query),
      ...seconds('for', rule.duration),
      ...seconds('keep_firing_for', rule.keepFiringFor),
      ...texts('labels', rule.labels),
      ...texts('annotations', rule.annotations),
    })),
  };
}

/** As the server would have it: labels of the group are those of its rules. */
function builtGroup({ name, interval, limit, labels, rules }: Data): Group {
  return {
    name: String(name),
    ...duration('interval', interval),
    ...(typeof limit === 'number' && limit > 0 && { limit }),
    rules: recordsOf(rules).map((rule) => ({
      [rule.record === undefined ? 'alert' : 'record']: rule.record ?? rule.alert,
      expr: String(rule.expr),
      ...duration('for', rule.for),
      ...duration('keep_firing_for', rule.keep_firing_for),
      ...texts('labels', { ...object(labels), ...object(rule.labels) }),
      ...texts('annotations', rule.annotations),
    })),
  };
}

/** Expressions of the server that Prometheus reads as the built one are spelt as that: a server formats them. */
function spelt(onServer: readonly Group[], built: readonly Group[], engine: Engine): Group[] {
  const wanted = built.flatMap(({ rules }) => rules.map((rule) => ({ name: nameOf(rule), expr: rule.expr })));
  const there = onServer.flatMap(({ rules }) => rules.map(({ expr }) => expr));
  const keys = prepareExpressions([...wanted.map(({ expr }) => expr), ...there], engine).map(
    ({ key, window }) => `${key} over ${window ?? ''}`,
  );
  const byRule = new Map(wanted.map(({ name, expr }, index) => [`${name} ${keys[index]}`, expr]));
  let next = wanted.length;
  return onServer.map((group) => ({
    ...group,
    rules: group.rules.map((rule) => ({
      ...rule,
      expr: byRule.get(`${nameOf(rule)} ${keys[next++]}`) ?? rule.expr,
    })),
  }));
}

function seconds(key: string, value: unknown): Data {
  return typeof value === 'number' && value > 0 ? { [key]: durationText(value * 1000) } : {};
}

function duration(key: string, value: unknown): Data {
  const milliseconds = typeof value === 'string' ? parseDuration(value) : undefined;
  return milliseconds === undefined || milliseconds === 0 ? {} : { [key]: durationText(milliseconds) };
}

function texts(key: string, value: unknown): Data {
  const found = object(value);
  return Object.keys(found).length === 0 ? {} : { [key]: found };
}

function object(value: unknown): Data {
  return recordOf(value);
}
