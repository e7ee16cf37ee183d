/**
 * Level of a change, as in semantic versioning: breaking if something is gone or renamed that others refer to (a
 * dashboard, an alert, a recording rule, an environment, a label of an alert or a recorded series), minor if something
 * is added, patch otherwise.
 */
export type Level = 'breaking' | 'minor' | 'patch';

/** A difference between two builds of a bundle. */
export interface Change {
  readonly level: Level;
  readonly action: 'added' | 'removed' | 'renamed' | 'changed';
  /** Kind of the object: `alert`, `dashboard`, `panel`. */
  readonly kind: string;
  readonly name: string;
  /** The differences, if the object has changed: `threshold 200 → 250`. */
  readonly details: readonly string[];
}

export function added(kind: string, name: string, level: Level, ...details: string[]): Change {
  return { level, action: 'added', kind, name, details };
}
export function removed(kind: string, name: string, level: Level): Change {
  return { level, action: 'removed', kind, name, details: [] };
}
/** A change; none without differences. */
export function changed(
  kind: string,
  name: string,
  details: readonly string[],
  level: Level = 'patch',
): Change[] {
  return details.length === 0 ? [] : [{ level, action: 'changed', kind, name, details }];
}

const order: readonly Level[] = ['patch', 'minor', 'breaking'];

export function highest(changes: readonly Change[]): Level | undefined {
  const found = changes.map(({ level }) => order.indexOf(level));
  return order[Math.max(-1, ...found)];
}
