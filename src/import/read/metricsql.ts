import type { Engine } from '../../engine/index.js';
import type { Ignored } from '../model.js';
import { lostPart } from './lost-part.js';
import type { Origin, Path } from './origin.js';
import { listOf, plain } from './plain.js';

/**
 * The groups of a VMRule without what Prometheus has no form for: rules in MetricsQL, and groups of rules on Graphite or
 * VictoriaLogs. Each is named, and the others are imported.
 */
export function withoutMetricsQl(
  groups: readonly unknown[],
  origin: Origin,
  start: Path,
  engine: Engine,
): { readonly groups: readonly unknown[]; readonly ignored: readonly Ignored[] } {
  const ignored: Ignored[] = [];
  const ignore = (path: Path, what: string): void => {
    ignored.push(lostPart(origin, path, what));
  };
  const kept = groups.flatMap((group, index): unknown[] => {
    const { type, rules, name } = plain(group);
    if (typeof type === 'string' && type !== '' && type !== 'prometheus') {
      ignore([...start, index], `is the group ${String(name)} of rules of the type ${type}, not on metrics`);
      return [];
    }
    if (!Array.isArray(rules)) return [group];
    const expressions = rules.map((rule) => String(plain(rule).expr ?? ''));
    const parsed = engine.parse(expressions, { features: 'all' });
    const own = listOf(rules).filter((rule, number) => {
      const result = parsed[number];
      if (result?.ok !== false) return true;
      const { alert, record } = plain(rule);
      const [error] = result.errors;
      ignore(
        [...start, index, 'rules', number],
        `is ${String(alert ?? record ?? 'a rule')}, whose expression is no PromQL but may be MetricsQL: ${error?.message ?? ''}`,
      );
      return false;
    });
    return own.length === 0 && rules.length > 0 ? [] : [{ ...plain(group), rules: own }];
  });
  return { groups: kept, ignored };
}
