import { load } from 'js-yaml';
import type { MetricType } from '../catalog/index.js';
import { byCodeUnit } from '../compare.js';
import { printable } from '../errors/server-text.js';
import { recordOf, textOf } from '../plain.js';
import type { MetricDescription } from './model.js';
import { catalogUnit, prometheusLabel, prometheusName } from './otel-names.js';

/** A file of a registry. */
export interface RegistryFile {
  readonly file: string;
  readonly text: string;
}

/** What a registry says, and what of it could not be read. */
export interface Registry {
  readonly metrics: ReadonlyMap<string, MetricDescription>;
  readonly problems: readonly { readonly file: string; readonly message: string }[];
}

type Data = Readonly<Record<string, unknown>>;

const kinds: ReadonlyMap<string, MetricType> = new Map([
  ['counter', 'counter'],
  ['updowncounter', 'gauge'],
  ['gauge', 'gauge'],
  ['histogram', 'histogram'],
]);

/** Groups that extend groups, at most: what is longer goes in a circle. */
const mostExtended = 20;
/** Values of an attribute that are kept. */
const mostExamples = 12;

/**
 * The metrics of an OpenTelemetry semantic-convention registry, under the names that they have in Prometheus. Read are
 * `groups` of types `metric` and `attribute_group` (with `extends` and `ref`), and the form `definition/2`. Attributes
 * that are opt-in are left out: series have them only if an instrumentation enables them.
 */
export function readRegistry(files: readonly RegistryFile[]): Registry {
  const problems: { file: string; message: string }[] = [];
  const groups: Data[] = [];
  const attributes = new Map<string, Data>();
  for (const { file, text } of files) {
    let content: unknown;
    try {
      content = load(text);
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
      problems.push({ file, message: printable(reason ?? '') });
      continue;
    }
    const read = recordOf(content);
    groups.push(
      ...objects(read.groups),
      ...objects(read.attribute_groups).map((group) => ({ ...group, type: 'attribute_group' })),
      ...objects(read.metrics).map((metric) => ({
        ...metric,
        type: 'metric',
        metric_name: metric.name ?? metric.metric_name,
      })),
    );
    for (const attribute of objects(read.attributes))
      attributes.set(textOf(attribute.key ?? attribute.id), attribute);
  }
  const byId = new Map(groups.map((group) => [textOf(group.id), group]));
  for (const group of groups)
    for (const attribute of objects(group.attributes))
      if (typeof attribute.id === 'string') attributes.set(attribute.id, attribute);
  const metrics = new Map<string, MetricDescription>();
  for (const group of groups) {
    if (group.type !== 'metric' || typeof group.metric_name !== 'string') continue;
    const otel = { name: group.metric_name, unit: textOf(group.unit), instrument: textOf(group.instrument) };
    const name = prometheusName(otel);
    if (name === '') continue;
    const labels = new Map<string, readonly string[]>();
    for (const attribute of attributesOf(group, byId)) {
      const key = textOf(attribute.ref ?? attribute.id ?? attribute.key);
      if (key === '' || attribute.requirement_level === 'opt_in') continue;
      labels.set(prometheusLabel(key), examplesOf({ ...attributes.get(key), ...attribute }));
    }
    metrics.set(name, {
      name,
      kind: kinds.get(otel.instrument),
      help: textOf(group.brief).replaceAll(/\s+/g, ' ').trim(),
      unit: catalogUnit(otel),
      labels: new Map([...labels].sort(([a], [b]) => byCodeUnit(a, b))),
    });
  }
  return { metrics: new Map([...metrics].sort(([a], [b]) => byCodeUnit(a, b))), problems };
}

/** Own attributes, and those of groups that it extends or names; the own ones last, as they say more. */
function attributesOf(group: Data, byId: ReadonlyMap<string, Data>, depth = 0): Data[] {
  if (depth > mostExtended) return [];
  const named = [textOf(group.extends), ...objects(group.attributes).map(({ ref_group: id }) => textOf(id))];
  // Nothing can refer to groups without an id.
  const others = named.filter((id) => id !== '');
  const outer = others.flatMap((id) => {
    const other = byId.get(id);
    return other ? attributesOf(other, byId, depth + 1) : [];
  });
  const found = new Map<string, Data>();
  for (const attribute of [...outer, ...objects(group.attributes)]) {
    const key = textOf(attribute.ref ?? attribute.id ?? attribute.key);
    if (key !== '') found.set(key, { ...found.get(key), ...attribute });
  }
  return [...found.values()];
}

/** The values of an enumeration, or the examples that are given. */
function examplesOf({ type, examples }: Data): string[] {
  const members = objects(recordOf(type).members).map(({ value }) => value);
  const given = members.length > 0 ? members : Array.isArray(examples) ? examples : [examples];
  return given
    .flatMap((value) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? [String(value)]
        : [],
    )
    .filter((value) => value !== '')
    .slice(0, mostExamples);
}

function objects(value: unknown): Data[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}
