import { isList, isRecord } from '../../plain.js';
import type { PanelType } from '../panel-types/index.js';
import { propertiesOfOverride } from '../panel-types/override.js';
import { type Json, same, setAt } from './leaves.js';
import { normalProperty } from './normal.js';
import { fits, optionsWith, type Probe, probesOf } from './probes.js';
import { type Look, readers } from './readers.js';
import { shortForms } from './short-forms.js';

/** What overrides of a type's fields are read with. */
export function overrideProbes(type: PanelType): readonly Probe[] {
  return probesOf(type, (options) => propertiesBy(type, options));
}

/** What options of an override set, by Grafana's names. */
function propertiesBy(type: PanelType, options: object): ReadonlyMap<string, unknown> {
  return new Map(propertiesOfOverride(type, options).map(({ id, value }) => normalProperty(id, value)));
}

/** Overrides as options say them; undefined where one is for series that no option can name. */
export function readOverrides(
  type: PanelType,
  written: unknown,
  probes: readonly Probe[],
): readonly Json[] | undefined {
  if (!isList(written)) return [];
  const found: Json[] = [];
  for (const override of written) {
    if (!isRecord(override)) return undefined;
    const { matcher, properties = [], ...more } = override;
    const match = matchOf(matcher);
    if (
      !match ||
      !fits(type, ['overrides'], [{ match }]) ||
      !isList(properties) ||
      Object.keys(more).length > 0
    )
      return undefined;
    if (properties.length === 0) continue;
    found.push({ match, ...readProperties(type, propertiesIn(properties), probes) });
  }
  return found;
}

/** Properties by their ids; of two the last is what Grafana shows. */
export function propertiesIn(properties: readonly unknown[]): Map<string, unknown> {
  return new Map(
    properties
      .flatMap((property) =>
        isRecord(property) && typeof property.id === 'string' && property.value !== undefined
          ? [normalProperty(property.id, property.value)]
          : [],
      )
      .filter(([, value]) => value !== undefined),
  );
}

function matchOf(matcher: unknown): Json | undefined {
  if (!isRecord(matcher)) return undefined;
  const { id, options } = matcher;
  switch (id) {
    case 'byName':
      return typeof options === 'string' ? { name: options } : undefined;
    case 'byRegexp':
      return typeof options === 'string' ? { pattern: options } : undefined;
    case 'byType':
      return ['number', 'string', 'time', 'boolean'].includes(String(options))
        ? { type: options }
        : undefined;
    case 'byFrameRefID':
      return typeof options === 'string' ? { query: options } : undefined;
    case 'byValue': {
      if (!isRecord(options)) return undefined;
      const { reducer, op, value } = options;
      return { value: { calculation: reducer, op, value } };
    }
    default:
      return undefined;
  }
}

function readProperties(
  type: PanelType,
  properties: ReadonlyMap<string, unknown>,
  probes: readonly Probe[],
): Json {
  const left = new Map(properties);
  const said: Record<string, unknown> = {};
  const take = (option: readonly string[], value: unknown) => {
    if (value === undefined) return;
    const sets = propertiesBy(type, optionsWith(option, value));
    if (sets.size === 0 || ![...sets].every(([id, set]) => left.has(id) && same(set, left.get(id)))) return;
    setAt(said, option, value);
    for (const id of sets.keys()) left.delete(id);
  };
  const field: Look = (...path) => {
    const [first = '', second, ...others] = path;
    const custom = first === 'custom';
    return within(properties.get(custom ? `custom.${second}` : first), custom ? others : path.slice(1));
  };
  for (const { option, read } of readers)
    take(
      option,
      attempt(() => read(() => undefined, field)),
    );
  for (const probe of probes) {
    if ('values' in probe) for (const { value } of probe.values) take(probe.option, value);
    else {
      const value = left.get(probe.setting);
      if (value !== undefined && probe.shape(value) === undefined) take(probe.option, value);
    }
  }
  const short = shortForms(said);
  return left.size === 0 ? short : { ...short, properties: Object.fromEntries(left) };
}

/** What a reader makes of data that is not what it expects is nothing. */
export function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}

export function within(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const key of path) found = isRecord(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  return found;
}
