import type { AnyScenario } from '../prove/index.js';

/** Ids of scenarios, made from their names, so that a link to one stays when others are added. */
export function scenarioIds(scenarios: readonly AnyScenario[]): ReadonlyMap<AnyScenario, string> {
  const ids = new Map<AnyScenario, string>();
  const taken = new Map<string, number>();
  for (const scenario of scenarios) {
    const base = slug(scenario.name);
    const before = taken.get(base) ?? 0;
    taken.set(base, before + 1);
    ids.set(scenario, before === 0 ? base : `${base}-${before + 1}`);
  }
  return ids;
}

function slug(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['scenario'];
  return words.join('-').slice(0, 80);
}
