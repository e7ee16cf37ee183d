import { countedThing } from '../../query/index.js';
import { declaredQuantity } from './quantity/declared.js';
import { conflictBetween } from './quantity/quantity.js';

/** True for a unit of Grafana that can conflict with another. */
export function isComparable(unit: string): boolean {
  return !countedThing(unit) && declaredQuantity(unit)?.kind === 'measure';
}

/** True when two units of Grafana measure different things, or the same on different scales. */
export function unitsConflict(a: string, b: string): boolean {
  if (!isComparable(a) || !isComparable(b)) return false;
  return conflictBetween(declaredQuantity(a), declaredQuantity(b)) !== undefined;
}
